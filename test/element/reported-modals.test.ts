import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { VerificationUpgradeElement } from '../../src/index.js';
import { activeDialog, expectFocusOn, pressPart } from '../support/dialog.js';
import { part } from '../support/upgrade.js';

/** A dialog of the page, around the element or behind its dialog. */
interface PageDialog {
  readonly isOpen: boolean;
  isOutside(event: Event): boolean;
  close(): void;
}

type Library = (dialog: PageDialog, on: typeof document.addEventListener) => void;

/** How libraries close their dialogs by themselves. All listen on the document. */
const closers: Readonly<Record<string, Library>> = {
  'closes at Escape, in the capture phase (Radix, Floating UI)': (dialog, on) =>
    on('keydown', ({ key }) => key === 'Escape' && dialog.close(), true),
  'closes at Escape (Bootstrap, MUI, jQuery UI)': (dialog, on) =>
    on('keydown', ({ key, defaultPrevented }) => key === 'Escape' && !defaultPrevented && dialog.close()),
  'closes when Escape is released (Magnific Popup, Featherlight)': (dialog, on) =>
    on('keyup', ({ key }) => key === 'Escape' && dialog.close()),
  'closes at a press outside (Radix, React Aria)': (dialog, on) =>
    on('pointerdown', (event) => dialog.isOutside(event) && dialog.close(), true),
};

/** How react-remove-scroll and Lenis keep the page from scrolling. */
const scrollLock: Library = (_, on) => on('wheel', (event) => event.preventDefault(), { passive: false });

/** What focus-trap does for as long as its dialog is open. */
const trap: Library = (dialog, on) => {
  const refuse = (event: Event) => {
    if (!dialog.isOutside(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  for (const type of ['mousedown', 'touchstart', 'click'] as const) on(type, refuse, { capture: true, passive: false });
  on('keydown', (event) => event.key === 'Tab' && event.preventDefault(), true);
};

const isAsked = (element: VerificationUpgradeElement) => part(element, 'leave') !== null;

for (const place of ['around the element', 'behind it'] as const) {
  describe(`the element’s dialog, with a dialog of the page ${place}`, () => {
    /** The element with its dialog open, in or beside one of the page. */
    async function open(library: Library) {
      const own = new AbortController();
      cleanups.push(() => own.abort());
      const { element, sdk } = await activeDialog();
      const around = place === 'behind it' ? document.createElement('div') : element.parentElement;
      const dialog = {
        isOpen: true,
        isOutside: ({ target }: Event) => !around?.contains(target as Node),
        // As frameworks do: the content goes with it.
        close() {
          this.isOpen = false;
          around?.remove();
        },
      };
      library(dialog, ((type: string, listener: EventListener, options: AddEventListenerOptions | boolean = {}) => {
        const fields = typeof options === 'boolean' ? { capture: options } : options;
        document.addEventListener(type, listener, { ...fields, signal: own.signal });
      }) as typeof document.addEventListener);
      return { element, sdk, dialog };
    }
    const cleanups: (() => void)[] = [];
    afterEach(() => cleanups.splice(0).forEach((clean) => clean()));

    for (const [what, library] of Object.entries(closers)) {
      it(`that ${what}, is alone in taking Escape and presses`, async () => {
        const { element, sdk, dialog } = await open(library);
        const close = part(element, 'close');
        close?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
        close?.focus();
        await sendKeys({ press: 'Escape' });
        await element.updateComplete;
        expect(isAsked(element)).to.equal(true);
        expect([dialog.isOpen, element.state.status, sdk.isUnmounted]).to.deep.equal([true, 'active', false]);
        await pressPart(element, 'leave');
        expect([dialog.isOpen, element.state.status]).to.deep.equal([true, 'cancelled']);
      });
    }

    it('that closes at Escape, gets it once the element’s is closed', async () => {
      const [library] = Object.values(closers);
      if (!library) throw new Error('There is no library.');
      const { element, dialog } = await open(library);
      await pressPart(element, 'close');
      await pressPart(element, 'leave');
      await sendKeys({ press: 'Escape' });
      expect(dialog.isOpen).to.equal(false);
    });

    it('that keeps the page from scrolling, can be scrolled', async () => {
      const { element } = await open(scrollLock);
      const wheel = new WheelEvent('wheel', { bubbles: true, composed: true, cancelable: true });
      part(element, 'close')?.dispatchEvent(wheel);
      expect(wheel.defaultPrevented).to.equal(false);
    });

    it('is clicked once for each click, however fast', async () => {
      const { element } = await open(scrollLock);
      const details = element.shadowRoot?.querySelector('details');
      for (let click = 0; click < 3; click++) details?.querySelector('summary')?.click();
      await new Promise((resolve) => setTimeout(resolve));
      expect(details?.open).to.equal(true);
    });

    it('that traps the focus, can be used by mouse and keyboard', async () => {
      const { element } = await open(trap);
      element.shadowRoot?.querySelector('summary')?.focus();
      await sendKeys({ press: 'Tab' });
      expectFocusOn(part(element, 'close'));
      part(element, 'close')?.click();
      await new Promise((resolve) => setTimeout(resolve));
      await element.updateComplete;
      expect(isAsked(element)).to.equal(true);
    });
  });
}
