import { expect } from '@open-wc/testing';
import { useFakeTimers } from 'sinon';
import { builtInProviders } from '../../src/index.js';
import type { ProviderLoader } from '../../src/index.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import type { UpgradeSetup } from '../support/upgrade.js';
import { frameOf, mountUpgrade, offer, offerOf, until } from '../support/upgrade.js';
import { action, firstView } from '../support/view.js';

const setupOf = (providers: Readonly<Record<string, ProviderLoader>>, name = 'acme'): UpgradeSetup => ({
  replies: [offerOf(name)],
  properties: { providers },
});

describe('providers', () => {
  it('are added to the built-in ones', async () => {
    const fake = new FakeProvider();
    const { element } = await mountUpgrade({
      replies: [offerOf('acme'), offer()],
      properties: { providers: { acme: fake.load } },
    });
    expect((await until(element, 'active')).provider).to.equal('acme');
    element.cancel();
    element.start();
    expect((await until(element, 'active')).provider).to.equal('sumsub');
    expect(frameOf(element)).not.to.equal(null);
  });

  it('can take the place of a built-in one', async () => {
    const fake = new FakeProvider();
    const { element } = await mountUpgrade(setupOf({ sumsub: fake.load }, 'sumsub'));
    await until(element, 'active');
    expect(fake.mounts).to.have.length(1);
    expect(frameOf(element)).to.equal(null);
  });

  it('can do so under another spelling, which is the state’s then', async () => {
    const fake = new FakeProvider();
    const { element } = await mountUpgrade(setupOf({ SumSub: fake.load }, 'sumsub'));
    expect((await until(element, 'active')).provider).to.equal('SumSub');
    expect(fake.mounts).to.have.length(1);
  });

  it('do not change the registry for others', async () => {
    const fake = new FakeProvider();
    const before = { ...builtInProviders };
    const { element } = await mountUpgrade(setupOf({ acme: fake.load, sumsub: fake.load }));
    await until(element, 'active');
    expect(builtInProviders).to.deep.equal(before);
  });

  for (const name of ['ACME', 'Acme ID', 'acme-id', 'acmeId']) {
    it(`are found as the server spells them: ${name}`, async () => {
      const fake = new FakeProvider();
      const key = name === 'ACME' ? 'acme' : 'acme-id';
      const { element } = await mountUpgrade(setupOf({ [key]: fake.load }, name));
      expect((await until(element, 'active')).provider).to.equal(key);
    });
  }

  it('may come as a module with a default export', async () => {
    const fake = new FakeProvider();
    const { element } = await mountUpgrade(setupOf({ acme: () => Promise.resolve({ default: fake }) }));
    await until(element, 'active');
    expect(fake.mounts).to.have.length(1);
  });

  it('count as they are when the attempt needs them', async () => {
    const fake = new FakeProvider();
    const { element } = await mountUpgrade({
      attributes: { launch: 'manual' },
      replies: [{ ...offerOf('acme'), delay: 30 }],
    });
    element.start();
    element.providers = { acme: fake.load };
    await until(element, 'active');
  });

  it('are not to be found in the prototype of anything', async () => {
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      const { element } = await mountUpgrade(setupOf({}, name));
      expect((await until(element, 'failed')).error.code, name).to.equal('unknown-provider');
    }
  });

  it('that are not registered lead to support, and are named for the developer', async () => {
    const { element } = await mountUpgrade({
      replies: [offerOf('acme')],
      attributes: { 'support-url': '/help' },
    });
    const { error } = await until(element, 'failed');
    expect(error).to.include({ code: 'unknown-provider', kind: 'configuration' });
    expect(error.message).to.include('"acme"');
    expect((await firstView(element)).links).to.deep.equal(['/help']);
    expect(element.children).to.have.length(0);
  });
});

describe('a provider that cannot be loaded', () => {
  const cause = new TypeError('Failed to fetch dynamically imported module.');
  const faults: Readonly<Record<string, unknown>> = {
    rejects: () => Promise.reject(cause),
    throws: () => {
      throw cause;
    },
    'resolves to nothing': () => Promise.resolve(),
    'resolves to no adapter': () => Promise.resolve({ default: { start: () => undefined } }),
    'resolves to a module without a default': () => Promise.resolve({ acme: new FakeProvider() }),
    'resolves to a text': () => Promise.resolve('acme'),
    'returns nothing': () => undefined,
    'is no function': './acme.js',
    'is nothing': null,
  };
  for (const [what, loader] of Object.entries(faults)) {
    it(`ends as provider-load-failed: its loader ${what}`, async () => {
      const { element, run } = await mountUpgrade(setupOf({ acme: loader as ProviderLoader }));
      const { error } = await until(element, 'failed');
      expect(error).to.include({ code: 'provider-load-failed', kind: 'provider' });
      expect(error.message).to.include('acme');
      expect((await firstView(element)).actions).to.deep.equal(['Try again']);
      expect(element.children).to.have.length(0);
      expect(await run.requests()).to.have.length(1);
    });
  }

  it('tells the developer why', async () => {
    const { element } = await mountUpgrade(setupOf({ acme: () => Promise.reject(cause) }));
    expect((await until(element, 'failed')).error.cause).to.equal(cause);
  });

  it('is asked for again by a retry', async () => {
    const fake = new FakeProvider();
    let times = 0;
    const load = () => (++times === 1 ? Promise.reject(cause) : fake.load());
    const { element } = await mountUpgrade(setupOf({ acme: load }));
    await until(element, 'failed');
    await firstView(element);
    action(element, 'Try again').click();
    await until(element, 'active');
    expect(times).to.equal(2);
  });

  it('does not end the attempt of another provider when it is fetched ahead', async () => {
    const unhandled: unknown[] = [];
    const hear = (event: PromiseRejectionEvent) => void unhandled.push(event.reason);
    window.addEventListener('unhandledrejection', hear);
    const fake = new FakeProvider();
    const { element } = await mountUpgrade({
      replies: [offerOf('acme')],
      attributes: { 'default-provider': 'broken' },
      properties: { providers: { acme: fake.load, broken: () => Promise.reject(cause) } },
    });
    await until(element, 'active');
    window.removeEventListener('unhandledrejection', hear);
    expect(unhandled).to.deep.equal([]);
  });

  it('that never comes ends as provider-load-failed', async () => {
    const clock = useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const { element } = await mountUpgrade(setupOf({ acme: () => new Promise<never>(() => undefined) }));
      await until(element, 'loading');
      clock.tick(30_000);
      expect((await until(element, 'failed')).error.code).to.equal('provider-load-failed');
      expect((await firstView(element)).actions).to.include('Try again');
    } finally {
      clock.restore();
    }
  });
});
