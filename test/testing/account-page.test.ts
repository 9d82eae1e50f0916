import { expect } from '@open-wc/testing';
import type { VerificationUpgradeElement } from '../../src/index.js';
import '../../src/index.js';
import { errors, FakeProvider, offer, unavailable } from '../../src/testing/index.js';

// docs/migrating.md quotes these: they are written as a page's own tests would be.
let upgrade: VerificationUpgradeElement;
let provider: FakeProvider;

/** The first event of this name. */
const heard = (name: string) => new Promise((resolve) => upgrade.addEventListener(name, resolve, { once: true }));

describe('an account page', () => {
  beforeEach(() => {
    upgrade = document.createElement('verification-upgrade');
    provider = new FakeProvider();
    upgrade.providers = { sumsub: provider.load };
    upgrade.launch = 'manual';
    document.body.append(upgrade);
  });

  afterEach(() => upgrade.remove());

  it('follows a customer to the approval', async () => {
    upgrade.request = () => offer('sumsub', { access_token: 'any' });
    upgrade.start();
    const sdk = await provider.mounted();
    sdk.report({ type: 'submitted' });
    expect(upgrade.state.status).to.equal('pending');
    sdk.report({ type: 'approved' });
    expect(upgrade.state).to.include({ status: 'approved', confirmedBy: 'provider', nextLevel: 'satoshi' });
  });

  it('takes a token from an endpoint of another shape', async () => {
    const fetchToken = (signal: AbortSignal) => Promise.resolve({ token: signal.aborted ? '' : 'any' });
    upgrade.request = async ({ signal }) => {
      const { token } = await fetchToken(signal);
      return { upgrade: { access_token: token } };
    };
    upgrade.start();
    const { context } = await provider.mounted();
    expect(context.payload.accessToken).to.equal('any');
  });

  it('has something to say where there is no higher level', async () => {
    upgrade.request = () => unavailable('satoshi');
    upgrade.start();
    await heard('upgrade-unavailable');
    expect(upgrade.state).to.include({ currentLevel: 'satoshi' });
  });

  it('offers support for an account that the API does not know', async () => {
    upgrade.request = () => new Response(JSON.stringify(errors('ER709')), { status: 400 });
    upgrade.start();
    await heard('upgrade-failed');
    expect(upgrade.state).to.have.nested.property('error.code', 'ER709');
  });
});
