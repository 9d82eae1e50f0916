import { expect, nextFrame } from '@open-wc/testing';
import en from '../../src/locales/en.js';
import type { VerificationUpgradeElement } from '../../src/index.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import type { Reply, Run } from '../support/upgrade.js';
import { seenView } from '../support/view.js';
import {
  createUpgrade,
  frameOf,
  mountUpgrade,
  neverReady,
  offer,
  offerOf,
  play,
  record,
  refusal,
  until,
} from '../support/upgrade.js';

const manual = { launch: 'manual' };
const pending: Reply = { body: { currentLevel: 'hero', nextLevel: 'satoshi', upgrade: { status: 'pending' } } };
const decided = (status: string): Reply => ({ body: { nextLevel: 'satoshi', upgrade: { status } } });

const posts = async (run: Run) => (await run.requests()).length;

describe('start()', () => {
  it('is one attempt and one POST, however often it is called', async () => {
    const { element, run } = await mountUpgrade({ attributes: manual });
    const statuses = record(element);
    element.start();
    element.start();
    expect(statuses).to.deep.equal(['requesting']);
    await until(element, 'loading');
    element.start();
    await until(element, 'active');
    element.start();
    play(element, 'idCheck.onApplicantSubmitted');
    await until(element, 'pending');
    element.start();
    await element.updateComplete;
    expect(statuses).to.deep.equal(['requesting', 'loading', 'active', 'pending']);
    expect(frameOf(element)).not.to.equal(null);
    expect(await posts(run)).to.equal(1);
  });

  it('takes the place of a launch that is still to come', async () => {
    const { element, run } = await createUpgrade();
    document.body.append(element);
    element.start();
    expect(element.state.status).to.equal('requesting');
    await until(element, 'active');
    expect(await posts(run)).to.equal(1);
    element.remove();
  });

  it('may come before the element is on the page', async () => {
    const { element, run } = await createUpgrade();
    element.start();
    document.body.append(element);
    await until(element, 'active');
    expect(await posts(run)).to.equal(1);
    element.remove();
  });

  const ends: readonly (readonly [string, Reply, ((element: VerificationUpgradeElement) => void)?])[] = [
    ['pending', pending],
    ['pending', refusal(400, 'ER708')],
    ['approved', decided('approved')],
    ['rejected', decided('declined')],
    ['unavailable', { body: { nextLevel: null } }],
    ['failed', { status: 500 }],
    ['cancelled', { hang: true }, (element) => element.cancel()],
    ['idle', { hang: true }, (element) => element.reset()],
  ];
  for (const [status, reply, then] of ends) {
    it(`starts again from ${status} ${then ? '' : JSON.stringify(reply.body ?? reply.status)}`, async () => {
      const { element, run } = await mountUpgrade({ replies: [reply, offer()], attributes: manual });
      element.start();
      if (then) {
        await sent(run);
        then(element);
      }
      await until(element, status as 'failed');
      const statuses = record(element);
      element.start();
      await until(element, 'active');
      expect(statuses).to.deep.equal(['requesting', 'loading', 'active']);
      expect(await posts(run)).to.equal(2);
    });
  }

  it('starts again after the provider’s approval', async () => {
    const { element, run } = await mountUpgrade({ attributes: manual });
    element.start();
    await until(element, 'active');
    play(element, 'idCheck.onApplicantSubmitted');
    await until(element, 'pending');
    play(element, 'idCheck.onApplicantStatusChanged', {
      reviewStatus: 'completed',
      reviewResult: { reviewAnswer: 'GREEN' },
    });
    await until(element, 'approved');
    element.start();
    await until(element, 'active');
    expect(await posts(run)).to.equal(2);
  });
});

/** Resolves once the server has the request: what is broken off at once may never reach it. */
async function sent(run: Run): Promise<void> {
  while ((await run.requests()).length === 0) await nextFrame();
}

describe('cancel()', () => {
  it('breaks the request off', async () => {
    const { element, run } = await mountUpgrade({ replies: [{ hang: true }] });
    await until(element, 'requesting');
    await sent(run);
    element.cancel();
    expect(element.state).to.deep.equal({ status: 'cancelled' });
    while (!(await run.requests())[0]?.aborted) await nextFrame();
  });

  it('takes no answer that comes later', async () => {
    let answer: (body: unknown) => void = () => undefined;
    const request = () => new Promise((resolve) => (answer = resolve));
    const { element } = await mountUpgrade({ properties: { request } });
    await until(element, 'requesting');
    element.cancel();
    const statuses = record(element);
    answer(offer().body);
    await nextFrame();
    expect(statuses).to.deep.equal([]);
    expect(element.state.status).to.equal('cancelled');
  });

  it('unmounts an SDK that is starting', async () => {
    const fake = new FakeProvider(neverReady);
    const { element } = await mountUpgrade({
      replies: [offerOf('acme')],
      properties: { providers: { acme: fake.load } },
    });
    const sdk = await fake.mounted();
    await nextFrame();
    expect(element.state.status).to.equal('loading');
    element.cancel();
    expect(element.state).to.deep.equal({ status: 'cancelled', provider: 'acme' });
    expect(sdk.unmounts).to.equal(1);
    expect(sdk.context.signal.aborted).to.equal(true);
    expect(sdk.context.container.isConnected).to.equal(false);
  });

  it('unmounts an SDK that is in use', async () => {
    const { element } = await mountUpgrade();
    await until(element, 'active');
    element.cancel();
    expect(await until(element, 'cancelled')).to.deep.equal({ status: 'cancelled', provider: 'sumsub' });
    expect(frameOf(element)).to.equal(null);
  });

  it('ends a wait with the SDK on screen', async () => {
    const { element } = await mountUpgrade();
    await until(element, 'active');
    play(element, 'idCheck.onApplicantSubmitted');
    await until(element, 'pending');
    element.cancel();
    await until(element, 'cancelled');
    expect(frameOf(element)).to.equal(null);
  });

  it('unmounts an SDK that has stayed to show a rejection; the state stays', async () => {
    const fake = new FakeProvider({ showsRejection: true });
    const properties = { providers: { acme: fake.load } };
    const { element } = await mountUpgrade({ replies: [offerOf('acme')], properties });
    await until(element, 'active');
    const sdk = await fake.mounted();
    sdk.report({ type: 'rejected', final: false });
    await until(element, 'rejected');
    const { heading } = seenView(element);
    const statuses = record(element);
    element.cancel();
    await element.updateComplete;
    expect([sdk.unmounts, element.state.status, statuses]).to.deep.equal([1, 'rejected', []]);
    expect(heading).to.equal(seenView(element).heading);
  });

  it('changes nothing where nothing is under way', async () => {
    const { element } = await mountUpgrade({ replies: [{ status: 500 }], attributes: manual });
    const statuses = record(element);
    element.cancel();
    expect(element.state.status).to.equal('idle');
    element.start();
    await until(element, 'failed');
    element.cancel();
    element.cancel();
    expect(element.state.status).to.equal('failed');
    expect(statuses).to.deep.equal(['requesting', 'failed']);
  });
});

describe('reset()', () => {
  it('goes back to idle with everything gone, and does not launch again', async () => {
    const { element, run } = await mountUpgrade();
    await until(element, 'active');
    const statuses = record(element);
    element.reset();
    expect(element.state).to.deep.equal({ status: 'idle' });
    expect(frameOf(element)).to.equal(null);
    element.setAttribute('theme', 'dark');
    await element.updateComplete;
    await nextFrame();
    expect(statuses).to.deep.equal(['idle']);
    expect(await posts(run)).to.equal(1);
  });

  it('breaks the request off', async () => {
    const { element, run } = await mountUpgrade({ replies: [{ hang: true }] });
    await until(element, 'requesting');
    await sent(run);
    element.reset();
    while (!(await run.requests())[0]?.aborted) await nextFrame();
    expect(element.state.status).to.equal('idle');
  });

  it('takes back a launch that is still to come', async () => {
    const { element, run } = await createUpgrade();
    document.body.append(element);
    element.reset();
    await nextFrame();
    expect(element.state.status).to.equal('idle');
    expect(await posts(run)).to.equal(0);
    element.remove();
  });

  it('leaves a start button', async () => {
    const { element } = await mountUpgrade({ replies: [{ status: 500 }, offer()] });
    await until(element, 'failed');
    element.reset();
    await element.updateComplete;
    const { action, firstView } = await import('../support/view.js');
    expect(await firstView(element)).to.deep.include({ actions: [en['start.button']] });
    action(element, en['start.button']).click();
    await until(element, 'active');
  });

  it('changes nothing while idle', async () => {
    const { element } = await mountUpgrade({ attributes: manual });
    const statuses = record(element);
    element.reset();
    expect(statuses).to.deep.equal([]);
  });
});
