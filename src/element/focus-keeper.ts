import { documentProperty, isFocusNowhere } from '../upgrade/util.js';

/** Keeps the focus in the element if what has it is about to go: it moves to the heading of the next view. */
export class FocusKeeper {
  readonly #element: HTMLElement;
  readonly #root: ShadowRoot;
  /** Whether the focus was inside, since the last render. */
  hadFocus = false;

  constructor(element: HTMLElement, root: ShadowRoot) {
    this.#element = element;
    this.#root = root;
  }

  /** Called before anything goes. */
  remember(): void {
    // Not `:focus-within`: some browsers do not count a frame that has the focus.
    this.hadFocus ||= this.#element.contains(documentProperty(this.#element.getRootNode(), 'activeElement'));
  }

  /** The focus is on a button that the next view does not have, or was on something that is gone. */
  get willBeLost(): boolean {
    return this.hadFocus && ((this.#root.activeElement?.matches('[part~=button]') ?? false) || this.#isNowhere);
  }

  /** Called when the next view is there. */
  restore(): void {
    const heading = this.#root.querySelector<HTMLElement>('[part=heading]');
    const isLost = this.hadFocus && this.#isNowhere;
    if (isLost || heading?.parentElement?.getAttribute('aria-live') === 'off') heading?.focus({ preventScroll: true });
    this.hadFocus = false;
  }

  get #isNowhere(): boolean {
    return isFocusNowhere(this.#element.ownerDocument);
  }
}
