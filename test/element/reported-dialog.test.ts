import { expect, waitUntil } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { VerificationUpgradeElement } from '../../src/index.js';
import { canResize } from '../support/abilities.js';
import { activeDialog, modalOf, mountDialog } from '../support/dialog.js';
import { until } from '../support/upgrade.js';
import { recordConsole } from '../upgrade/support/begin.js';

const isInert = () => !document.elementFromPoint(1, 1);
const isHeld = () => getComputedStyle(document.documentElement).overflowY === 'hidden';
/** A ResizeObserver sees it: with many windows, WebKit calls that late. */
const late = { timeout: 10_000 };
const opened = (element: VerificationUpgradeElement) =>
  waitUntil(() => modalOf(element), 'The dialog stays closed.', late);

/** Ways in which a page takes something off the screen, and brings it back. */
const ways: Readonly<Record<string, (element: HTMLElement, isHidden: boolean) => void>> = {
  'with the attribute hidden': (element, isHidden) => (element.hidden = isHidden),
  'in something hidden': ({ parentElement }, isHidden) => {
    if (parentElement) parentElement.hidden = isHidden;
  },
  'in something with content-visibility: hidden': ({ parentElement }, isHidden) =>
    parentElement?.style.setProperty('content-visibility', isHidden ? 'hidden' : 'visible'),
};

describe('an element with a dialog', () => {
  const log = recordConsole();

  it('in something hidden, says once why there is no dialog', async () => {
    const { element } = await mountDialog({ attributes: { hidden: '' } });
    await until(element, 'active');
    expect(log.text).to.match(/There is no dialog: .*"display: none"/);
  });

  for (const [how, hide] of Object.entries(ways)) {
    describe(how, () => {
      it('leaves the page usable', async () => {
        const { element } = await mountDialog({ attributes: { launch: 'manual' } });
        hide(element, true);
        element.start();
        await until(element, 'active');
        expect(modalOf(element)).to.equal(null);
        expect([isInert(), isHeld()]).to.deep.equal([false, false]);
        hide(element, false);
        await opened(element);
        expect([element.state.status, isHeld()]).to.deep.equal(['active', true]);
      });

      // Browsers tell nothing of a change of that.
      if (how.includes('content-visibility')) return;

      it('while it is open, gives the page back, and comes back with it', async () => {
        const { element, sdk } = await activeDialog();
        hide(element, true);
        await waitUntil(() => !modalOf(element), 'The dialog stays open.', late);
        expect([isInert(), isHeld()]).to.deep.equal([false, false]);
        hide(element, false);
        await opened(element);
        expect([element.state.status, sdk.isUnmounted]).to.deep.equal(['active', false]);
      });
    });
  }

  it('without a box of its own, is open', async () => {
    const { element } = await mountDialog({ attributes: { style: 'display: contents' } });
    await until(element, 'active');
    await opened(element);
  });

  const root = document.documentElement;
  afterEach(async () => {
    root.style.fontSize = '';
    root.style.removeProperty('zoom');
    if (canResize) await setViewport({ width: 800, height: 600 });
  });

  for (const width of [1000, 390]) {
    it(`is inside the viewport of ${String(width)} pixels in a page with zoom`, async function () {
      if (!canResize) this.skip();
      await setViewport({ width, height: 700 });
      root.style.setProperty('zoom', '1.5');
      const box = modalOf((await activeDialog()).element)?.getBoundingClientRect();
      expect([box && box.top >= 0, box && box.bottom <= innerHeight]).to.deep.equal([true, true]);
      expect(box?.height).to.be.above(innerHeight * 0.8);
    });
  }

  it('on a small phone with text of twice the size, leaves room for the SDK, and its title can be read', async function () {
    if (!canResize) this.skip();
    await setViewport({ width: 320, height: 640 });
    root.style.fontSize = '200%';
    const { element } = await activeDialog();
    const title = element.shadowRoot?.getElementById('title');
    await waitUntil(() => element.shadowRoot?.querySelector('.bar summary'), 'There is no help.');
    expect(title?.parentElement?.offsetHeight).to.be.below(innerHeight * 0.4);
    expect(title?.offsetWidth).to.be.above(innerWidth / 2);
  });
});
