import { expect, nextFrame } from '@open-wc/testing';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import { firstView } from '../support/view.js';
import { mountUpgrade, offer, offerOf, part, until } from '../support/upgrade.js';
import { untilSeen } from '../upgrade/support/begin.js';

describe('what settings do', () => {
  it('launches and stays inline for words that it does not know', async () => {
    const { element } = await mountUpgrade({ attributes: { launch: 'soon', display: 'popup', theme: 'pink' } });
    await until(element, 'active');
    expect(part(element, 'dialog')).to.equal(null);
    expect(part(element, 'panel')?.checkVisibility()).to.equal(true);
  });

  it('asks the endpoint that is set when it starts', async () => {
    const { element, run } = await mountUpgrade({ attributes: { launch: 'manual', endpoint: '/api/nowhere' } });
    element.endpoint = run.endpoint([offer()]);
    element.start();
    await until(element, 'active');
    expect(await run.requests()).to.have.length(1);
  });

  for (const time of [Infinity, 1e12]) {
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
