import type { ProviderEvent, ProviderLoader, UpgradeStatus, VerificationUpgradeElement } from '../../src/element.js';
import type { Reply } from '../emulator/reply.js';
import { scenarios } from '../emulator/scenarios.js';
import { refusal } from '../emulator/scenarios/api-errors.js';
import { offer, withoutToken } from '../emulator/scenarios/scenario.js';

/** One view of the element, and the way to it through what any page may use. */
export interface GalleryView {
  readonly title: string;
  /** Answers of the API, as `demo/emulator/reply.ts` has them. Default: an offer whose frame waits. */
  readonly replies?: readonly Reply[];
  readonly attributes?: Readonly<Record<string, string>>;
  readonly providers?: Readonly<Record<string, ProviderLoader>>;
  /** The page believes that it is offline. */
  readonly offline?: boolean;
  /** The status at which the view is there. */
  readonly status: UpgradeStatus;
  /** What is still to be done then. */
  readonly then?: (element: VerificationUpgradeElement) => void;
}

/** Presses what is on screen; a part of the element, or a tag. */
const press = (element: VerificationUpgradeElement, selector: string): void => {
  const target = element.shadowRoot?.querySelector<HTMLElement>(selector);
  if (!target) throw new Error(`There is no ${selector} on screen.`);
  target.click();
};

/** A provider that says these things, one after another, as soon as it is mounted. */
const speaking =
  (...events: readonly ProviderEvent[]): ProviderLoader =>
  () =>
    Promise.resolve({
      mount(context) {
        for (const event of events) context.report(event);
        return { unmount: () => context.container.replaceChildren() };
      },
    });

const failing = (code: string, title: string): GalleryView => ({
  title,
  providers: { sumsub: speaking({ type: 'failed', code, message: 'As the gallery wants it.' }) },
  status: 'failed',
});

const refused = (title: string, ...codes: Parameters<typeof refusal>): GalleryView => ({
  title,
  replies: [refusal(...codes)],
  status: 'failed',
});

const dialog = { display: 'dialog' };
const inDialog = { display: 'dialog', launch: 'manual' };

/** The way of an upgrade that meets no error. */
const course: Readonly<Record<string, GalleryView>> = {
  start: { title: 'Start, by hand', attributes: { launch: 'manual' }, status: 'idle' },
  requesting: { title: 'The server is asked', replies: [{ hang: true }], status: 'requesting' },
  loading: { title: 'The SDK is starting', replies: [offer('dead')], status: 'loading' },
  active: { title: 'In the SDK', replies: [offer('quiet')], status: 'active' },
  'active-progress': { title: 'In the SDK, which tells its steps', replies: [offer('story')], status: 'active' },
  'pending-sdk': { title: 'Submitted; the SDK shows its own review', replies: [offer('auto.hold')], status: 'pending' },
  pending: { title: 'Under review', replies: [withoutToken('in_review')], status: 'pending' },
  'pending-ER708': { title: 'A document is under review (ER708)', replies: [refusal('ER708')], status: 'pending' },
  'approved-provider': { title: 'The provider says yes', replies: [offer('already-approved')], status: 'approved' },
  'approved-server': { title: 'The server says yes', replies: [withoutToken('approved')], status: 'approved' },
  rejected: { title: 'No, and another try', replies: [withoutToken('rejected')], status: 'rejected' },
  'rejected-final': { title: 'No, for good', replies: [offer('auto.reject-final')], status: 'rejected' },
  cancelled: { title: 'Broken off', status: 'active', then: (element) => element.cancel() },
  unavailable: { title: 'No upgrade for this customer', replies: scenarios.unavailable.upgrade, status: 'unavailable' },
};

/** Each kind of error, and each code that has words of its own. */
const errors: Readonly<Record<string, GalleryView>> = {
  'failed-ER702': refused('Signed out (authentication)', 'ER702'),
  'failed-ER705': refused('Something with the account (account)', 'ER705'),
  'failed-ER709': refused('No such user (account)', 'ER709'),
  'failed-ER805': refused('Set up wrongly (configuration)', 'ER805'),
  'failed-unknown-provider': {
    title: 'A provider without an adapter (configuration)',
    replies: scenarios['unknown-provider'].upgrade,
    status: 'failed',
  },
  'failed-provider-blocked': failing('provider-blocked', 'The frame is blocked (configuration)'),
  'failed-ER920': { ...refused('A wait, counted down (rate limit)', 'ER920'), replies: [wait(94)] },
  'failed-ER920-over': { ...refused('The wait is over (rate limit)', 'ER920'), replies: [wait(0)] },
  'failed-ER999': refused('A fault of the server (server)', 'ER999'),
  'failed-bad-response': { title: 'No answer to make sense of (server)', replies: [{}], status: 'failed' },
  'failed-network': { title: 'No connection (network)', replies: [{ drop: true }], status: 'failed' },
  'failed-timeout': {
    title: 'No answer in time (network)',
    replies: [{ hang: true }],
    attributes: { 'request-timeout': '50' },
    status: 'failed',
  },
  'failed-offline': { title: 'Offline (network)', offline: true, status: 'failed' },
  'failed-provider-error': {
    title: 'The SDK gives up (provider)',
    replies: [offer('auto.frame-error')],
    status: 'failed',
  },
  'failed-details': {
    ...refused('The details, open', 'ER703'),
    then: (element) => press(element, 'summary'),
  },
};

/** The same in a dialog. */
const dialogs: Readonly<Record<string, GalleryView>> = {
  'dialog-closed': { title: 'Before it opens', attributes: inDialog, status: 'idle' },
  'dialog-loading': { title: 'The SDK is starting', attributes: dialog, replies: [offer('dead')], status: 'loading' },
  'dialog-active': { title: 'In the SDK', attributes: dialog, replies: [offer('story')], status: 'active' },
  'dialog-asking': {
    title: 'Asked whether to leave',
    attributes: dialog,
    replies: [offer('story')],
    status: 'active',
    then: (element) => press(element, '[part~=close]'),
  },
  'dialog-approved': { title: 'Done', attributes: dialog, replies: [offer('already-approved')], status: 'approved' },
  'dialog-failed': { ...refused('An error', 'ER999'), attributes: dialog },
  'dialog-left': {
    title: 'Left halfway',
    attributes: dialog,
    replies: [{ hang: true }],
    status: 'requesting',
    then: (element) => press(element, '[part~=close]'),
  },
};

function wait(seconds: number): Reply {
  return { ...refusal('ER920'), headers: { 'retry-after': String(seconds) } };
}

/** All views, by group and then by the name that stands in the URL. */
export const groups: Readonly<Record<string, Readonly<Record<string, GalleryView>>>> = {
  'The course': course,
  'The errors': errors,
  'The dialog': dialogs,
};

/** The view of this name, if there is one. */
export const findView = (name: string): GalleryView | undefined =>
  Object.values(groups).find((views) => Object.hasOwn(views, name))?.[name];
