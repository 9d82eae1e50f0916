import { html, nothing } from 'lit/html.js';
import type { TemplateResult } from 'lit/html.js';
import type { Theme } from '../providers/provider.js';
import type { UpgradeState } from '../upgrade/state.js';
import type { Words } from './words.js';

export interface ModalDoor {
  readonly root: ShadowRoot;
  /** The person has left the dialog: whatever is under way is broken off. */
  left(): void;
  update(): void;
}

/** The native modal dialog around the panel: open from the start of an attempt until the person closes it. */
export class Modal {
  readonly #door: ModalDoor;
  /** Keeps the page behind from scrolling. A sheet of its own, so that nothing of the page's has to be restored. */
  readonly #lock = new CSSStyleSheet();
  /** The person has closed it; the next attempt opens it again. */
  #isDismissed = false;
  #isAsking = false;
  /** What had the focus before the question. */
  #focused: Element | null = null;

  constructor(door: ModalDoor) {
    this.#door = door;
  }

  /** Whether the panel belongs into the dialog now. */
  isOpen(display: string, { status }: UpgradeState): boolean {
    return display === 'dialog' && status !== 'idle' && !this.#isDismissed;
  }

  changed({ status }: UpgradeState): void {
    if (status === 'requesting') this.#isDismissed = false;
    if (status !== 'active') this.#isAsking = false;
  }

  /** The dialog has left the page with its element, or is not wanted any more. */
  release(): void {
    const sheets = document.adoptedStyleSheets;
    // Setting the list makes the browser work out the styles of the whole page again.
    if (sheets.includes(this.#lock)) document.adoptedStyleSheets = sheets.filter((sheet) => sheet !== this.#lock);
  }

  render(panel: TemplateResult, words: Words, state: UpgradeState, theme: Theme): TemplateResult {
    const close = () => this.#requestClose(state);
    const cancel = (event: Event) => {
      event.preventDefault();
      close();
    };
    // Browsers close it without asking first where the person has not touched the page yet: `updated` opens it again.
    const closed = () => this.#dialog?.open === false && close();
    return html`<dialog part="dialog" class=${theme} aria-labelledby="title" @cancel=${cancel} @close=${closed}>
      <div class="bar">
        <span id="title">${words.say('active.heading')}</span>
        <button part="close" aria-label=${words.say('dialog.close')} @click=${close}>
          <svg viewBox="0 0 24 24" aria-hidden="true"><path d="m6 6 12 12M18 6 6 18" /></svg>
        </button>
      </div>
      ${panel} ${this.#isAsking ? this.#question(words) : nothing}
    </dialog>`;
  }

  /** Brings what is rendered onto the screen, or off it. */
  updated(): void {
    const dialog = this.#dialog;
    if (!dialog?.isConnected) return this.release();
    if (!dialog.matches(':modal')) {
      dialog.open = false; // As a move in the document leaves it: open, and no longer modal.
      dialog.showModal();
      // Rather than the cross, which comes first.
      dialog.querySelector<HTMLElement>('[part=heading]')?.focus({ preventScroll: true });
      this.#holdPage();
    }
    const panel = dialog.querySelector<HTMLElement>('[part=panel]');
    if (!panel || panel.inert === this.#isAsking) return;
    panel.inert = this.#isAsking;
    const target = this.#isAsking ? dialog.querySelector('[part~=stay]') : this.#focused;
    (target as HTMLElement | null)?.focus();
  }

  /** After an end it only closes; before, the upgrade is cancelled. */
  leave(): void {
    if (this.#isDismissed || !this.#dialog) return;
    this.#isDismissed = true;
    // The browser gives the focus back to where it was before.
    this.#dialog.close();
    this.#door.left();
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#door.root.querySelector('dialog');
  }

  #holdPage(): void {
    const gutter = innerWidth > document.documentElement.clientWidth ? 'scrollbar-gutter:stable' : '';
    this.#lock.replaceSync(`html{overflow:hidden!important;${gutter}}`);
    this.release();
    document.adoptedStyleSheets.push(this.#lock);
  }

  /** While the person is in the SDK, they are asked; but once. */
  #requestClose({ status }: UpgradeState): void {
    if (status !== 'active' || this.#isAsking) return this.leave();
    const { activeElement } = this.#door.root;
    this.#focused = activeElement ?? document.activeElement;
    this.#isAsking = true;
    this.#door.update();
  }

  #question(words: Words): TemplateResult {
    const stay = () => {
      this.#isAsking = false;
      this.#door.update();
    };
    return html`<div class="card" role="alertdialog" aria-labelledby="question" aria-describedby="reason">
      <div>
        <div id="question" part="heading">${words.say('leave.heading')}</div>
        <p id="reason" part="text">${words.say('leave.text')}</p>
      </div>
      <div part="actions">
        <button part="button stay" @click=${stay}>${words.say('leave.stay')}</button>
        <button part="button leave" @click=${() => this.leave()}>${words.say('leave.leave')}</button>
      </div>
    </div>`;
  }
}
