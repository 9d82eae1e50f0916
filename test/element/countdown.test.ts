import { expect, nextFrame } from '@open-wc/testing';
import type { SinonFakeTimers } from 'sinon';
import en from '../../src/locales/en.js';
import { mountUpgrade, offer, refusal, until } from '../support/upgrade.js';
import { action, firstView, parts, seenView } from '../support/view.js';
import { fakeClock } from '../support/fake-clock.js';

const busy = (headers: Readonly<Record<string, string>> = {}) => ({ ...refusal(429, 'ER920'), headers });
const { 'action.retry': retry } = en;

describe('the wait after too many requests', () => {
  let clock: SinonFakeTimers;
  beforeEach(() => {
    clock = fakeClock({ now: Date.now(), toFake: ['Date', 'setTimeout', 'clearTimeout'] });
  });
  afterEach(() => clock.restore());

  async function refused(headers?: Readonly<Record<string, string>>) {
    const { element, run } = await mountUpgrade({
      replies: [busy(headers), offer()],
      properties: { headers: ({ reason }) => ({ 'x-reason': reason }) },
    });
    await until(element, 'failed');
    await firstView(element);
    const pass = async (seconds: number) => {
      clock.tick(seconds * 1000);
      await element.updateComplete;
      return seenView(element).actions;
    };
    return { element, run, pass };
  }

  it('counts down what the server asks for, then lets the user go on', async () => {
    const { element, run, pass } = await refused({ 'retry-after': '90' });
    expect(seenView(element)).to.deep.include({
      heading: en['failed.rate-limit.heading'],
      text: en['failed.rate-limit.text'],
      actions: ['(Try again in 1:30 min)'],
    });
    expect(await pass(1)).to.deep.equal(['(Try again in 1:29 min)']);
    expect(await pass(79)).to.deep.equal(['(Try again in 10 s)']);
    expect(await pass(9)).to.deep.equal(['(Try again in 1 s)']);
    expect(await pass(1)).to.deep.equal([retry]);
    expect(seenView(element)).to.deep.include({
      heading: en['failed.rate-limit.over.heading'],
      text: en['failed.rate-limit.over.text'],
    });
    expect(await run.requests()).to.have.length(1);
  });

  it('never asks by itself', async () => {
    const { element, run, pass } = await refused({ 'retry-after': '2' });
    await pass(2);
    await pass(3600);
    expect(element.state.status).to.equal('failed');
    expect(await run.requests()).to.have.length(1);
  });

  it('asks when the user clicks, as a retry', async () => {
    const { element, run, pass } = await refused({ 'retry-after': '2' });
    await pass(2);
    action(element, retry).click();
    await until(element, 'active');
    expect((await run.requests()).map(({ headers }) => headers['x-reason'])).to.deep.equal(['start', 'retry']);
  });

  it('takes no click before its time', async () => {
    const { element, run, pass } = await refused({ 'retry-after': '2' });
    await pass(1);
    parts(element, 'button')[0]?.click();
    expect(element.state.status).to.equal('failed');
    expect(await run.requests()).to.have.length(1);
  });

  it('is half a minute where the server names no time', async () => {
    const { element, pass } = await refused();
    expect(seenView(element).actions).to.deep.equal(['(Try again in 30 s)']);
    expect(await pass(30)).to.deep.equal([retry]);
  });

  it('is over at once where the server asks for none', async () => {
    const { element } = await refused({ 'retry-after': '0' });
    expect(seenView(element).actions).to.deep.equal([retry]);
  });

  it('does not follow the time of day, which may be set back', async () => {
    const { pass } = await refused({ 'retry-after': '20' });
    clock.setSystemTime(Date.now() - 3_600_000);
    expect(await pass(1)).to.deep.equal(['(Try again in 19 s)']);
  });

  it('names the time of day for a long wait', async () => {
    const { element } = await refused({ 'retry-after': '1800' });
    const time = new Intl.DateTimeFormat('en', { hour: 'numeric', minute: '2-digit' });
    const [label = ''] = seenView(element).actions;
    // The minute after it: never too early.
    const end = new Date(Math.ceil((Date.now() + 1_800_000) / 60_000) * 60_000);
    expect(label).to.equal(`(Try again at ${time.format(end)})`);
  });

  it('lasts an hour at most, whatever the server asks for', async () => {
    const { element, pass } = await refused({ 'retry-after': '86400' });
    expect(seenView(element).actions[0]).to.match(/^\(Try again at \d/);
    expect(await pass(3600)).to.deep.equal([retry]);
  });

  it('lets the page start at any time', async () => {
    const { element } = await refused({ 'retry-after': '60' });
    element.start();
    await until(element, 'active');
    expect(parts(element, 'button')).to.deep.equal([]);
  });

  it('starts from the top when the server refuses again', async () => {
    const { element, run } = await mountUpgrade({
      replies: [busy({ 'retry-after': '5' }), busy({ 'retry-after': '60' })],
    });
    await until(element, 'failed');
    await firstView(element);
    clock.tick(5000);
    await element.updateComplete;
    action(element, retry).click();
    await until(element, 'failed');
    expect(seenView(element).actions).to.deep.equal(['(Try again in 1:00 min)']);
    expect(await run.requests()).to.have.length(2);
  });

  for (const way of ['reset', 'remove'] as const) {
    it(`leaves no timer after ${way}()`, async () => {
      const { element } = await refused({ 'retry-after': '60' });
      // A download that is under way has a timer too, until it ends.
      while (clock.countTimers() !== 1) await nextFrame();
      element[way]();
      await Promise.resolve();
      expect(clock.countTimers()).to.equal(0);
    });
  }
});
