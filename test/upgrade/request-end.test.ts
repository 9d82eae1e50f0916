import { expect } from '@open-wc/testing';
import { defaults } from '../../src/element/settings.js';
import { readBody, readWithRenewal } from '../../src/upgrade/reply.js';
import { send } from '../../src/upgrade/request.js';
import { next, offer, offerOf, record, until } from '../support/upgrade.js';
import { begin, failure, recordConsole, untilSeen } from './support/begin.js';
import { deferred, nextTask } from './support/deferred.js';
import { fakeTime } from './support/fake-time.js';
import { rejectionsOf } from './support/rejections.js';

const hang = [{ hang: true }];

describe('an answer that does not come', () => {
  recordConsole();

  it('a request is aborted as timeout after request-timeout', async () => {
    const { run, error } = await failure({ replies: hang, attributes: { 'request-timeout': '300' } });
    expect(error).to.include({ code: 'timeout', kind: 'network' });
    expect(error.message).to.contain('300 ms');
    await untilSeen(run, ([post]) => post?.aborted === true);
  });

  const endings: Readonly<Record<string, (element: HTMLElementTagNameMap['verification-upgrade']) => void>> = {
    'the element’s removal': (element) => element.remove(),
    'cancel()': (element) => element.cancel(),
    'reset()': (element) => element.reset(),
  };
  for (const [name, end] of Object.entries(endings)) {
    it(`${name} aborts the request`, async () => {
      const { element, run } = await begin({ replies: hang });
      await untilSeen(run, ({ length }) => length === 1);
      end(element);
      const [post, ...others] = await untilSeen(run, ([request]) => request?.aborted === true);
      expect(post?.method).to.equal('POST');
      expect(others).to.deep.equal([]);
      expect(element.state.status).to.equal(name === 'cancel()' ? 'cancelled' : 'idle');
    });
  }

  it('a move of the element does not abort the request', async () => {
    const { element, run } = await begin({ replies: [{ ...offer(), delay: 100 }] });
    await untilSeen(run, ({ length }) => length === 1);
    element.parentElement?.append(document.createElement('p'), element);
    await until(element, 'active');
    expect((await run.requests()).map(({ aborted }) => aborted)).to.deep.equal([false]);
  });

  it('a late answer of a client that ignores the signal changes nothing', async () => {
    const answer = deferred<unknown>();
    const asked = deferred<unknown>();
    const request = () => (asked.resolve(undefined), answer.promise);
    const { element } = await begin({ properties: { request } });
    await asked.promise;
    element.cancel();
    const statuses = record(element);
    answer.resolve(offerOf('acme').body);
    await nextTask();
    expect(statuses).to.deep.equal([]);
    expect(element.state).to.deep.equal({ status: 'cancelled' });
    expect(element.querySelector('[slot=provider]')).to.equal(null);
  });

  it('a failure of a client after cancel() is no unhandled rejection', async () => {
    const rejections = await rejectionsOf(async () => {
      const { element } = await begin({ properties: { request: () => Promise.reject(new Error('Too late.')) } });
      element.cancel();
      await nextTask();
    });
    expect(rejections).to.deep.equal([]);
  });

  it('start() sends one request, however often it is called', async () => {
    const { element, run } = await begin({ replies: [{ ...offer(), delay: 50 }] });
    element.start();
    await next(element, 'upgrade-loading');
    element.start();
    await next(element, 'upgrade-active');
    element.start();
    expect((await run.requests()).length).to.equal(1);
  });

  it('only the answer of the new attempt counts after cancel() and start()', async () => {
    const { element, run } = await begin({ replies: [{ hang: true }, offer()] });
    await untilSeen(run, ({ length }) => length === 1);
    element.cancel();
    element.start();
    await until(element, 'active');
    const requests = await untilSeen(run, ([request]) => request?.aborted === true);
    expect(requests.map(({ aborted }) => aborted)).to.deep.equal([true, false]);
  });

  for (const endless of [Infinity, 1e12]) {
    it(`an answer is waited for as long as it takes if request-timeout is ${endless}`, async () => {
      const { element } = await begin({ properties: { requestTimeout: endless, readyTimeout: endless } });
      expect((await until(element, 'active')).status).to.equal('active');
    });
  }

  for (const nonsense of [0, -5, NaN, 'soon']) {
    it(`request-timeout=${nonsense} counts as not set`, async () => {
      const { element } = await begin({ properties: { requestTimeout: nonsense as number } });
      expect((await until(element, 'active')).status).to.equal('active');
    });
  }
});

describe('the time for an answer', () => {
  recordConsole();
  const time = fakeTime();

  it('a request times out after fifteen seconds by default', async () => {
    const { element, run } = await begin({ replies: hang });
    await untilSeen(run, ({ length }) => length === 1);
    await time.clock.tickAsync(14_999);
    expect(element.state.status).to.equal('requesting');
    const failed = next(element, 'upgrade-failed');
    await time.clock.tickAsync(1);
    await failed;
  });

  it('no timer of the request is left after the answer', async () => {
    const { element } = await begin({ properties: { readyTimeout: 3_600_000 } });
    await until(element, 'active');
    await time.clock.tickAsync(60_000);
    expect(element.state.status).to.equal('active');
  });
});

describe('an answer that has not come in time', () => {
  recordConsole();
  const time = fakeTime();

  it('times out also before there is code to read it, if the client ignores the signal', async () => {
    const options = { ...defaults, send, request: () => new Promise(() => undefined) };
    const context = { reason: 'start', method: 'POST', url: '/', signal: new AbortController().signal } as const;
    const sent = send(options, context);
    time.clock.tick(15_000);
    const code = await readWithRenewal(options, context, sent, readBody).catch((error: unknown) => error);
    expect(code).to.include({ code: 'timeout' });
  });

  it('a request that has timed out is not sent again by itself', async () => {
    const { element, run } = await begin({ replies: hang });
    await untilSeen(run, ({ length }) => length === 1);
    time.clock.tick(15_000);
    expect((await until(element, 'failed')).error.code).to.equal('timeout');
    const statuses = record(element);
    time.clock.tick(24 * 3_600_000);
    expect(statuses).to.deep.equal([]);
    expect(await untilSeen(run, ([post]) => post?.aborted === true)).to.have.length(1);
  });
});
