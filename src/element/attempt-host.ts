import { findProvider, loadProvider } from '../providers/find-provider.js';
import type { importWithRetry } from '../import-with-retry.js';
import type { ProviderLoaders } from '../providers/registry.js';
import type { Appearance, AttemptHost, HostEvents, ProviderSlot, WatchVisibility } from '../upgrade/host.js';
import { fieldOf, ownFields } from '../upgrade/util.js';
import { themeOf } from './theme.js';
import { visibilityOf } from './visibility.js';

/** Loaded with the host: everything from the server's reply to the mounted SDK, without the views. */
export { Attempt } from '../upgrade/attempt.js';

interface HostElement extends HTMLElement {
  readonly theme: string;
  readonly display: string;
  readonly updateComplete: Promise<void>;
  readonly providerOptions: unknown;
  requestUpdate(): void;
}

/**
 * What an attempt needs from the element. One for the lifetime of the element.
 *
 * @param languageOf the entry's, so that this chunk needs no copy of it
 * @param load the entry's `importWithRetry()`
 */
export function createHost(
  element: HostElement,
  loaders: () => ProviderLoaders,
  loadView: () => Promise<unknown>,
  languageOf: (element: Element) => string,
  load: typeof importWithRetry,
  events: HostEvents,
): AttemptHost {
  // An SDK that covers the page has to know whether it is in a dialog. If the views cannot be loaded, there is none.
  const untilDialog = async () =>
    element.display === 'dialog' &&
    loadView().then(
      () => element.updateComplete,
      () => undefined,
    );
  return {
    slot: new ElementSlot(element, languageOf),
    findProvider(name) {
      const found = findProvider(loaders(), name);
      if (found === undefined) return undefined;
      return { name: found, requiresAccessToken: loaders()[found]?.requiresAccessToken === true };
    },
    async loadProvider(provider) {
      const [adapter] = await Promise.all([loadProvider(load, loaders(), provider), untilDialog()]);
      return adapter;
    },
    optionsFor: (provider) => ownFields(Object(fieldOf(element.providerOptions, provider)) as Record<string, unknown>),
    load,
    ...events,
  };
}

/** The place of the provider's SDK in the element's light DOM. */
class ElementSlot implements ProviderSlot {
  readonly #element: HostElement;
  readonly #languageOf: (element: Element) => string;
  readonly watchVisibility: WatchVisibility;
  unmounted: Promise<void> | undefined;

  constructor(element: HostElement, languageOf: (element: Element) => string) {
    this.#element = element;
    this.#languageOf = languageOf;
    // The dialog is in front wherever the element is.
    const isInDialog = () => element.shadowRoot?.querySelector('dialog')?.open === true;
    this.watchVisibility = visibilityOf(element, isInDialog);
  }

  get appearance(): Appearance {
    return { lang: this.#languageOf(this.#element), theme: themeOf(this.#element, this.#element.theme) };
  }

  /** In the light DOM: in a shadow root Sumsub's scrolling is dead, and other vendors find nothing. */
  createContainer(): HTMLElement {
    // Such as a copy that a script of the page has put in the place of an earlier one.
    for (const left of this.#element.querySelectorAll(':scope > [slot=provider]')) left.remove();
    const container = this.#element.ownerDocument.createElement('div');
    container.slot = 'provider';
    // Content blockers hide it by its name. An adapter may change it.
    container.style.cssText = 'display: grid !important';
    container.id = `verification-upgrade-${Math.random().toString(36).slice(2)}`;
    return this.#element.appendChild(container);
  }

  requestUpdate(): void {
    this.#element.requestUpdate();
  }
}
