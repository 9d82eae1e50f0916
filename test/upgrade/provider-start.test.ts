import { expect, nextFrame } from '@open-wc/testing';
import type { ProviderAdapter } from '../../src/index.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import { neverReady, offerOf, until } from '../support/upgrade.js';
import { untilObserved } from '../support/view.js';
import { begin, failure, recordConsole } from './support/begin.js';
import { setVisible } from './support/fake-page.js';
import { fakeTime } from './support/fake-time.js';

const soon = { 'ready-timeout': '400' };
const replies = [offerOf('acme')];

describe('a provider’s SDK that does not start', () => {
  const console = recordConsole();

  it('an SDK that is never ready fails after ready-timeout, and is unmounted', async () => {
    const fake = new FakeProvider(neverReady);
    const { element, error } = await failure({
      replies,
      attributes: soon,
      properties: { providers: { acme: fake.load } },
    });
    expect(error).to.include({ code: 'provider-timeout', kind: 'provider' });
    expect(error.recovery).to.deep.equal(['retry', 'support']);
    expect(console.text).to.match(/provider-timeout: acme was not ready after 400 ms/);
    expect(fake.mounts[0]?.unmounts).to.equal(1);
    expect(element.querySelector('[slot=provider]')).to.equal(null);
  });

  it('a retry mounts the SDK only after the former one is unmounted', async () => {
    const order: string[] = [];
    const fake = new FakeProvider({
      onMount: (mount) => {
        order.push('mount');
        if (fake.mounts.length > 1) mount.report({ type: 'ready' });
        return { unmount: () => void order.push('unmount') };
      },
    });
    const { element } = await failure({ replies, attributes: soon, properties: { providers: { acme: fake.load } } });
    element.start();
    await until(element, 'active');
    expect(order).to.deep.equal(['mount', 'unmount', 'mount']);
  });

  const stuck: Readonly<Record<string, () => Promise<ProviderAdapter>>> = {
    'its mounting never ends': new FakeProvider({ onMount: () => new Promise(() => undefined) }).load,
    'it only talks': new FakeProvider({
      onMount: (mount) => {
        mount.report({ type: 'message', name: 'acme.hello' });
        mount.report({ type: 'warning', code: 'upload', message: 'Hm.' });
        return mount;
      },
    }).load,
  };
  for (const [why, load] of Object.entries(stuck)) {
    it(`an SDK fails after ready-timeout if ${why}`, async () => {
      const { error } = await failure({ replies, attributes: soon, properties: { providers: { acme: load } } });
      expect(error.code).to.equal('provider-timeout');
    });
  }

  it('an error that mount() throws is the cause of a provider-error', async () => {
    const cause = new TypeError('No such thing.');
    const fake = new FakeProvider({ onMount: () => Promise.reject(cause) });
    const { error } = await failure({ replies, properties: { providers: { acme: fake.load } } });
    expect(error).to.include({ code: 'provider-error', message: 'No such thing.', cause });
  });

  it('an address that is not trusted fails as untrusted-host', async () => {
    const fake = new FakeProvider({
      onMount: ({ context }) => {
        context.trustedUrl('https://evil.example/?t=secret-token', ['acme.example']);
        return { unmount: () => undefined };
      },
    });
    const { error } = await failure({ replies, properties: { providers: { acme: fake.load } } });
    expect(error).to.include({ code: 'untrusted-host', kind: 'configuration' });
    expect(error.recovery).to.deep.equal(['support']);
  });
});

describe('a provider’s adapter', () => {
  recordConsole();

  it('an adapter that cannot be loaded is provider-load-failed, and a retry loads it again', async () => {
    const fake = new FakeProvider();
    let calls = 0;
    const cause = new TypeError('Failed to fetch dynamically imported module.');
    const load = () => (++calls === 1 ? Promise.reject(cause) : fake.load());
    const { element, error } = await failure({ replies, properties: { providers: { acme: load } } });
    expect(error).to.include({ code: 'provider-load-failed', kind: 'provider', cause });
    element.start();
    await until(element, 'active');
    expect(calls).to.equal(2);
  });

  for (const [name, loaded] of Object.entries({ nothing: undefined, 'something else': { default: { start: 1 } } })) {
    it(`a loader that resolves to ${name} is provider-load-failed`, async () => {
      const load = () => Promise.resolve(loaded as unknown as ProviderAdapter);
      const { error } = await failure({ replies, properties: { providers: { acme: load } } });
      expect(error.code).to.equal('provider-load-failed');
    });
  }

  it('an adapter may be the default export of a module', async () => {
    const fake = new FakeProvider();
    const load = () => Promise.resolve({ default: fake });
    const { element } = await begin({ replies, properties: { providers: { acme: load } } });
    await until(element, 'active');
  });

  it('an adapter is found by its name in any case and punctuation', async () => {
    const fake = new FakeProvider();
    const setup = { replies: [offerOf('Acme-ID')], properties: { providers: { 'acme.id': fake.load } } };
    const { element } = await begin(setup);
    expect((await until(element, 'active')).provider).to.equal('acme.id');
  });

  for (const provider of ['whoever', '__proto__', 'constructor', 'toString']) {
    it(`the provider ${provider} is unknown, and no other is tried`, async () => {
      const { error, element } = await failure({ replies: [offerOf(provider)] });
      expect(error).to.include({ code: 'unknown-provider', kind: 'configuration' });
      expect(error.recovery).to.deep.equal(['support']);
      expect(element.querySelector('[slot=provider]')).to.equal(null);
    });
  }

  it('the default provider is used if the server names none', async () => {
    const fake = new FakeProvider();
    const unnamed = [{ body: { nextLevel: 'satoshi', data: { accessToken: 'secret-token' } } }];
    const attributes = { 'default-provider': 'acme' };
    const { element } = await begin({ replies: unnamed, attributes, properties: { providers: { acme: fake.load } } });
    expect((await until(element, 'active')).provider).to.equal('acme');
  });

  it('an unknown default provider is unknown-provider if the server names none', async () => {
    const unnamed = [{ body: { nextLevel: 'satoshi', data: { accessToken: 'secret-token' } } }];
    const { error } = await failure({ replies: unnamed, attributes: { 'default-provider': 'whoever' } });
    expect(error.code).to.equal('unknown-provider');
  });
});

describe('the ready-timeout of a provider’s SDK', () => {
  recordConsole();
  const time = fakeTime();

  /** An SDK that never becomes ready, mounted; the browser has told where the element is. */
  async function starting(attributes: Readonly<Record<string, string>> = {}, css = '') {
    const fake = new FakeProvider(neverReady);
    const { element } = await begin({
      replies,
      attributes: { ...soon, ...attributes, style: css },
      properties: { providers: { acme: fake.load } },
    });
    const sdk = await fake.mounted();
    await element.updateComplete;
    await untilObserved(element);
    return { element, sdk };
  }

  const farAway = 'position: absolute; top: 5000px; left: 0';

  it('the ready-timeout does not run in a tab in the background', async () => {
    setVisible(false);
    const { element, sdk } = await starting();
    time.clock.tick(3_600_000);
    expect(element.state.status).to.equal('loading');
    setVisible(true);
    time.clock.tick(400);
    expect((await until(element, 'failed')).error.code).to.equal('provider-timeout');
    expect(sdk.unmounts).to.equal(1);
  });

  it('the ready-timeout does not run while the element is scrolled out of sight', async () => {
    const { element } = await starting({}, farAway);
    time.clock.tick(3_600_000);
    expect(element.state.status).to.equal('loading');
    element.style.cssText = '';
    await untilObserved(element);
    time.clock.tick(400);
    expect((await until(element, 'failed')).error.code).to.equal('provider-timeout');
  });

  it('the ready-timeout runs in a dialog, although the element itself is scrolled out of sight', async () => {
    const { element } = await starting({ display: 'dialog' }, farAway);
    expect(element.getBoundingClientRect().top).to.be.greaterThan(innerHeight);
    time.clock.tick(399);
    expect(element.state.status).to.equal('loading');
    time.clock.tick(1);
    expect((await until(element, 'failed')).error.code).to.equal('provider-timeout');
  });

  it('the ready-timeout ends once the SDK is ready', async () => {
    const fake = new FakeProvider();
    const { element } = await begin({ replies, attributes: soon, properties: { providers: { acme: fake.load } } });
    await until(element, 'active');
    time.clock.tick(3_600_000);
    await nextFrame();
    expect(element.state.status).to.equal('active');
  });
});
