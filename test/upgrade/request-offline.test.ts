import { expect } from '@open-wc/testing';
import type { Reply } from '../support/upgrade.js';
import { offer, until } from '../support/upgrade.js';
import { begin, failure, recordConsole, untilSeen } from './support/begin.js';
import { setOnline } from './support/fake-page.js';

/** The answer breaks off in the middle. One that has not begun to come, browsers may ask for again themselves. */
const midway = { ...offer(), drop: 'midway', delay: 100 } as unknown as Reply;

describe('a browser without a network', () => {
  recordConsole();

  /** An address at which no server answers. */
  const nobody = 'http://127.0.0.1:1';

  it('a request is sent also if the browser reports that it is offline', async () => {
    setOnline(false);
    const { element, run } = await begin({});
    await until(element, 'active');
    expect((await run.requests()).length).to.equal(1);
  });

  it('a request that fails while the browser is offline is offline', async () => {
    setOnline(false);
    const { error } = await failure({ origin: nobody });
    expect(error).to.include({ code: 'offline', kind: 'network' });
    expect(error.recovery).to.deep.equal(['retry', 'support']);
  });

  it('an offline attempt starts again by itself, once, when the browser is online', async () => {
    setOnline(false);
    const reasons: string[] = [];
    const headers = ({ reason }: { reason: string }) => (reasons.push(reason), {});
    const { element, run } = await failure({ origin: nobody, properties: { headers } });
    element.endpoint = element.endpoint.slice(nobody.length);
    setOnline(true);
    window.dispatchEvent(new Event('online'));
    await until(element, 'active');
    window.dispatchEvent(new Event('online'));
    expect((await run.requests()).length).to.equal(1);
    expect(reasons).to.deep.equal(['start', 'retry']);
  });

  for (const [name, leave] of [
    ['has left the page', (element: HTMLElement) => element.remove()],
    ['was reset', (element: HTMLElementTagNameMap['verification-upgrade']) => element.reset()],
  ] as const) {
    it(`an offline attempt does not start again if the element ${name}`, async () => {
      setOnline(false);
      const { element } = await failure({ origin: nobody });
      leave(element);
      await Promise.resolve();
      setOnline(true);
      expect(element.state.status).to.equal('idle');
    });
  }

  it('an attempt that failed for another reason does not start again when the browser is online', async () => {
    const { element, run } = await failure({ replies: [{ status: 500 }, offer()] });
    setOnline(false);
    setOnline(true);
    // A listener would have started it within the event.
    expect(element.state.status).to.equal('failed');
    expect((await run.requests()).length).to.equal(1);
  });

  it('a POST during which the network was lost is not sent again by itself: it may have arrived', async () => {
    const { element, run } = await begin({ replies: [midway, offer()] });
    await untilSeen(run, ({ length }) => length > 0);
    setOnline(false);
    const { error } = await until(element, 'failed');
    expect(error.code).to.equal('network');
    const { length } = await run.requests();
    setOnline(true);
    // A listener would have started it within the event.
    expect(element.state.status).to.equal('failed');
    expect((await run.requests()).length).to.equal(length);
  });
});
