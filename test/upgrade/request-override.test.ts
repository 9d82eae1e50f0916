import { expect } from '@open-wc/testing';
import { UpgradeError } from '../../src/index.js';
import type { RequestContext } from '../../src/index.js';
import { emulators, next, refusal, until } from '../support/upgrade.js';
import { begin, failure, recordConsole } from './support/begin.js';
import { deferred, nextTask } from './support/deferred.js';

const unavailable = { currentLevel: 'satoshi', nextLevel: null };
const json = (body: unknown, init?: ResponseInit) => new Response(JSON.stringify(body), init);

describe('a page’s own request', () => {
  recordConsole();

  const answers: Readonly<Record<string, () => unknown>> = {
    'a Response': () => json(unavailable),
    'something like a Response': () => ({
      ok: true,
      status: 200,
      text: () => Promise.resolve(JSON.stringify(unavailable)),
    }),
    'the body, read already': () => unavailable,
    'the text of the body': () => JSON.stringify(unavailable),
    'the body at once': () => unavailable,
  };
  for (const [name, answer] of Object.entries(answers)) {
    it(`may bring ${name}, and is all that is sent`, async () => {
      const isAtOnce = name.endsWith('at once');
      const request = () => (isAtOnce ? answer() : Promise.resolve(answer()));
      const { element, run } = await begin({ properties: { request } });
      const state = await until(element, 'unavailable');
      expect(state).to.deep.equal({ status: 'unavailable', currentLevel: 'satoshi' });
      expect(await run.requests()).to.deep.equal([]);
    });
  }

  it('may bring a body of 262,144 characters, and no longer one', async () => {
    const body = (length: number) => JSON.stringify(unavailable).padEnd(length);
    const fine = await begin({ properties: { request: () => new Response(body(262_144)) } });
    await until(fine.element, 'unavailable');
    const { error } = await failure({ properties: { request: () => new Response(body(262_145)) } });
    expect(error.code).to.equal('bad-response');
  });

  it('leads through the SDK where it brings an offer', async () => {
    const { sumsub } = await emulators();
    const token = await fetch('/_emulator/token?play=quiet').then((response) => response.text());
    const request = () => Promise.resolve({ nextLevel: 'satoshi', upgrade: { access_token: token } });
    const { element } = await begin({ properties: { request, providerOptions: { sumsub: { baseUrl: sumsub } } } });
    expect((await until(element, 'active')).nextLevel).to.equal('satoshi');
  });

  it('gets the reason and a signal, and takes the place of headers', async () => {
    const reasons: string[] = [];
    const request = (context: RequestContext) => {
      reasons.push(context.reason);
      expect(context.signal).to.be.instanceOf(AbortSignal);
      return reasons.length < 2 ? json({ errors: { ER701: {} } }, { status: 400 }) : unavailable;
    };
    const headers = () => {
      throw new Error('These are not needed.');
    };
    const { element } = await begin({ properties: { request, headers } });
    await until(element, 'unavailable');
    expect(reasons).to.deep.equal(['start', 'expired']);
  });

  it('is read by HTTP status and Retry-After where it brings a Response', async () => {
    const request = () => json({}, { status: 429, headers: { 'retry-after': '7' } });
    const { error } = await failure({ properties: { request } });
    expect(error).to.include({ code: 'http-429', status: 429, retryAfter: 7 });
  });

  it('is read by HTTP status where what it brings is only like a Response', async () => {
    const like = { ok: false, status: 429, headers: { 'retry-after': '7' }, text: () => Promise.resolve('') };
    const { error } = await failure({ properties: { request: () => like } });
    expect(error).to.include({ code: 'http-429', kind: 'rate-limit' });
  });

  it('is read by ER code where it brings the body of a refusal', async () => {
    const { error } = await failure({ properties: { request: () => refusal(403, 'ER705').body } });
    expect(error).to.include({ code: 'ER705', solution: 'Solution of ER705.' });
    expect(error).not.to.have.property('status');
  });

  for (const nothing of [undefined, null, '', '<!doctype html>', 7, [], () => unavailable]) {
    it(`makes no sense where it brings ${JSON.stringify([nothing]).slice(1, -1)}`, async () => {
      const { error } = await failure({ properties: { request: () => nothing } });
      expect(error).to.include({ code: 'bad-response', kind: 'server' });
    });
  }

  const trouble = new Error('The client is down.');
  const faults: Readonly<Record<string, () => unknown>> = {
    rejects: () => Promise.reject(trouble),
    throws: () => {
      throw trouble;
    },
    'brings a body that cannot be read': () => ({ ok: true, status: 200, text: () => Promise.reject(trouble) }),
  };
  for (const [name, request] of Object.entries(faults)) {
    it(`that ${name} ends as network with the cause, and is not repeated`, async () => {
      let calls = 0;
      const { error } = await failure({ properties: { request: () => (calls++, request()) } });
      expect(error).to.include({ code: 'network', cause: trouble });
      expect(calls).to.equal(1);
    });
  }

  it('that rejects with nothing ends as network', async () => {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- some clients do
    const silently = () => Promise.reject();
    const { error } = await failure({ properties: { request: silently } });
    expect(error.code).to.equal('network');
  });

  it('that throws an UpgradeError ends as just that', async () => {
    const own = new UpgradeError('ER709', { solution: 'Call us.' });
    const { error } = await failure({ properties: { request: () => Promise.reject(own) } });
    expect(error).to.equal(own);
  });

  it('that never ends is a timeout, and its signal says so', async () => {
    const signals: AbortSignal[] = [];
    const request = ({ signal }: RequestContext) => (signals.push(signal), new Promise(() => undefined));
    const { error } = await failure({ attributes: { 'request-timeout': '50' }, properties: { request } });
    expect(error.code).to.equal('timeout');
    expect(signals.map(({ aborted }) => aborted)).to.deep.equal([true]);
  });

  it('that is given up on by cancel() hears it on its signal, and is heard no more', async () => {
    const late = deferred<unknown>();
    const signals: AbortSignal[] = [];
    const request = ({ signal }: RequestContext) => (signals.push(signal), late.promise);
    const { element } = await begin({ properties: { request } });
    const cancelled = next(element, 'upgrade-cancelled');
    element.cancel();
    await cancelled;
    expect(signals.map(({ aborted }) => aborted)).to.deep.equal([true]);
    late.resolve(unavailable);
    await nextTask();
    expect(element.state.status).to.equal('cancelled');
  });
});
