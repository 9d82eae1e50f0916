// A page without a framework, and without any vendor's package: no types but ours, Lit's and the browser's.
import 'verification-upgrade';
import type { Messages, RequestContext, UpgradeState } from 'verification-upgrade';
import { isUpgradeError, VerificationUpgradeElement } from 'verification-upgrade/element';
import nl from 'verification-upgrade/locales/nl';
import didit from 'verification-upgrade/providers/didit';
import hosted from 'verification-upgrade/providers/hosted';
import onfido from 'verification-upgrade/providers/onfido';
import persona from 'verification-upgrade/providers/persona';
import stripeIdentity from 'verification-upgrade/providers/stripe-identity';
import sumsub from 'verification-upgrade/providers/sumsub';
import veriff from 'verification-upgrade/providers/veriff';
import { adapterContract, errors, FakeProvider, offer, AdapterFixture } from 'verification-upgrade/testing';

const upgrade: VerificationUpgradeElement = document.createElement('verification-upgrade');
const dutch: Messages = nl;
upgrade.messages = { ...dutch, 'level.hero': 'Hero', 'failed.ER709.text': 'Bel ons even.' };
upgrade.providers = { sumsub: async () => sumsub, acme: new FakeProvider().load };
upgrade.headers = async ({ reason, signal }: RequestContext) => ({ reason, aborted: `${signal.aborted}` });
upgrade.request = ({ reason }) => (reason === 'start' ? offer('acme', { access_token: 'any' }) : errors('ER709'));
upgrade.addEventListener('upgrade-approved', ({ state }) => void state.confirmedBy);
addEventListener('upgrade-failed', ({ state: { error } }) => void [isUpgradeError(error), error.recovery.length]);

export const state: UpgradeState = upgrade.state;
export const adapters = [didit, hosted, onfido, persona, stripeIdentity, veriff];
export const cases = adapterContract({
  adapter: hosted,
  options: {},
  payload: () => ({}),
  submit: (fixture) => fixture.unmount(),
});
export const fixture = new AdapterFixture({ adapter: sumsub, options: {}, payload: {} });

// @ts-expect-error: read only
upgrade.state = { status: 'idle' };
// @ts-expect-error: no such word
upgrade.launch = 'sometimes';
// @ts-expect-error: closed
import('verification-upgrade/providers/registry');
