import { expect, nextFrame } from '@open-wc/testing';
import en from '../../src/locales/en.js';
import { useFakeTimers } from 'sinon';
import type { VerificationUpgradeElement } from '../../src/index.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import { keepLedger } from '../support/ledger.js';
import type { UpgradeSetup } from '../support/upgrade.js';
import {
  createUpgrade,
  frameOf,
  mountUpgrade,
  offer,
  offerOf,
  play,
  record,
  refusal,
  until,
} from '../support/upgrade.js';
import { firstView } from '../support/view.js';

const verdict = (status: string): UpgradeSetup => ({ replies: [{ body: { nextLevel: 'x', upgrade: { status } } }] });

/** How to get into each status, with the real SDK where there is one. */
const ways: readonly (readonly [
  status: string,
  setup: UpgradeSetup,
  go?: (element: VerificationUpgradeElement) => Promise<unknown>,
])[] = [
  ['idle', { attributes: { launch: 'manual' } }],
  ['idle', { attributes: { launch: 'visible', style: 'margin-top: 9000px' } }],
  ['requesting', { replies: [{ hang: true }] }],
  ['loading', { replies: [offer('dead')] }],
  ['active', { replies: [offer()] }],
  [
    'pending',
    { replies: [offer()], attributes: { 'status-endpoint': '/status' } },
    async (element) => {
      await until(element, 'active');
      play(element, 'idCheck.onApplicantSubmitted');
    },
  ],
  ['pending', { ...verdict('pending'), attributes: { 'status-endpoint': '/status' } }],
  ['approved', verdict('approved')],
  ['rejected', verdict('rejected')],
  [
    'cancelled',
    { replies: [offer()] },
    async (element) => {
      await until(element, 'active');
      element.cancel();
    },
  ],
  ['unavailable', { replies: [{ body: { nextLevel: null } }] }],
  ['failed', { replies: [refusal(429, 'ER920')] }],
];

const left = () => Promise.resolve();

describe('an element that leaves the page', () => {
  // What the page has once for all elements is there with the first of them.
  before(async () => {
    await firstView((await mountUpgrade({ attributes: { launch: 'manual' } })).element);
  });
  const open = keepLedger();

  for (const [status, setup, go] of ways) {
    it(`leaves nothing behind while ${status} ${JSON.stringify(setup.attributes ?? setup.replies ?? '')}`, async () => {
      const { element } = await createUpgrade(setup);
      document.body.append(element);
      await go?.(element);
      await until(element, status as 'idle');
      await firstView(element);
      if (status === 'loading') while (!frameOf(element)) await nextFrame();
      if (setup.attributes?.['launch'] === 'visible') {
        while (!open().includes('IntersectionObserver')) await nextFrame();
      } else if (status !== 'idle') {
        expect(open()).to.include(frameOf(element) ? 'listener: message' : 'MutationObserver');
      }
      const statuses = record(element);
      element.remove();
      await left();
      expect(element.state).to.deep.equal({ status: 'idle' });
      expect(element.children).to.have.length(0);
      expect(open()).to.deep.equal([]);
      await nextFrame();
      expect(statuses).to.deep.equal([]);
    });
  }

  it('breaks its request off', async () => {
    const { element, run } = await createUpgrade({ replies: [{ hang: true }] });
    document.body.append(element);
    await until(element, 'requesting');
    while ((await run.requests()).length === 0) await nextFrame();
    element.remove();
    while (!(await run.requests())[0]?.aborted) await nextFrame();
  });

  it('before its launch asks nothing', async () => {
    const { element, run } = await createUpgrade();
    document.body.append(element);
    element.remove();
    await nextFrame();
    expect(await run.requests()).to.deep.equal([]);
    expect(open()).to.deep.equal([]);
  });

  it('while an adapter is on its way mounts nothing', async () => {
    const fake = new FakeProvider();
    let arrive: (adapter: FakeProvider) => void = () => undefined;
    const load = () => new Promise<FakeProvider>((resolve) => (arrive = resolve));
    const { element } = await createUpgrade({ replies: [offerOf('acme')], properties: { providers: { acme: load } } });
    document.body.append(element);
    await until(element, 'loading');
    await firstView(element);
    element.remove();
    await left();
    arrive(fake);
    await nextFrame();
    expect(fake.mounts).to.deep.equal([]);
    expect(element.children).to.have.length(0);
  });

  it('while an SDK is starting unmounts it as soon as it is there', async () => {
    let ready: () => void = () => undefined;
    const started = new Promise<void>((resolve) => (ready = resolve));
    const fake = new FakeProvider({
      onMount: async (mount) => {
        await started;
        mount.report({ type: 'ready' });
        return mount;
      },
    });
    const { element } = await createUpgrade({
      replies: [offerOf('acme')],
      properties: { providers: { acme: fake.load } },
    });
    document.body.append(element);
    const sdk = await fake.mounted();
    const statuses = record(element);
    element.remove();
    await left();
    expect(sdk.context.signal.aborted).to.equal(true);
    ready();
    await nextFrame();
    expect([sdk.unmounts, statuses, element.children.length]).to.deep.equal([1, [], 0]);
  });

  it('leaves no timer', async () => {
    const clock = useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
    try {
      const fake = new FakeProvider({ onMount: (mount) => mount });
      const { element } = await createUpgrade({
        replies: [offerOf('acme')],
        properties: { providers: { acme: fake.load } },
      });
      document.body.append(element);
      await fake.mounted();
      // A download that is under way has a timer too, until it ends.
      await firstView(element);
      while (clock.countTimers() === 0) await nextFrame();
      element.remove();
      // Its mount, which has just begun, ends; downloads that were under way, too.
      await nextFrame();
      expect(clock.countTimers()).to.equal(0);
    } finally {
      clock.restore();
    }
  });

  it('makes a new attempt when it comes back later', async () => {
    const { element, run } = await createUpgrade();
    document.body.append(element);
    await until(element, 'active');
    element.remove();
    await left();
    const statuses = record(element);
    document.body.append(element);
    await until(element, 'active');
    expect(statuses).to.deep.equal(['requesting', 'loading', 'active']);
    expect(await run.requests()).to.have.length(2);
    element.remove();
  });

  it('waits for the start button when it comes back later and is manual', async () => {
    const { element, run } = await createUpgrade({ attributes: { launch: 'manual' } });
    document.body.append(element);
    element.start();
    await until(element, 'active');
    element.remove();
    await left();
    document.body.append(element);
    await nextFrame();
    expect(element.state.status).to.equal('idle');
    expect((await firstView(element)).actions).to.deep.equal([en['start.button']]);
    expect(await run.requests()).to.have.length(1);
    element.remove();
  });

  it('can come and go many times', async () => {
    const { element, run } = await createUpgrade();
    for (let times = 1; times <= 3; times += 1) {
      document.body.append(element);
      await until(element, 'active');
      element.remove();
      await left();
    }
    expect(await run.requests()).to.have.length(3);
    expect(open()).to.deep.equal([]);
  });
});
