import { expect } from '@open-wc/testing';
import type { UpgradeState, UpgradeStatus } from '../../src/index.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import { refusal, until } from '../support/upgrade.js';
import { firstView } from '../support/view.js';
import { begin, failure, recordConsole } from '../upgrade/support/begin.js';

/** Milliseconds of a busy machine; without the limits each of these takes many times as long. */
const BOUND = 15_000;

const fields = (count: number, value: unknown = 'x') =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`field${index}`, value]));
const codes = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`ER${index}`, { code: `ER${index}` }]));
const long = 'x'.repeat(10_000_000);

const answers: Readonly<Record<string, readonly [answer: () => unknown, status: UpgradeStatus, code?: string]>> = {
  '10 MB of text': [() => new Response(long), 'failed', 'bad-response'],
  'a JSON text of 10 MB': [() => new Response(JSON.stringify({ nextLevel: long })), 'failed', 'bad-response'],
  '400,000 codes as text': [() => new Response(JSON.stringify({ errors: codes(400_000) })), 'failed', 'bad-response'],
  '1,000,000 fields as text': [() => new Response(JSON.stringify(fields(1_000_000))), 'failed', 'bad-response'],
  '400,000 codes': [() => ({ errors: codes(400_000) }), 'failed', 'ER0'],
  '400,000 codes in a list': [() => ({ errors: Object.values(codes(400_000)) }), 'failed', 'ER0'],
  '1,000,000 fields': [() => ({ nextLevel: null, ...fields(1_000_000) }), 'failed', 'bad-response'],
  '1,000,000 fields in the upgrade': [
    () => ({ nextLevel: 'b', upgrade: { access_token: 'secret', provider: 'acme', ...fields(1_000_000) } }),
    'failed',
    'bad-response',
  ],
  'a level name of 10 MB': [() => ({ currentLevel: long, nextLevel: null }), 'unavailable'],
  'a message of 10 MB': [() => ({ errors: [{ code: 'ER999', message: long, solution: long }] }), 'failed', 'ER999'],
  'a code of 10 MB': [() => ({ errors: [{ code: `ER${'9'.repeat(10_000_000)}` }] }), 'failed', 'bad-response'],
  'a status of 10 MB': [() => ({ nextLevel: 'b', upgrade: { status: long } }), 'failed', 'bad-response'],
  'a token of 250,000 letters': [
    () =>
      new Response(
        JSON.stringify({ nextLevel: 'b', upgrade: { access_token: 'xy'.repeat(125_000), provider: 'acme' } }),
      ),
    'active',
  ],
  'a token of 10 MB': [() => ({ nextLevel: 'b', upgrade: { access_token: long, provider: 'acme' } }), 'active'],
  'an answer 100,000 deep': [
    (): unknown => JSON.parse('{"upgrade":'.repeat(100_000) + '1' + '}'.repeat(100_000)),
    'failed',
    'bad-response',
  ],
};

describe('an answer without measure', () => {
  recordConsole();

  for (const [what, [answer, status, code]] of Object.entries(answers)) {
    it(`(${what}) ends soon, with a next step`, async () => {
      const acme = new FakeProvider();
      const body = answer();
      const started = performance.now();
      const properties = { request: () => Promise.resolve(body), providers: { acme: acme.load } };
      const { element } = await begin({ properties });
      const state: UpgradeState = await until(element, status);
      const { actions } = await firstView(element);
      expect(performance.now() - started).to.be.below(BOUND);
      if (state.status !== 'failed') return;
      expect(state.error.code).to.equal(code);
      expect(actions).not.to.deep.equal([]);
    });
  }

  it('(one that never ends) is read no further than its limit', async () => {
    let read = 0;
    let onCancel: () => void = () => undefined;
    const cancelled = new Promise<void>((resolve) => (onCancel = resolve));
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        read += 65_536;
        controller.enqueue(new Uint8Array(65_536).fill(120));
      },
      cancel: () => onCancel(),
    });
    const { error } = await failure({ properties: { request: () => Promise.resolve(new Response(body)) } });
    expect(error).to.include({ code: 'bad-response', kind: 'server' });
    await cancelled;
    expect(read).to.be.below(500_000);
  });
});

describe('a wait without measure', () => {
  recordConsole();
  const waits = ['31536000', '9'.repeat(400), 'Fri, 31 Dec 9999 23:59:59 GMT', '1e99', '-0', '0x7fffffff'];

  for (const wait of waits) {
    it(`(${wait.slice(0, 30)}) is an hour at most`, async () => {
      const reply = { ...refusal(429, 'ER920'), headers: { 'retry-after': wait } };
      const { error, element } = await failure({ replies: [reply], attributes: { 'support-url': '/help' } });
      expect(error.retryAfter).to.be.within(0, 3_600);
      const { actions } = await firstView(element);
      expect(actions.join()).not.to.match(/NaN|Infinity|undefined/);
    });
  }
});
