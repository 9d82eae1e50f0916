import 'verification-upgrade';
import type { VerificationUpgradeElement } from 'verification-upgrade';
import { errors, FakeProvider, offer, unavailable, decided } from 'verification-upgrade/testing';

type Args = Pick<VerificationUpgradeElement, 'request'>;

export default {
  title: 'Verification',
  component: 'verification-upgrade',
  // Storybook takes names and types from the manifest, and no choices.
  argTypes: {
    theme: { control: 'select', options: ['auto', 'light', 'dark'] },
    launch: { control: 'select', options: ['auto', 'visible', 'manual', 'offer'] },
  },
  render(args: Args) {
    const providers = { sumsub: new FakeProvider().load };
    return Object.assign(document.createElement('verification-upgrade'), { providers, ...args });
  },
};

/** The element as it looks after this answer of the server. */
const after = (answer: object, status = 200): { args: Args } => ({
  args: { request: () => new Response(JSON.stringify(answer), { status }) },
});

export const InTheSdk = after(offer('sumsub', { access_token: 'any' }));
export const UnderReview = after(decided('pending'));
export const Approved = after(decided('approved'));
export const Rejected = after(decided('rejected'));
export const NoHigherLevel = after(unavailable());
export const UnknownAccount = after(errors('ER709'), 400);
