import { aTimeout, expect, waitUntil } from '@open-wc/testing';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import type { UpgradeSetup } from '../support/upgrade.js';
import { recordConsole } from '../upgrade/support/begin.js';
import { deferred, nextTask } from '../upgrade/support/deferred.js';
import { emulators, frameOf, mountUpgrade, offer, offerOf, told, until } from '../support/upgrade.js';

async function contextOf(setup: UpgradeSetup = {}, more: Readonly<Record<string, unknown>> = {}) {
  const fake = new FakeProvider();
  const { element, run } = await mountUpgrade({
    replies: [offerOf('acme', more)],
    ...setup,
    properties: { providers: { acme: fake.load }, ...setup.properties },
  });
  const sdk = await fake.mounted();
  await until(element, 'active');
  return { element, run, sdk, context: sdk.context };
}

interface Told {
  readonly languages: readonly string[];
  readonly themes: readonly string[];
}

async function untilTold({ languages, themes }: Told, expected: Told): Promise<void> {
  const count = expected.languages.length + expected.themes.length;
  await waitUntil(() => languages.length + themes.length >= count);
  await aTimeout(0);
  expect({ languages, themes }).to.deep.equal(expected);
}

describe('what an adapter is given', () => {
  const console = recordConsole();

  it('is a container of its own: empty, connected, in the light DOM, with an id unique in the document', async () => {
    const one = new FakeProvider({
      onMount: (mount) => {
        expect(mount.context.container.childNodes).to.have.length(1); // The fake's own words.
        mount.report({ type: 'ready' });
        return mount;
      },
    });
    const { element } = await mountUpgrade({
      replies: [offerOf('acme')],
      properties: { providers: { acme: one.load } },
    });
    const { container } = (await one.mounted()).context;
    await until(element, 'active');
    expect(container.isConnected).to.equal(true);
    expect(container.parentElement).to.equal(element);
    expect(container.slot).to.equal('provider');
    const { context: other } = await contextOf();
    expect(container.id).not.to.equal('');
    expect(container.id).not.to.equal(other.container.id);
    expect(document.getElementById(container.id)).to.equal(container);
  });

  it('keeps its container through every rendering', async () => {
    const { element, context } = await contextOf();
    const marker = document.createElement('b');
    context.container.append(marker);
    Object.assign(element, { theme: 'dark', headingLevel: 5, messages: { 'active.heading': 'x' } });
    await element.updateComplete;
    expect(marker.isConnected).to.equal(true);
  });

  it('is the payload: the token, and whatever else the answer held', async () => {
    const { context } = await contextOf({}, { workflow: 'w1', data: { applicant: 'a1' } });
    expect(context.payload).to.deep.include({ accessToken: 'secret-token', workflow: 'w1', applicant: 'a1' });
  });

  it('is the page’s options for this provider alone', async () => {
    const providerOptions = { acme: { color: 'red' }, sumsub: { baseUrl: 'http://localhost' } };
    const { context } = await contextOf({ properties: { providerOptions } });
    expect(context.options).to.deep.equal(providerOptions.acme);
  });

  it('is no options where the page has none', async () => {
    const { context } = await contextOf({ properties: { providerOptions: {} } });
    expect(context.options).to.deep.equal({});
  });

  it('is a way to a fresh token, asked for as a refresh', async () => {
    const reasons: string[] = [];
    const { context, run, element } = await contextOf({
      replies: [offerOf('acme'), offerOf('acme', { access_token: 'fresh-token' })],
      properties: { headers: ({ reason }) => (reasons.push(reason), {}) },
    });
    expect(await context.refresh()).to.deep.include({ accessToken: 'fresh-token' });
    expect(reasons).to.deep.equal(['start', 'refresh']);
    expect(await run.requests()).to.have.length(2);
    expect(element.state.status).to.equal('active');
  });

  it('is a refresh that rejects, and ends the attempt, where no token is to be had', async () => {
    const { context, element } = await contextOf({ replies: [offerOf('acme'), { status: 500 }] });
    const outcome = await context.refresh().then(
      () => 'resolved',
      (error: unknown) => String(error),
    );
    expect(outcome).to.include('fresh token');
    const { error } = await until(element, 'failed');
    expect(error).to.include({ code: 'token-refresh-failed', kind: 'provider' });
  });

  for (const [changes, expected] of [
    [{ lang: 'fr' }, { languages: ['fr'], themes: [] }],
    [{ theme: 'dark' }, { languages: [], themes: ['dark'] }],
    [{ headingLevel: 5 }, { languages: [], themes: [] }],
  ] as const) {
    it(`is told what has changed, and nothing else: ${JSON.stringify(changes)}`, async () => {
      const { element, sdk } = await contextOf({ attributes: { lang: 'en', theme: 'light' } });
      Object.assign(element, changes);
      await untilTold(sdk, expected);
    });

    it(`is told what has changed while it was mounted: ${JSON.stringify(changes)}`, async () => {
      const arrival = deferred<undefined>();
      const fake = new FakeProvider({ onMount: () => arrival.promise });
      const { element } = await mountUpgrade({
        replies: [offerOf('acme')],
        attributes: { lang: 'en', theme: 'light' },
        properties: { providers: { acme: fake.load } },
      });
      const sdk = await fake.mounted();
      Object.assign(element, changes);
      await element.updateComplete;
      arrival.resolve(undefined);
      await nextTask();
      await untilTold(sdk, expected);
    });
  }

  it('may fail to change its language, and the token gets into no console', async () => {
    const fake = new FakeProvider({
      onMount: (mount) => {
        mount.report({ type: 'ready' });
        return {
          unmount: () => undefined,
          setLanguage: () => {
            throw new Error('No words for secret-token');
          },
        };
      },
    });
    const { element } = await mountUpgrade({
      replies: [offerOf('acme')],
      attributes: { lang: 'en' },
      properties: { providers: { acme: fake.load } },
    });
    await until(element, 'active');
    element.lang = 'fr';
    await waitUntil(() => console.text !== '');
    expect(console.text).to.include('could not change its language').and.not.include('secret-token');
    expect(element.state.status).to.equal('active');
  });

  it('is a judge of hosts', async () => {
    const { context } = await contextOf();
    expect(context.trustedUrl('https://eu.acme.example/x?y', ['acme.example'])).to.equal('https://eu.acme.example/x?y');
    expect(() => context.trustedUrl('https://acme.example.evil.example', ['acme.example'])).to.throw();
    expect(() => context.trustedUrl('http://acme.example', ['acme.example'])).to.throw();
  });

  it('reaches Sumsub: the page’s own host, and its settings', async () => {
    const { sumsub } = await emulators();
    const { element } = await mountUpgrade({
      replies: [offer()],
      properties: { providerOptions: { sumsub: { baseUrl: `${sumsub}/some/path`, uiConf: { steps: 'slim' } } } },
    });
    await until(element, 'active');
    expect(frameOf(element)?.src.startsWith(`${sumsub}/websdk/`)).to.equal(true);
    const start = (await told(element)).find(({ method }) => method === 'idCheck.init');
    expect(JSON.stringify(start)).to.include('slim');
  });
});
