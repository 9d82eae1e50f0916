import { expect } from '@open-wc/testing';
import en from '../../src/locales/en.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import { mountUpgrade, offerOf, refusal, until } from '../support/upgrade.js';
import { firstView, seenView, wordsOf } from '../support/view.js';
import { fakeClock } from '../support/fake-clock.js';

const regionOf = (element: Element) => element.shadowRoot?.querySelector('[role=status]') ?? null;

/** What a screen reader is given to say from now on: every change of the live region. */
function listenTo(element: Element) {
  const region = regionOf(element);
  if (!region) throw new Error('There is no live region.');
  const said: string[] = [];
  const observer = new MutationObserver(() => said.push(wordsOf(region)));
  observer.observe(region, { childList: true, characterData: true, attributes: true, subtree: true });
  return { region, said };
}

const say = (view: 'loading' | 'pending' | 'approved' | 'failed.server' | 'failed.again' | 'failed.rate-limit.over') =>
  `${en[`${view}.heading`]} ${en[`${view}.text`]}`;

const acme = (fake: FakeProvider) => ({ replies: [offerOf('acme')], properties: { providers: { acme: fake.load } } });

describe('what is read out', () => {
  it('is each state once, by a region that stays', async () => {
    const fake = new FakeProvider({ onMount: (mount) => mount });
    const { element } = await mountUpgrade({ ...acme(fake), attributes: { launch: 'manual' } });
    await firstView(element);
    const { region, said } = listenTo(element);
    element.start();
    const sdk = await fake.mounted();
    await element.updateComplete;
    sdk.report({ type: 'ready' });
    await until(element, 'active');
    sdk.report({ type: 'submitted' });
    await until(element, 'pending');
    sdk.report({ type: 'approved' });
    await until(element, 'approved');
    await Promise.resolve();
    expect(said).to.deep.equal([say('loading'), en['active.heading'], say('approved')]);
    expect(regionOf(element)).to.equal(region);
  });

  it('is that a decision is awaited only once that has lasted, while the SDK is on screen', async () => {
    const fake = new FakeProvider({ singleLevel: false });
    const { element } = await mountUpgrade(acme(fake));
    await until(element, 'active');
    await firstView(element);
    const { said } = listenTo(element);
    const sdk = await fake.mounted();
    const clock = fakeClock({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      // A verdict of an earlier level, and the next level's first step.
      sdk.report({ type: 'approved' });
      await until(element, 'pending');
      clock.tick(3000);
      sdk.report({ type: 'step', step: 'document' });
      await until(element, 'active');
      clock.tick(3000);
      await element.updateComplete;
      expect(said).to.deep.equal([]);
      sdk.report({ type: 'submitted' });
      await until(element, 'pending');
      clock.tick(6000);
      await element.updateComplete;
      expect(said).to.deep.equal([say('pending')]);
    } finally {
      clock.restore();
    }
  });

  it('is that a decision is awaited at once if the SDK has gone', async () => {
    const { element } = await mountUpgrade({
      attributes: { launch: 'manual' },
      replies: [{ body: { upgrade: { status: 'pending' } } }],
    });
    await firstView(element);
    const { said } = listenTo(element);
    element.start();
    await until(element, 'pending');
    await element.updateComplete;
    expect(said.at(-1)).to.equal(say('pending'));
  });

  it('is not repeated for steps inside of the SDK', async () => {
    const fake = new FakeProvider();
    const { element } = await mountUpgrade(acme(fake));
    await until(element, 'active');
    await firstView(element);
    const { said } = listenTo(element);
    const sdk = await fake.mounted();
    for (const step of ['document', 'selfie']) {
      sdk.report({ type: 'step', step, progress: { current: 1, total: 2 } });
      await element.updateComplete;
    }
    expect(said).to.deep.equal([]);
  });

  it('is a failure, then the new try, then the next failure', async () => {
    const { element } = await mountUpgrade({ replies: [{ status: 500 }] });
    await until(element, 'failed');
    await firstView(element);
    const { said } = listenTo(element);
    element.start();
    await element.updateComplete;
    await until(element, 'failed');
    await Promise.resolve();
    expect(said).to.deep.equal([say('loading'), say('failed.again')]);
  });

  it('is not each second of a countdown, but its end', async () => {
    const clock = fakeClock({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
    try {
      const { element } = await mountUpgrade({
        replies: [{ ...refusal(429, 'ER920'), headers: { 'retry-after': '3' } }],
      });
      await until(element, 'failed');
      await firstView(element);
      const { said } = listenTo(element);
      for (const label of ['(Try again in 2 s)', '(Try again in 1 s)']) {
        clock.tick(1000);
        await element.updateComplete;
        expect(seenView(element).actions).to.deep.equal([label]);
      }
      expect(said).to.deep.equal([]);
      clock.tick(1000);
      await element.updateComplete;
      await Promise.resolve();
      expect(said).to.deep.equal([say('failed.rate-limit.over')]);
    } finally {
      clock.restore();
    }
  });
});
