import { expect, fixture, html, nextFrame, waitUntil } from '@open-wc/testing';
import { canMoveInOne, moveInOne } from '../support/abilities.js';
import { activeDialog, modalOf, mountDialog, pressPart } from '../support/dialog.js';
import { openPage, script, tag } from '../support/page.js';
import { emulators, frameOf, mountUpgrade, offer, part, Run, told, until } from '../support/upgrade.js';
import { firstView } from '../support/view.js';

const root = document.documentElement;
const isHeld = () => getComputedStyle(root).overflowY === 'hidden';

describe('the page behind the dialog', () => {
  afterEach(() => root.removeAttribute('style'));

  it('does not scroll while the dialog is open, and does so again after', async () => {
    const { element } = await mountDialog({ replies: [{ hang: true }], attributes: { launch: 'manual' } });
    await firstView(element);
    expect(isHeld(), 'before').to.equal(false);
    element.start();
    await element.updateComplete;
    expect(isHeld(), 'while open').to.equal(true);
    await pressPart(element, 'close');
    expect(isHeld(), 'after').to.equal(false);
  });

  it('keeps its own styles', async () => {
    root.style.overflow = 'scroll';
    const { element } = await mountDialog({ replies: [{ hang: true }] });
    await until(element, 'requesting');
    await firstView(element);
    expect(isHeld()).to.equal(true);
    root.style.scrollPaddingTop = '10px';
    await pressPart(element, 'close');
    expect(root.style.cssText).to.equal('overflow: scroll; scroll-padding-top: 10px;');
    expect(getComputedStyle(root).overflowY).to.equal('scroll');
  });

  it('scrolls again when the element is taken off', async () => {
    const { element } = await activeDialog();
    expect(isHeld()).to.equal(true);
    element.remove();
    await nextFrame();
    expect(isHeld()).to.equal(false);
  });

  it('scrolls again when the element is shown inline', async () => {
    const { element } = await activeDialog();
    element.display = 'inline';
    await element.updateComplete;
    expect(isHeld()).to.equal(false);
  });

  it('is held as long as one of two dialogs is open', async () => {
    const [one, two] = [await activeDialog(), await activeDialog()];
    one.element.reset();
    await one.element.updateComplete;
    expect(isHeld()).to.equal(true);
    two.element.reset();
    await two.element.updateComplete;
    expect(isHeld()).to.equal(false);
  });
});

describe('the dialog and the document', () => {
  it('is left without a word by an element that is taken off in the same task', async () => {
    const { element } = await mountDialog({ replies: [{ hang: true }] });
    await until(element, 'requesting');
    await firstView(element);
    const errors: unknown[] = [];
    const hear = (event: PromiseRejectionEvent) => {
      errors.push(event.reason);
      event.preventDefault();
    };
    addEventListener('unhandledrejection', hear);
    element.theme = 'dark';
    element.remove();
    await nextFrame();
    await nextFrame();
    removeEventListener('unhandledrejection', hear);
    expect(errors).to.deep.equal([]);
    expect(element.state.status).to.equal('idle');
  });

  it('opens again for an element that comes back', async () => {
    const { element } = await activeDialog();
    const place = element.parentElement;
    element.remove();
    await nextFrame();
    place?.append(element);
    await until(element, 'active');
    expect(modalOf(element)).not.to.equal(null);
    expect(isHeld()).to.equal(true);
  });

  it('is modal still after a move in the document', async () => {
    const { element, fake } = await activeDialog();
    const place = await fixture<HTMLElement>(html`<section></section>`);
    place.append(element);
    // The SDK is mounted anew once the dialog is open again.
    await fake.mounted(2);
    await until(element, 'active');
    expect(modalOf(element)).not.to.equal(null);
    expect(isHeld()).to.equal(true);
    expect(fake.mounts).to.have.length(2);
  });

  if (canMoveInOne) {
    it('keeps its SDK in a move that keeps frames', async () => {
      const { element, fake } = await activeDialog();
      const place = await fixture<HTMLElement>(html`<section></section>`);
      moveInOne(place, element);
      await nextFrame();
      await element.updateComplete;
      expect(modalOf(element)).not.to.equal(null);
      expect(fake.mounts).to.have.length(1);
    });
  }

  it('does not restart the SDK when the page changes `display`', async () => {
    const { element, run } = await mountUpgrade({ replies: [offer()] });
    await until(element, 'active');
    const before = await told(element);
    const frame = frameOf(element);
    for (const display of ['dialog', 'inline', 'dialog'] as const) {
      element.display = display;
      await element.updateComplete;
      expect(modalOf(element) !== null).to.equal(display === 'dialog');
      expect(frameOf(element)).to.equal(frame);
      expect(frame?.checkVisibility()).to.equal(true);
    }
    // A frame that had loaded again would have forgotten.
    expect((await told(element)).slice(0, before.length)).to.deep.equal(before);
    expect(await run.requests()).to.have.length(1);
  });
});

describe('the dialog’s size', () => {
  const sizeOn = async (width: number, height: number) => {
    const page = await openPage(script + tag(new Run().endpoint([offer()]), 'display="dialog" launch="manual"'));
    const frame = page.window.frameElement as HTMLIFrameElement;
    frame.style.cssText = `width: ${width}px; height: ${height}px; border: 0`;
    await page.window.customElements.whenDefined('verification-upgrade');
    page.element.providerOptions = { sumsub: { baseUrl: (await emulators()).sumsub } };
    page.element.start();
    await until(page.element, 'active');
    return { page, rect: modalOf(page.element)?.getBoundingClientRect() };
  };

  for (const [width, height] of [
    [280, 600],
    [390, 800],
    [800, 360],
  ] as const) {
    it(`is the whole screen on a phone of ${width} × ${height}`, async () => {
      const { rect } = await sizeOn(width, height);
      expect([rect?.left, rect?.top, rect?.width, rect?.height]).to.deep.equal([0, 0, width, height]);
    });
  }

  it('leaves the page to be seen around it on a desk', async () => {
    const { rect } = await sizeOn(1100, 900);
    expect(rect?.width).to.equal(640);
    expect(rect?.height).to.equal(648);
    expect(rect?.left).to.equal(230);
    expect(rect?.top).to.equal(126);
  });

  it('lets what is too high be scrolled within, under a cross that stays', async () => {
    const { page, rect } = await sizeOn(390, 400);
    const container = page.element.querySelector<HTMLElement>('[slot=provider]');
    const cross = () => part(page.element, 'close')?.getBoundingClientRect().top;
    const before = cross();
    // The frame tells its height a moment after it is there.
    await waitUntil(() => (frameOf(page.element)?.clientHeight ?? 0) > 500);
    expect(container?.scrollHeight).to.be.greaterThan(container?.clientHeight ?? Infinity);
    expect(container?.getBoundingClientRect().bottom).to.be.at.most(rect?.bottom ?? 0);
    container?.scrollTo(0, 1000);
    expect(container?.scrollTop).to.be.greaterThan(100);
    expect(cross()).to.equal(before);
  });
});
