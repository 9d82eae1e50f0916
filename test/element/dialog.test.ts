import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import en from '../../src/locales/en.js';
import { activeDialog, modalOf, mountDialog, pressPart } from '../support/dialog.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import type { Reply } from '../support/upgrade.js';
import {
  frameOf,
  mountUpgrade,
  neverReady,
  next,
  offer,
  offerOf,
  part,
  record,
  refusal,
  until,
} from '../support/upgrade.js';
import { action, firstView, seenView, wordsOf } from '../support/view.js';

const levels = { currentLevel: 'hero', nextLevel: 'satoshi' };
const verdict = (status: string): Reply => ({ body: { ...levels, upgrade: { status } } });

describe('the dialog', () => {
  // The first one of this file: later, the code of the dialog is there at once.
  it('is there once the update is complete, although its code was not', async () => {
    const { element } = await mountUpgrade({ attributes: { launch: 'manual' }, replies: [{ hang: true }] });
    await firstView(element);
    element.display = 'dialog';
    element.start();
    // The update has begun.
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
    await element.updateComplete;
    expect(modalOf(element)).not.to.equal(null);
  });

  it('is not there for an inline upgrade', async () => {
    const { element } = await mountUpgrade({ attributes: { display: 'inline' } });
    await until(element, 'active');
    expect(element.shadowRoot?.querySelector('dialog')).to.equal(null);
  });

  it('opens when the state leaves idle, and not before', async () => {
    const { element } = await mountDialog({ attributes: { launch: 'manual' } });
    await firstView(element);
    expect(modalOf(element)).to.equal(null);
    action(element, en['start.button']).click();
    await element.updateComplete;
    expect(element.state.status).to.equal('requesting');
    expect(modalOf(element)?.contains(part(element, 'panel'))).to.equal(true);
  });

  it('opens by itself for an upgrade that starts by itself', async () => {
    const { element } = await mountDialog({ replies: [{ hang: true }] });
    await until(element, 'requesting');
    await firstView(element);
    expect(modalOf(element)).not.to.equal(null);
  });

  it('holds the SDK, and is in front of everything', async () => {
    const { element } = await mountUpgrade({ replies: [offer()], attributes: { display: 'dialog' } });
    await until(element, 'active');
    const frame = frameOf(element)?.getBoundingClientRect();
    const dialog = modalOf(element)?.getBoundingClientRect();
    expect(frame?.width).to.be.greaterThan(200);
    expect(frame?.left).to.be.within(dialog?.left ?? 0, dialog?.right ?? 0);
    const { left = 0, top = 0, width = 0 } = frame ?? {};
    expect(document.elementFromPoint(left + width / 2, top + 50)).to.equal(frameOf(element));
  });

  it('has a name, and a cross with a name', async () => {
    const { element } = await mountDialog({ replies: [{ hang: true }] });
    await firstView(element);
    const dialog = modalOf(element);
    const label = element.shadowRoot?.getElementById(dialog?.getAttribute('aria-labelledby') ?? '');
    expect(wordsOf(label)).to.equal(en['active.heading']);
    expect(label?.checkVisibility()).to.equal(true);
    expect(part(element, 'close')?.ariaLabel).to.equal(en['dialog.close']);
  });

  for (const [status, replies, options] of [
    ['requesting', [{ hang: true }], {}],
    ['loading', [offerOf('acme')], neverReady],
  ] as const) {
    it(`is cancelled when it is closed while ${status}`, async () => {
      const fake = new FakeProvider(options);
      const { element } = await mountDialog({ replies, properties: { providers: { acme: fake.load } } });
      await until(element, status);
      await firstView(element);
      const statuses = record(element);
      await pressPart(element, 'close');
      expect(statuses).to.deep.equal(['cancelled']);
      expect(modalOf(element)).to.equal(null);
      expect(seenView(element)).to.deep.include({
        heading: en['cancelled.heading'],
        actions: [en['cancelled.button']],
      });
    });
  }

  it('is cancelled by Escape', async () => {
    const { element } = await mountDialog({ replies: [{ hang: true }] });
    await until(element, 'requesting');
    await firstView(element);
    const cancelled = next(element, 'upgrade-cancelled');
    await sendKeys({ press: 'Escape' });
    await cancelled;
    await element.updateComplete;
    expect(modalOf(element)).to.equal(null);
  });

  it('only closes while a decision is awaited: the SDK goes, the state stays', async () => {
    const { element, sdk } = await activeDialog();
    sdk.report({ type: 'submitted' });
    await until(element, 'pending');
    const statuses = record(element);
    await pressPart(element, 'close');
    expect(modalOf(element)).to.equal(null);
    expect([element.state.status, statuses, sdk.unmounts]).to.deep.equal(['pending', [], 1]);
    expect(seenView(element).heading).to.equal(en['pending.heading']);
  });

  for (const [name, replies, status] of [
    ['a wait without an SDK', [verdict('pending')], 'pending'],
    ['an approval', [verdict('approved')], 'approved'],
    ['a rejection', [verdict('rejected')], 'rejected'],
    ['the news that there is no upgrade', [{ body: { nextLevel: null } }], 'unavailable'],
    ['a failure', [refusal(500, 'ER999')], 'failed'],
  ] as const) {
    it(`only closes after ${name}`, async () => {
      const { element } = await mountDialog({ replies });
      await until(element, status as 'failed');
      const { heading } = await firstView(element);
      expect(modalOf(element)).not.to.equal(null);
      const statuses = record(element);
      await pressPart(element, 'close');
      expect(modalOf(element)).to.equal(null);
      expect([element.state.status, statuses]).to.deep.equal([status, []]);
      expect(seenView(element).heading, 'the same view, inline').to.equal(heading);
    });
  }

  it('offers to close where there is nothing else to do', async () => {
    const { element } = await mountDialog({ replies: [verdict('approved')] });
    await until(element, 'approved');
    expect((await firstView(element)).actions).to.deep.equal([en['dialog.close']]);
    action(element, en['dialog.close']).click();
    await element.updateComplete;
    expect(modalOf(element)).to.equal(null);
    expect(seenView(element).actions).to.deep.equal([]);
  });

  it('offers to close after a final rejection where the page names no support', async () => {
    const { element, sdk } = await activeDialog();
    sdk.report({ type: 'submitted' });
    sdk.report({ type: 'rejected', final: true });
    await until(element, 'rejected');
    expect(seenView(element).actions).to.deep.equal([en['dialog.close']]);
  });

  it('opens again for the next attempt', async () => {
    const { element } = await mountDialog({ replies: [{ status: 500 }, { hang: true }] });
    await until(element, 'failed');
    await firstView(element);
    await pressPart(element, 'close');
    action(element, en['action.retry']).click();
    await element.updateComplete;
    expect(element.state.status).to.equal('requesting');
    expect(modalOf(element)).not.to.equal(null);
  });

  it('goes on to the next attempt within, where it is still open', async () => {
    const { element } = await mountDialog({ replies: [{ status: 500 }, { hang: true }] });
    await until(element, 'failed');
    await firstView(element);
    const dialog = modalOf(element);
    action(element, en['action.retry']).click();
    await element.updateComplete;
    expect(modalOf(element)).to.equal(dialog);
  });

  it('closes when the page resets the element', async () => {
    const { element } = await activeDialog();
    element.reset();
    await element.updateComplete;
    expect(modalOf(element)).to.equal(null);
    expect(element.state.status).to.equal('idle');
  });

  it('closes when the page cancels, and the view is inline', async () => {
    const { element } = await activeDialog();
    const statuses = record(element);
    element.cancel();
    await element.updateComplete;
    expect(modalOf(element)).to.equal(null);
    expect(statuses).to.deep.equal(['cancelled']);
    expect(seenView(element).heading).to.equal(en['cancelled.heading']);
  });

  it('closes when the page cancels while a decision is awaited', async () => {
    const { element } = await mountDialog({ replies: [verdict('pending')] });
    await until(element, 'pending');
    await firstView(element);
    element.cancel();
    await element.updateComplete;
    expect([modalOf(element), element.state.status]).to.deep.equal([null, 'cancelled']);
  });

  it('closes when the page cancels after an end, whose state stays', async () => {
    const { element } = await mountDialog({ replies: [verdict('approved')] });
    await until(element, 'approved');
    await firstView(element);
    const statuses = record(element);
    element.cancel();
    await element.updateComplete;
    expect(modalOf(element)).to.equal(null);
    expect([element.state.status, statuses]).to.deep.equal(['approved', []]);
    expect(seenView(element).heading).to.equal(en['approved.heading']);
  });

  it('stays closed when the page cancels in an overlay of the provider', async () => {
    const fake = new FakeProvider({ ownsViewport: true });
    const { element } = await mountDialog({ properties: { providers: { acme: fake.load } } });
    await until(element, 'active');
    element.cancel();
    await element.updateComplete;
    expect([modalOf(element), element.state.status]).to.deep.equal([null, 'cancelled']);
  });

  it('does not open for a launch that the page cancels', async () => {
    const { element } = await mountDialog({ attributes: { 'wait-for': 'headers' } });
    element.cancel();
    await firstView(element);
    expect([modalOf(element), element.state.status]).to.deep.equal([null, 'cancelled']);
  });

  it('opens again for the attempt that a listener starts when the page has cancelled', async () => {
    const { element, fake } = await activeDialog();
    element.addEventListener('upgrade-cancelled', () => element.start(), { once: true });
    element.cancel();
    await fake.mounted(2);
    await until(element, 'active');
    expect(modalOf(element)).not.to.equal(null);
  });

  it('stays to show that the user has cancelled in the SDK', async () => {
    const { element, sdk } = await activeDialog();
    sdk.report({ type: 'cancelled' });
    await until(element, 'cancelled');
    expect(modalOf(element)).not.to.equal(null);
    expect(seenView(element).heading).to.equal(en['cancelled.heading']);
  });

  it('stays closed when something else on the page changes', async () => {
    const { element } = await mountDialog({ replies: [verdict('pending')] });
    await until(element, 'pending');
    await firstView(element);
    await pressPart(element, 'close');
    element.headingLevel = 4;
    await element.updateComplete;
    expect(modalOf(element)).to.equal(null);
  });
});
