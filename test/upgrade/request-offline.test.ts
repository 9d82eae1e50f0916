import { expect } from '@open-wc/testing';
import type { Reply } from '../support/upgrade.js';
import { offer, record, until } from '../support/upgrade.js';
import { begin, failure, recordConsole, untilSeen } from './support/begin.js';
import { setOnline } from './support/fake-page.js';

/** The answer breaks off in the middle. One that has not begun to come, browsers may ask for again themselves. */
const midway = { ...offer(), drop: 'midway', delay: 100 } as unknown as Reply;

describe('a browser without a network', () => {
  recordConsole();

  it('sends nothing, asks for no headers, and says so', async () => {
    setOnline(false);
    let calls = 0;
    const { error, requests } = await failure({ properties: { headers: () => (calls++, {}) } });
    expect(error).to.include({ code: 'offline', kind: 'network' });
    expect(error.recovery).to.deep.equal(['retry']);
    expect([calls, requests.length]).to.deep.equal([0, 0]);
  });

  it('starts by itself once it is online again, once', async () => {
    setOnline(false);
    const reasons: string[] = [];
    const { element, run } = await failure({ properties: { headers: ({ reason }) => (reasons.push(reason), {}) } });
    setOnline(true);
    window.dispatchEvent(new Event('online'));
    await until(element, 'active');
    window.dispatchEvent(new Event('online'));
    expect((await run.requests()).length).to.equal(1);
    expect(reasons).to.deep.equal(['retry']);
  });

  it('fails again where somebody tries while it is still offline', async () => {
    setOnline(false);
    const { element } = await failure({});
    const statuses = record(element);
    element.start();
    await until(element, 'failed');
    expect(statuses).to.deep.equal(['requesting', 'failed']);
    setOnline(true);
    await until(element, 'active');
  });

  for (const [name, leave] of [
    ['has left the page', (element: HTMLElement) => element.remove()],
    ['was reset', (element: HTMLElementTagNameMap['verification-upgrade']) => element.reset()],
  ] as const) {
    it(`starts nothing later where the element ${name}`, async () => {
      setOnline(false);
      const { element, run } = await failure({});
      leave(element);
      await Promise.resolve();
      setOnline(true);
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(element.state.status).to.equal('idle');
      expect(await run.requests()).to.deep.equal([]);
    });
  }

  it('starts nothing by itself after another failure', async () => {
    const { element, run } = await failure({ replies: [{ status: 500 }, offer()] });
    setOnline(false);
    setOnline(true);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(element.state.status).to.equal('failed');
    expect((await run.requests()).length).to.equal(1);
  });

  it('that lost it during the POST does not send that again by itself: it may have arrived', async () => {
    const { element, run } = await begin({ replies: [midway, offer()] });
    await untilSeen(run, ({ length }) => length > 0);
    setOnline(false);
    const { error } = await until(element, 'failed');
    expect(error.code).to.equal('network');
    const { length } = await run.requests();
    setOnline(true);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(element.state.status).to.equal('failed');
    expect((await run.requests()).length).to.equal(length);
  });
});
