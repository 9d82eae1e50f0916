import { expect } from '@open-wc/testing';
import sinon from 'sinon';
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

  afterEach(() => {
    sinon.restore();
    upgrade.remove();
  });

  it('follows a user to the approval', async () => {
    upgrade.request = () => offer('sumsub', { access_token: 'any' });
    upgrade.start();
    const sdk = await provider.mounted();
    sdk.report({ type: 'submitted' });
    expect(upgrade.state.status).to.equal('pending');
    sdk.report({ type: 'approved' });
    expect(upgrade.state).to.include({ status: 'approved', confirmedBy: 'provider', nextLevel: 'satoshi' });
  });

  it('takes a token from an endpoint of another shape, and asks for none when it asks for the status', async () => {
    const asked: string[] = [];
    const fetchToken = (signal: AbortSignal) => {
      asked.push('token');
      return Promise.resolve({ token: signal.aborted ? '' : 'any' });
    };
    upgrade.statusEndpoint = '/status';
    upgrade.request = async ({ reason, method, url, signal }) => {
      if (reason === 'status') return fetch(url, { method, signal });
      const { token } = await fetchToken(signal);
      return { upgrade: { access_token: token } };
    };
    const answered = new Promise<void>((resolve) => {
      sinon.stub(window, 'fetch').callsFake((url) => {
        asked.push(new URL(url as string).pathname);
        resolve();
        return Promise.resolve(Response.json([]));
      });
    });
    upgrade.start();
    const sdk = await provider.mounted();
    expect(sdk.context.payload.accessToken).to.equal('any');
    sdk.report({ type: 'submitted' });
    await answered;
    expect(asked).to.deep.equal(['token', '/status']);
  }).timeout(20_000);

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
