import { expect } from '@open-wc/testing';
import type { ProviderEvent } from '../../src/index.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import { offerOf, record, refusal, until } from '../support/upgrade.js';
import { seenView } from '../support/view.js';
import { begin, recordConsole } from './support/begin.js';
import { nextTask } from './support/deferred.js';

/** An element whose fake SDK is on the page. */
async function active(fake = new FakeProvider()) {
  const { element, run } = await begin({ replies: [offerOf('acme')], properties: { providers: { acme: fake.load } } });
  await until(element, 'active');
  return { element, run, sdk: await fake.mounted(), fake };
}

describe('a provider’s SDK on the page', () => {
  const console = recordConsole();

  it('every event of the SDK changes the state of the upgrade', async () => {
    const { element, sdk } = await active();
    const statuses = record(element);
    sdk.report({ type: 'step', step: 'SELFIE', progress: { current: 1, total: 2 } });
    expect(element.state).to.deep.include({ status: 'active', step: 'SELFIE', progress: { current: 1, total: 2 } });
    sdk.report({ type: 'submitted' });
    sdk.report({ type: 'step', step: 'retry' });
    sdk.report({ type: 'submitted' });
    expect(sdk.unmounts).to.equal(0);
    sdk.report({ type: 'approved' });
    expect(statuses).to.deep.equal(['active', 'pending', 'active', 'pending', 'approved']);
    expect(sdk.unmounts).to.equal(1);
  });

  const ends: readonly (readonly [event: ProviderEvent, state: object])[] = [
    [{ type: 'approved' }, { status: 'approved', confirmedBy: 'provider' }],
    [
      { type: 'rejected', final: true },
      { status: 'rejected', final: true },
    ],
    [
      { type: 'rejected', final: false },
      { status: 'rejected', final: false },
    ],
    [{ type: 'cancelled' }, { status: 'cancelled', provider: 'acme' }],
    [{ type: 'failed' }, { status: 'failed' }],
  ];
  for (const [event, expected] of ends) {
    const title = JSON.stringify(event).replace(/[{}"]/g, '');
    it(`the event ${title} unmounts the SDK once, and nothing that it reports later counts`, async () => {
      const { element, sdk } = await active();
      sdk.report(event);
      expect(element.state).to.include(expected);
      expect(sdk.unmounts).to.equal(1);
      const late: string[] = [];
      for (const type of ['upgrade-state-change', 'upgrade-message', 'upgrade-warning'])
        element.addEventListener(type, () => late.push(type));
      for (const [end] of ends) sdk.report(end);
      sdk.report({ type: 'ready' });
      sdk.report({ type: 'step', step: 'late' });
      sdk.report({ type: 'submitted' });
      sdk.report({ type: 'message', name: 'late' });
      sdk.report({ type: 'warning', code: 'late', message: 'Late.' });
      expect(late).to.deep.equal([]);
      expect(element.state).to.include(expected);
      expect(sdk.context.signal.aborted).to.equal(true);
      await element.updateComplete;
      expect(element.querySelector('[slot=provider]')).to.equal(null);
      element.remove();
      await Promise.resolve();
      expect(sdk.unmounts).to.equal(1);
    });
  }

  it('an SDK is not mounted if its upgrade is cancelled when its container appears', async () => {
    const fake = new FakeProvider();
    const setup = { replies: [offerOf('acme')], properties: { providers: { acme: fake.load } } };
    const { element } = await begin(setup);
    const observer = new MutationObserver(() => element.cancel());
    observer.observe(element, { childList: true });
    await until(element, 'cancelled');
    observer.disconnect();
    await nextTask();
    expect(fake.mounts).to.have.length(0);
    expect(element.querySelector('[slot=provider]')).to.equal(null);
  });

  it('an SDK may report its end before it was ready', async () => {
    const fake = new FakeProvider({
      onMount: (mount) => {
        mount.report({ type: 'approved' });
        return mount;
      },
    });
    const setup = { replies: [offerOf('acme')], properties: { providers: { acme: fake.load } } };
    const { element } = await begin(setup);
    await until(element, 'approved');
    const sdk = await fake.mounted();
    await element.updateComplete;
    expect(sdk.unmounts).to.equal(1);
  });

  it('an SDK that closes itself with its submission is unmounted, and our view is shown', async () => {
    const { element, sdk } = await active();
    sdk.report({ type: 'submitted', closed: true });
    await until(element, 'pending');
    expect(seenView(element).heading).not.to.equal('');
    expect(sdk.unmounts).to.equal(1);
  });

  it('an SDK that closes itself some time after its submission is unmounted, and our view is shown', async () => {
    const { element, sdk } = await active();
    sdk.report({ type: 'submitted' });
    await until(element, 'pending');
    sdk.report({ type: 'submitted', closed: true });
    await element.updateComplete;
    expect(sdk.unmounts).to.equal(1);
    expect(seenView(element).heading).not.to.equal('');
  });

  it('start() changes nothing while the SDK shows its review', async () => {
    const { element, run, sdk } = await active();
    sdk.report({ type: 'submitted' });
    element.start();
    expect(element.state.status).to.equal('pending');
    expect(sdk.unmounts).to.equal(0);
    expect((await run.requests()).length).to.equal(1);
  });

  it('start() begins a new attempt after the SDK has closed itself', async () => {
    const { element, sdk, fake } = await active();
    sdk.report({ type: 'submitted', closed: true });
    element.start();
    await fake.mounted(2);
    await until(element, 'active');
  });

  it('an error with a code of the table keeps it, any other one is a provider-error', async () => {
    for (const [code, expected] of [
      ['provider-timeout', 'provider-timeout'],
      ['bad-response', 'bad-response'],
      ['acme-17', 'provider-error'],
      [undefined, 'provider-error'],
    ] as const) {
      const { element, sdk } = await active();
      sdk.report({ type: 'failed', ...(code && { code }), message: 'No.' });
      expect((await until(element, 'failed')).error.code).to.equal(expected);
    }
  });

  it('the token gets into no event, no error and not into the console', async () => {
    const { element, sdk } = await active();
    const quote = 'https://acme.example/?t=secret-token';
    const heard: string[] = [];
    for (const name of ['upgrade-message', 'upgrade-warning', 'upgrade-state-change', 'upgrade-failed']) {
      element.addEventListener(name, (event) => {
        for (const key in event) heard.push(JSON.stringify([key, Reflect.get(event, key)], visible));
      });
    }
    sdk.report({ type: 'message', name: quote, payload: { ok: 1, quote, deep: { list: [quote] }, [quote]: 'a key' } });
    sdk.report({ type: 'warning', code: 'upload', message: quote });
    sdk.report({ type: 'warning', code: quote, message: 'Hm.' });
    sdk.report({ type: 'step', step: quote });
    sdk.report({ type: 'failed', message: quote, cause: new DOMException(quote) });
    await until(element, 'failed');
    expect(heard.join()).to.contain('"ok":1').and.to.contain('upload').and.to.contain('provider-error');
    for (const text of [...heard, console.text, element.shadowRoot?.innerHTML])
      expect(text).not.to.contain('secret-token');
  });

  it('no SDK is mounted for a user whose start is refused', async () => {
    const fake = new FakeProvider();
    const setup = { replies: [refusal(400, 'ER705')], properties: { providers: { acme: fake.load } } };
    const { element } = await begin(setup);
    await until(element, 'failed');
    expect([fake.loads, fake.mounts.length]).to.deep.equal([0, 0]);
  });
});

/** Errors say what they hold. */
const visible = (_key: string, value: unknown): unknown =>
  value instanceof Error
    ? Object.fromEntries(Reflect.ownKeys(value).map((key) => [String(key), Reflect.get(value, key) as unknown]))
    : value instanceof Node || value instanceof Window
      ? undefined
      : value;
