import { expect, nextFrame } from '@open-wc/testing';
import type { ProviderContext, ProviderEvent } from '../../src/index.js';
import type { FakeMount } from '../../src/testing/fake-provider.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import type { UpgradeSetup } from '../support/upgrade.js';
import { frameOf, mountUpgrade, neverReady, offer, offerOf, part, play, record, until } from '../support/upgrade.js';
import { action, change, firstView, wordsOf } from '../support/view.js';
import { fakeClock } from '../support/fake-clock.js';

const acme = (fake: Pick<FakeProvider, 'load'>, attributes = {}): UpgradeSetup => ({
  replies: [offerOf('acme')],
  attributes,
  properties: { providers: { acme: fake.load } },
});

const fail = (thrown: unknown) => () => {
  throw thrown;
};

describe('an adapter that fails', () => {
  const ways: readonly (readonly [string, unknown, string, RegExp])[] = [
    ['an error', new Error('No canvas.'), 'provider-error', /No canvas\./],
    [
      'an error with one of our codes',
      Object.assign(new Error('x'), { code: 'untrusted-host' }),
      'untrusted-host',
      /x/,
    ],
    ['an error with a code of its own', Object.assign(new Error('x'), { code: 'E42' }), 'provider-error', /E42 x/],
    ['a text', 'No canvas.', 'provider-error', /./],
    ['nothing', undefined, 'provider-error', /./],
  ];
  for (const [what, thrown, code, message] of ways) {
    for (const how of ['throws', 'rejects with'] as const) {
      it(`ends as ${code} when it ${how} ${what}`, async () => {
        const enter = how === 'throws' ? fail(thrown) : async () => Promise.resolve().then(fail(thrown));
        const { element, run } = await mountUpgrade(acme(new FakeProvider({ onMount: enter })));
        const { error } = await until(element, 'failed');
        expect(error.code).to.equal(code);
        expect(error.message).to.match(message);
        while (element.children.length > 0) await change(element);
        expect(await run.requests()).to.have.length(1);
      });
    }
  }

  const codes = ['provider-error', 'provider-timeout', 'provider-blocked', 'untrusted-host', 'token-refresh-failed'];
  for (const code of [...codes, 'provider-load-failed', 'offline', 'E42', undefined]) {
    it(`may report the code ${code}`, async () => {
      const fake = new FakeProvider();
      const { element } = await mountUpgrade(acme(fake));
      const sdk = await fake.mounted();
      const event: ProviderEvent = { type: 'failed', message: 'It broke.', ...(code !== undefined && { code }) };
      sdk.report(event);
      const { error } = await until(element, 'failed');
      expect(error.code).to.equal(code === 'E42' ? 'provider-error' : (code ?? 'provider-error'));
      expect(error.message).to.include('It broke.');
    });
  }

  it('shows none of its own text', async () => {
    const evil = '<img src=x onerror="window.harmed = true">';
    const fake = new FakeProvider();
    const { element } = await mountUpgrade(acme(fake));
    (await fake.mounted()).report({ type: 'failed', message: evil });
    await until(element, 'failed');
    await firstView(element);
    expect(wordsOf(part(element, 'code'))).to.include('provider-error');
    expect(element.shadowRoot?.textContent).not.to.include('img');
    expect(element.shadowRoot?.querySelector('img')).to.equal(null);
  });

  it('lets no token out in what it says', async () => {
    const said: unknown[] = [];
    const { error: original } = console;
    console.error = (...words: unknown[]) => void said.push(...words);
    const fake = new FakeProvider({ onMount: fail(new Error('Rejected: secret-token')) });
    const { element } = await mountUpgrade(acme(fake));
    const { error } = await until(element, 'failed');
    await firstView(element);
    console.error = original;
    const leaks = [error.message, String(error.cause), ...said.map(String), element.shadowRoot?.textContent];
    expect(leaks.join(' ')).not.to.include('secret-token');
    expect(error.message).to.equal('…');
  });

  it('can be tried again, with a fresh payload', async () => {
    let times = 0;
    const fake = new FakeProvider({
      onMount: (mount) => {
        if (++times === 1) throw new Error('Not yet.');
        mount.report({ type: 'ready' });
        return mount;
      },
    });
    const { element, run } = await mountUpgrade(acme(fake));
    await until(element, 'failed');
    await firstView(element);
    action(element, 'Try again').click();
    await until(element, 'active');
    expect(await run.requests()).to.have.length(2);
  });
});

describe('an adapter in its own time', () => {
  it('may report while it mounts', async () => {
    const fake = new FakeProvider({
      onMount: (mount) => {
        mount.report({ type: 'ready' });
        mount.report({ type: 'submitted' });
        mount.report({ type: 'approved' });
        return mount;
      },
    });
    const { element } = await mountUpgrade({ ...acme(fake, { launch: 'manual' }) });
    const statuses = record(element);
    element.start();
    await until(element, 'approved');
    await nextFrame();
    expect(statuses).to.deep.equal(['requesting', 'loading', 'active', 'pending', 'approved']);
    expect(fake.mounts[0]?.unmounts).to.equal(1);
    expect(element.children).to.have.length(0);
  });

  it('may report before its mounting has resolved', async () => {
    let finish: (mounted: FakeMount) => void = () => undefined;
    const fake = new FakeProvider({ onMount: () => new Promise((resolve) => (finish = resolve)) });
    const { element } = await mountUpgrade(acme(fake));
    const sdk = await fake.mounted();
    sdk.report({ type: 'ready' });
    await until(element, 'active');
    sdk.report({ type: 'cancelled' });
    await until(element, 'cancelled');
    finish(sdk);
    await nextFrame();
    expect(sdk.unmounts).to.equal(1);
  });

  it('need not say that it is ready before it says more', async () => {
    const fake = new FakeProvider(neverReady);
    const { element } = await mountUpgrade(acme(fake));
    const statuses = record(element);
    (await fake.mounted()).report({ type: 'submitted' });
    expect(statuses.slice(-2)).to.deep.equal(['active', 'pending']);
    expect(element.state.status).to.equal('pending');
  });

  it('is not taken for ready by messages and warnings', async () => {
    const fake = new FakeProvider(neverReady);
    const { element } = await mountUpgrade(acme(fake, { 'ready-timeout': '100' }));
    const sdk = await fake.mounted();
    sdk.report({ type: 'message', name: 'loading' });
    sdk.report({ type: 'warning', code: 'upload', message: 'Slow.' });
    expect(element.state.status).to.equal('loading');
    expect((await until(element, 'failed')).error.code).to.equal('provider-timeout');
  });

  it('that returns nothing still works', async () => {
    const mount = ({ report }: ProviderContext) => {
      report({ type: 'ready' });
      return undefined;
    };
    const { element } = await mountUpgrade(acme({ load: () => Promise.resolve({ mount }) }));
    await until(element, 'active');
    element.lang = 'nl';
    await element.updateComplete;
    element.cancel();
    await until(element, 'cancelled');
    expect(element.children).to.have.length(0);
  });

  it('may take any time once it is ready', async () => {
    const clock = fakeClock({
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
    });
    try {
      const { element } = await mountUpgrade(acme(new FakeProvider()));
      await until(element, 'active');
      clock.tick(3_600_000);
      await nextFrame();
      expect(element.state.status).to.equal('active');
    } finally {
      clock.restore();
    }
  });
});

describe('provider-timeout', () => {
  it('unmounts before another try mounts again', async () => {
    const { element, run } = await mountUpgrade({
      replies: [offer('dead'), offer('quiet')],
      attributes: { 'ready-timeout': '300' },
    });
    await until(element, 'loading');
    while (!frameOf(element)) await nextFrame();
    const dead = frameOf(element);
    const { error } = await until(element, 'failed');
    expect(error.code).to.equal('provider-timeout');
    expect(dead?.isConnected).to.equal(false);
    element.readyTimeout = 20_000;
    await firstView(element);
    action(element, 'Try again').click();
    await until(element, 'active');
    expect(element.querySelectorAll('iframe')).to.have.length(1);
    play(element, 'idCheck.onApplicantSubmitted');
    await until(element, 'pending');
    expect(await run.requests()).to.have.length(2);
  });
});

describe('untrusted-host', () => {
  const hosts = [
    'https://evil.example',
    'http://api.sumsub.com',
    'https://sumsub.com.evil.example',
    'javascript:alert(1)',
  ];
  for (const host of hosts) {
    it(`sends no token to ${host}`, async () => {
      const { element } = await mountUpgrade({
        replies: [offer(`quiet ${host}`)],
        attributes: { 'support-url': '/help' },
        properties: { providerOptions: {} },
      });
      const frames: Element[] = [];
      new MutationObserver(() => frames.push(...element.querySelectorAll('iframe'))).observe(element, {
        childList: true,
        subtree: true,
      });
      const { error } = await until(element, 'failed');
      expect(error).to.include({ code: 'untrusted-host', kind: 'configuration' });
      expect((await firstView(element)).links).to.deep.equal(['/help']);
      expect(frames).to.deep.equal([]);
    });
  }
});
