import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import { canMoveInOne, moveInOne } from '../support/abilities.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import { keepLedger } from '../support/ledger.js';
import type { UpgradeSetup } from '../support/upgrade.js';
import { createUpgrade, frameOf, neverReady, offer, offerOf, play, record, told, until } from '../support/upgrade.js';

/** An element in the first of two places. */
async function mountIn(setup: UpgradeSetup) {
  const { element, run } = await createUpgrade(setup);
  const page = await fixture<HTMLElement>(
    html`<div>
      <section>${element}</section>
      <section></section>
    </div>`,
  );
  const place = page.lastElementChild;
  if (!place) throw new Error('There is no second place.');
  return { element, run, page, place };
}

const acme = (fake: FakeProvider): UpgradeSetup => ({
  replies: [offerOf('acme')],
  properties: { providers: { acme: fake.load } },
});

describe('an element that is moved', () => {
  it('has its SDK mounted again with the payload in hand, and asks nothing', async () => {
    const { element, run, place } = await mountIn({ replies: [offer()] });
    await until(element, 'active');
    const frame = frameOf(element);
    const statuses = record(element);
    place.append(element);
    expect(element.state.status).to.equal('active');
    while (!frameOf(element) || frameOf(element) === frame) await nextFrame();
    const again = frameOf(element);
    expect(element.querySelectorAll('iframe')).to.have.length(1);
    expect(again?.src).to.equal(frame?.src);
    // The new SDK works.
    await new Promise<void>((resolve) => element.addEventListener('upgrade-message', () => resolve(), { once: true }));
    play(element, 'idCheck.onApplicantSubmitted');
    await until(element, 'pending');
    expect(statuses).to.deep.equal(['pending']);
    expect(await run.requests()).to.have.length(1);
  });

  it('unmounts before it mounts, and a move of many steps is one', async () => {
    const order: string[] = [];
    const fake = new FakeProvider({
      onMount: (mount) => {
        order.push('mount');
        mount.report({ type: 'ready' });
        return { unmount: () => void order.push('unmount') };
      },
    });
    const { element, place, page } = await mountIn(acme(fake));
    await until(element, 'active');
    place.append(element);
    page.append(element);
    element.remove();
    place.prepend(element);
    await nextFrame();
    expect(order.join(' ')).to.match(/^mount( unmount mount)+$/);
    expect(element.children).to.have.length(1);
    expect(order).to.deep.equal(['mount', 'unmount', 'mount']);
  });

  it('hands over the same payload', async () => {
    const fake = new FakeProvider();
    const { element, place } = await mountIn(acme(fake));
    const first = await fake.mounted();
    place.append(element);
    const second = await fake.mounted(2);
    expect(second.context.payload).to.deep.equal(first.context.payload);
    expect(second.context.container.id).not.to.equal(first.context.container.id);
    expect(second.context.container.isConnected).to.equal(true);
    expect(first.context.signal.aborted).to.equal(true);
  });

  it('goes on with a request that is under way', async () => {
    const { element, run, place } = await mountIn({
      attributes: { launch: 'manual' },
      replies: [{ ...offer(), delay: 50 }],
    });
    // Not by itself: on a busy machine, the answer may be there before the test looks.
    element.start();
    expect(element.state.status).to.equal('requesting');
    place.append(element);
    await until(element, 'active');
    expect(await run.requests()).to.have.length(1);
  });

  it('goes on with an SDK that is starting', async () => {
    const fake = new FakeProvider(neverReady);
    const { element, run, place } = await mountIn(acme(fake));
    await fake.mounted();
    place.append(element);
    (await fake.mounted(2)).report({ type: 'ready' });
    await until(element, 'active');
    expect(fake.mounts[0]?.unmounts).to.equal(1);
    expect(await run.requests()).to.have.length(1);
  });

  it('goes on with a launch that is still to come', async () => {
    const { element, run, place } = await mountIn({ attributes: { launch: 'visible', style: 'margin-top: 9000px' } });
    await nextFrame();
    place.append(element);
    await nextFrame();
    expect(await run.requests()).to.have.length(0);
    element.scrollIntoView();
    await until(element, 'active');
    expect(await run.requests()).to.have.length(1);
    scrollTo(0, 0);
  });

  it('keeps its state after an end, and mounts nothing', async () => {
    const fake = new FakeProvider();
    const { element, run, place } = await mountIn(acme(fake));
    (await fake.mounted()).report({ type: 'approved' });
    const statuses = record(element);
    place.append(element);
    await nextFrame();
    expect(element.state.status).to.equal('approved');
    expect(statuses).to.deep.equal([]);
    expect(fake.mounts).to.have.length(1);
    expect(await run.requests()).to.have.length(1);
  });

  if (canMoveInOne) {
    it('keeps its frame in a move that the browser makes in one', async () => {
      const { element, run, place } = await mountIn({ replies: [offer()] });
      await until(element, 'active');
      const frame = frameOf(element);
      const before = await told(element);
      moveInOne(place, element);
      await nextFrame();
      await nextFrame();
      expect(frameOf(element)).to.equal(frame);
      expect(await told(element)).to.deep.equal(before);
      play(element, 'idCheck.onApplicantSubmitted');
      await until(element, 'pending');
      expect(await run.requests()).to.have.length(1);
    });
  }

  if (canMoveInOne) {
    it('keeps its frame when an ancestor is moved in one', async () => {
      const { element, place } = await mountIn({ replies: [offer()] });
      await until(element, 'active');
      const frame = frameOf(element);
      if (element.parentElement) moveInOne(place, element.parentElement);
      await nextFrame();
      expect(frameOf(element)).to.equal(frame);
      expect(await told(element)).not.to.deep.equal([]);
    });
  }

  it('mounts again when an ancestor is moved', async () => {
    const fake = new FakeProvider();
    const { element, page } = await mountIn(acme(fake));
    await until(element, 'active');
    const parent = element.parentElement;
    if (parent) page.append(parent);
    await fake.mounted(2);
    expect(fake.mounts[0]?.unmounts).to.equal(1);
  });
});

describe('an element that is moved and then taken off', () => {
  const open = keepLedger();

  it('leaves nothing behind', async () => {
    const { element, place } = await mountIn({ replies: [offer()] });
    await until(element, 'active');
    if (canMoveInOne) moveInOne(place, element);
    place.parentElement?.append(element);
    await nextFrame();
    element.remove();
    await Promise.resolve();
    expect(open()).to.deep.equal([]);
    expect(element.children).to.have.length(0);
    expect(element.state.status).to.equal('idle');
  });
});
