import { expect, nextFrame } from '@open-wc/testing';
import type { RequestContext } from '../../src/element.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import { firstView } from '../support/view.js';
import { createUpgrade, emulators, mountUpgrade, offer, offerOf, part, until } from '../support/upgrade.js';
import { untilSeen } from '../upgrade/support/begin.js';

describe('what settings do', () => {
  it('launches and stays inline for words that it does not know', async () => {
    const { element } = await mountUpgrade({ attributes: { launch: 'soon', display: 'popup', theme: 'pink' } });
    await until(element, 'active');
    expect(part(element, 'dialog')).to.equal(null);
    expect(part(element, 'panel')?.checkVisibility()).to.equal(true);
  });

  it('asks an endpoint relative to the document', async () => {
    const { element, run } = await createUpgrade();
    element.endpoint = element.endpoint.replace(/^\//, './');
    document.body.append(element);
    await until(element, 'active');
    expect(await run.requests()).to.have.length(1);
    element.remove();
  });

  it('asks the endpoint that is set when it starts', async () => {
    const { element, run } = await mountUpgrade({ attributes: { launch: 'manual', endpoint: '/api/nowhere' } });
    element.endpoint = run.endpoint([offer()]);
    element.start();
    await until(element, 'active');
    expect(await run.requests()).to.have.length(1);
  });

  describe('credentials', () => {
    const cookiesOf = async (credentials: string | undefined, origin = '') => {
      document.cookie = 'session=mine';
      const { element, run } = await createUpgrade({ attributes: credentials === undefined ? {} : { credentials } });
      element.endpoint = origin + element.endpoint;
      document.body.append(element);
      await until(element, 'active');
      element.remove();
      document.cookie = 'session=;max-age=0';
      const [request] = await run.requests();
      return request?.headers['cookie'];
    };

    it('go to the own origin by default', async () => {
      expect(await cookiesOf(undefined)).to.include('session=mine');
    });

    it('go nowhere with "omit"', async () => {
      expect(await cookiesOf('omit')).to.equal(undefined);
    });

    it('do not go to another origin by default', async () => {
      expect(await cookiesOf(undefined, (await emulators()).api)).to.equal(undefined);
    });

    it('go to another origin with "include"', async () => {
      expect(await cookiesOf('include', (await emulators()).api)).to.include('session=mine');
    });

    it('take a word that is none for the default', async () => {
      expect(await cookiesOf('all')).to.include('session=mine');
    });
  });

  it('gives up on a silent server after request-timeout, and does not ask again', async () => {
    const { element, run } = await mountUpgrade({ replies: [{ hang: true }], attributes: { 'request-timeout': '50' } });
    const { error } = await until(element, 'failed');
    expect(error.code).to.equal('timeout');
    expect((await run.requests()).length).to.be.at.most(1);
  });

  for (const time of [Infinity, 1e12]) {
    it(`waits for the server with a request-timeout of ${time}`, async () => {
      const { element } = await mountUpgrade({
        replies: [{ ...offer(), delay: 50 }],
        properties: { requestTimeout: time },
      });
      await until(element, 'active');
    });

    it(`waits for the SDK with a ready-timeout of ${time}`, async () => {
      const fake = new FakeProvider({ onMount: (mount) => mount });
      const { element } = await mountUpgrade({
        replies: [offerOf('acme')],
        properties: { providers: { acme: fake.load }, readyTimeout: time },
      });
      const sdk = await fake.mounted();
      await nextFrame();
      sdk.report({ type: 'ready' });
      await until(element, 'active');
    });
  }

  it('gives up on a silent SDK after ready-timeout', async () => {
    const { element } = await mountUpgrade({ replies: [offer('dead')], attributes: { 'ready-timeout': '50' } });
    const { error } = await until(element, 'failed');
    expect(error.code).to.equal('provider-timeout');
  });

  it('takes the default provider where the answer names none', async () => {
    const fake = new FakeProvider();
    const body = { currentLevel: 'hero', nextLevel: 'satoshi', upgrade: { access_token: 'token', status: 'open' } };
    const { element } = await mountUpgrade({
      replies: [{ body }],
      attributes: { 'default-provider': 'acme' },
      properties: { providers: { acme: fake.load } },
    });
    expect((await until(element, 'active')).provider).to.equal('acme');
  });

  it('fetches the default provider before the server has answered', async () => {
    const fake = new FakeProvider();
    const { element } = await mountUpgrade({
      replies: [{ hang: true }],
      attributes: { 'default-provider': 'acme' },
      properties: { providers: { acme: fake.load } },
    });
    await until(element, 'requesting');
    expect(fake.loads).to.be.greaterThan(0);
    expect(fake.mounts).to.have.length(0);
  });

  it('sends the headers that it is given', async () => {
    const { element, run } = await mountUpgrade({ properties: { headers: { Authorization: 'Bearer mine' } } });
    await until(element, 'active');
    const [request] = await run.requests();
    expect(request?.headers['authorization']).to.equal('Bearer mine');
  });

  it('asks for headers anew for each request, with the reason', async () => {
    const reasons: string[] = [];
    const { element, run } = await mountUpgrade({
      replies: [{ status: 500 }, offer()],
      properties: {
        headers: async ({ reason, signal }: RequestContext) => {
          expect(signal).to.be.instanceOf(AbortSignal);
          reasons.push(reason);
          await Promise.resolve();
          return { 'x-reason': `${reason} ${reasons.length}` };
        },
      },
    });
    await until(element, 'failed');
    part(element, 'button')?.click();
    await until(element, 'active');
    expect((await run.requests()).map(({ headers }) => headers['x-reason'])).to.deep.equal(['start 1', 'retry 2']);
  });

  it('leaves the request to the page', async () => {
    const { element, run } = await mountUpgrade({
      properties: {
        request: ({ reason }: RequestContext) => Promise.resolve({ nextLevel: null, currentLevel: reason }),
      },
    });
    expect(await until(element, 'unavailable')).to.deep.equal({ status: 'unavailable', currentLevel: 'start' });
    expect(await run.requests()).to.have.length(0);
  });

  it('says that no connection was had when the page’s headers or request reject', async () => {
    const cause = new Error('No session.');
    for (const name of ['headers', 'request']) {
      const { element } = await mountUpgrade({ properties: { [name]: () => Promise.reject(cause) } });
      const { error } = await until(element, 'failed');
      expect(error.code).to.equal('network');
      expect(error.cause).to.equal(cause);
      expect((await firstView(element)).actions).to.deep.equal(['Try again']);
    }
  });

  it('mounts nothing and contacts no other origin before the server has answered', async () => {
    const since = performance.now();
    const { element, run } = await mountUpgrade({ replies: [{ hang: true }] });
    await untilSeen(run, (requests) => requests.length === 1);
    await firstView(element);
    // What the element fetches meanwhile is there now, the default provider's adapter included.
    await Promise.all([import('../../src/element/attempt-host.js'), import('../../src/providers/sumsub.js')]);
    await nextFrame();
    await nextFrame();
    expect(element.state.status).to.equal('requesting');
    const contacts = 'iframe, link[rel=preconnect], link[rel=dns-prefetch]';
    expect(document.querySelector(contacts) ?? element.shadowRoot?.querySelector(contacts)).to.equal(null);
    const foreign = performance
      .getEntriesByType('resource')
      .filter(({ name, startTime }) => startTime >= since && new URL(name).origin !== location.origin);
    expect(foreign).to.deep.equal([]);
  });
});
