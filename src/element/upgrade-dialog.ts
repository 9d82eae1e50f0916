import type { html as Html, nothing as Nothing, TemplateResult } from 'lit/html.js';
import type { Theme } from '../providers/provider.js';
import type { UpgradeState } from '../upgrade/state.js';
import { documentProperty } from '../upgrade/util.js';
import type { Localizer } from './localizer.js';
import { lockPage } from './lock-page.js';

export { dialogStyles } from './dialog.styles.js';

/** Lit's own, handed over so that this chunk needs no copy of it. */
export interface LitTemplates {
  readonly html: typeof Html;
  readonly nothing: typeof Nothing;
}

export interface DialogCallbacks {
  /** @param isByUser false if the page has closed it */
  onDismiss(isByUser: boolean): void;
  requestUpdate(): void;
  /** Whether the element is rendered: in something that is not, an open dialog is not on screen, and makes the page inert. */
  isRendered(): boolean;
}

export interface DialogContent {
  readonly title: string;
  /** The help for the bar, while the SDK is on screen. */
  readonly help: TemplateResult | typeof Nothing;
  readonly panel: TemplateResult;
  readonly theme: Theme;
  readonly localizer: Localizer;
  readonly state: UpgradeState;
}

/** The native modal dialog around the panel: open from the start of an attempt until the user closes it. */
export class UpgradeDialog {
  readonly #root: ShadowRoot;
  readonly #lit: LitTemplates;
  readonly #callbacks: DialogCallbacks;
  /** What had the focus before the dialog opened; kept while a provider's overlay takes the dialog's place. */
  #opener: HTMLElement | undefined;
  /** Aborted when it is not on screen any more. */
  #open = new AbortController();
  /** It was closed; the next attempt opens it again. */
  #isDismissed = false;
  /** The next `close` is not the browser's own. */
  #isOwnClose = false;
  #isConfirming = false;
  /** What had the focus before the question. */
  #focused: HTMLElement | undefined;

  constructor(root: ShadowRoot, lit: LitTemplates, callbacks: DialogCallbacks) {
    this.#root = root;
    this.#lit = lit;
    this.#callbacks = callbacks;
    // The page may hide the element, and show it again.
    new ResizeObserver(() => callbacks.requestUpdate()).observe(root.host);
  }

  /** Whether the panel belongs into the dialog. */
  isOpen(display: string, { status }: UpgradeState): boolean {
    return display === 'dialog' && status !== 'idle' && !this.#isDismissed;
  }

  stateChanged({ status }: UpgradeState): void {
    if (status === 'requesting') this.#isDismissed = false;
    if (status !== 'active') this.#isConfirming = false;
  }

  /** The element has left the page. */
  disconnect(): void {
    this.#open.abort();
  }

  render({ title, help, panel, theme, localizer, state }: DialogContent): TemplateResult {
    const { html, nothing } = this.#lit;
    const close = () => this.#requestClose(state);
    const escape = () => {
      const open = this.#dialog?.querySelector<HTMLDetailsElement>('.bar details[open]');
      if (open) open.open = false;
      else if (this.#isConfirming) this.#stay();
      else close();
    };
    const cancel = (event: Event) => {
      // Browsers close it in any case if the user has not interacted with the page since the last time; `close` follows.
      if (!event.cancelable) return;
      event.preventDefault();
      escape();
    };
    const closed = () => {
      // It may be open again already: something has been rendered meanwhile.
      if (this.#isOwnClose) this.#isOwnClose = false;
      else escape();
      this.#callbacks.requestUpdate();
    };
    return html`<dialog
      part="dialog"
      class=${theme}
      lang=${localizer.lang ?? nothing}
      aria-labelledby="title"
      @cancel=${cancel}
      @close=${closed}
    >
      <div class="bar">
        <span id="title" .textContent=${title}></span>
        ${help}
        <button part="close" aria-label=${localizer.t('dialog.close')} @click=${close}>
          <svg viewBox="0 0 24 24" aria-hidden="true"><path d="m6 6 12 12M18 6 6 18" /></svg>
        </button>
      </div>
      ${panel} ${this.#isConfirming ? this.#confirmation(localizer) : nothing}
    </dialog>`;
  }

  /**
   * Shows what has been rendered.
   *
   * @param isCovered a provider's overlay takes the dialog's place for now
   */
  rendered(isCovered: boolean): void {
    const dialog = this.#dialog;
    if (!dialog?.isConnected) {
      this.disconnect();
      if (!isCovered) this.#restoreFocus();
      return;
    }
    if (!this.#callbacks.isRendered()) {
      this.disconnect();
      this.#isOwnClose ||= dialog.open;
      dialog.close();
      return;
    }
    if (!dialog.matches(':modal')) {
      dialog.open = false; // A move in the document leaves it open, but not modal.
      this.#opener ??= deepActiveElement(dialog.ownerDocument);
      dialog.showModal();
      // Not the button that closes it, which comes first.
      dialog.querySelector<HTMLElement>('[part=heading]')?.focus({ preventScroll: true });
      this.disconnect();
      const { signal } = (this.#open = new AbortController());
      lockPage(dialog, this.#root, signal);
    }
    const panel = dialog.querySelector<HTMLElement>('[part=panel]');
    if (!panel || panel.inert === this.#isConfirming) return;
    panel.inert = this.#isConfirming;
    const target = this.#isConfirming ? dialog.querySelector<HTMLElement>('[part~=stay]') : this.#focused;
    target?.focus();
  }

  /** Closes it without a question, also while a provider's overlay is in its place. */
  dismiss(isByUser = true): void {
    if (this.#isDismissed) return;
    this.#isDismissed = true;
    this.#isConfirming = false;
    const dialog = this.#dialog;
    this.#isOwnClose = !!dialog?.open;
    dialog?.close();
    this.#restoreFocus();
    this.#callbacks.onDismiss(isByUser);
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#root.querySelector('dialog');
  }

  /** The SDK's work would be lost, so the user is asked first. */
  #requestClose({ status }: UpgradeState): void {
    if (status !== 'active' || this.#isConfirming) return this.dismiss();
    this.#focused = deepActiveElement(this.#root.ownerDocument);
    this.#isConfirming = true;
    this.#callbacks.requestUpdate();
  }

  #stay(): void {
    this.#isConfirming = false;
    this.#callbacks.requestUpdate();
  }

  #restoreFocus(): void {
    // One that has left the page takes no focus.
    this.#opener?.focus({ preventScroll: true });
    this.#opener = undefined;
  }

  #confirmation(localizer: Localizer): TemplateResult {
    const { html } = this.#lit;
    return html`<div class="scrim">
      <div class="sheet" role="alertdialog" aria-labelledby="question" aria-describedby="reason">
        <div>
          <div id="question" part="heading" .textContent=${localizer.t('leave.heading')}></div>
          <p id="reason" part="text" .textContent=${localizer.t('leave.text')}></p>
        </div>
        <div part="actions">
          <button
            part="button stay"
            class="primary"
            @click=${() => this.#stay()}
            .textContent=${localizer.t('leave.stay')}
          ></button>
          <button
            part="button leave"
            @click=${() => this.dismiss()}
            .textContent=${localizer.t('leave.leave')}
          ></button>
        </div>
      </div>
    </div>`;
  }
}

function deepActiveElement(document: Document): HTMLElement | undefined {
  let element = documentProperty(document, 'activeElement');
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return isFocusable(element) && element !== documentProperty(document, 'body') ? element : undefined;
}

/** Not by its class: the element may be in a document with classes of its own. */
const isFocusable = (element: Element | null | undefined): element is HTMLElement => !!element && 'focus' in element;
