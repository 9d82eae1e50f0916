import type { Appearance, ProviderSlot, WatchVisibility } from '../upgrade/host.js';
import { languageOf } from './language.js';
import { themeOf } from './theme.js';
import { visibilityOf } from './visibility.js';

/** With this, the SDK is mounted without waiting for the views. */
export { handleReply, requestLevels } from '../upgrade/attempt.js';

interface SlotElement extends HTMLElement {
  readonly theme: string;
}

/** The place of the provider's SDK in the element's light DOM. One for the lifetime of the element. */
export const createSlot = (element: SlotElement, requestUpdate: () => void): ProviderSlot =>
  new ElementSlot(element, requestUpdate);

class ElementSlot implements ProviderSlot {
  readonly #element: SlotElement;
  readonly requestUpdate: () => void;
  readonly watchVisibility: WatchVisibility;
  isOverlay = false;
  unmounted: Promise<void> | undefined;

  constructor(element: SlotElement, requestUpdate: () => void) {
    this.#element = element;
    this.requestUpdate = requestUpdate;
    // The dialog is in front wherever the element is.
    this.watchVisibility = visibilityOf(element, () => element.shadowRoot?.querySelector('dialog')?.open === true);
  }

  get appearance(): Appearance {
    return { lang: languageOf(this.#element), theme: themeOf(this.#element, this.#element.theme) };
  }

  /** In the light DOM: in a shadow root Sumsub's scrolling is dead, and other vendors find nothing. */
  createContainer(): HTMLElement {
    const container = this.#element.ownerDocument.createElement('div');
    container.slot = 'provider';
    container.id = `verification-upgrade-${Math.random().toString(36).slice(2)}`;
    return this.#element.appendChild(container);
  }
}
