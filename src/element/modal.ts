import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Theme } from '../providers/provider.js';
import type { UpgradeState } from '../upgrade/state.js';
import type { Words } from './words.js';

export interface ModalDoor {
  readonly root: ShadowRoot;
  /** Whether closing now would break something off. */
  isUnderWay(): boolean;
  cancel(): void;
  update(): void;
}

/** The native modal dialog around the panel: open from the start of an attempt until the person closes it. */
export class Modal {
  readonly #door: ModalDoor;
  /** The person has closed it; the next attempt opens it again. */
  #isDismissed = false;
  #isAsking = false;
  #overflow: string | undefined;

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
    if (this.#overflow === undefined) return;
    document.documentElement.style.overflow = this.#overflow;
    this.#overflow = undefined;
  }

  render(panel: TemplateResult, words: Words, state: UpgradeState, theme: Theme): TemplateResult {
    const close = () => this.#requestClose(state);
    const cancel = (event: Event) => {
      event.preventDefault();
      close();
    };
    return html`<dialog
      autofocus
      part="dialog"
      class=${theme}
      aria-label=${words.say('active.heading')}
      @cancel=${cancel}
      @close=${() => this.#leave()}
    >
      <button class="close" part="close" aria-label=${words.say('dialog.close')} @click=${close}>
        <svg viewBox="0 0 24 24" aria-hidden="true"><path d="m6 6 12 12M18 6 6 18" /></svg>
      </button>
      ${panel} ${this.#isAsking ? this.#question(words) : nothing}
    </dialog>`;
  }

  /** Brings what is rendered onto the screen, or off it. */
  updated(): void {
    const dialog = this.#dialog;
    if (!dialog) return this.release();
    if (!dialog.matches(':modal')) {
      dialog.open = false; // As a move in the document leaves it: open, and no longer modal.
      dialog.showModal();
      this.#overflow ??= document.documentElement.style.overflow;
      document.documentElement.style.overflow = 'hidden';
    }
    dialog.querySelector<HTMLElement>('[part~=stay]')?.focus();
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#door.root.querySelector('dialog');
  }

  /** While the person is in the SDK, they are asked; but once. */
  #requestClose({ status }: UpgradeState): void {
    if (status !== 'active' || this.#isAsking) return this.#leave();
    this.#isAsking = true;
    this.#door.update();
  }

  #leave(): void {
    if (this.#isDismissed || !this.#dialog) return;
    this.#isDismissed = true;
    // The browser gives the focus back to where it was before.
    this.#dialog.close();
    if (this.#door.isUnderWay()) this.#door.cancel();
    this.#door.update();
  }

  #question(words: Words): TemplateResult {
    const stay = () => {
      this.#isAsking = false;
      this.#door.update();
    };
    return html`<div class="question" role="alertdialog" aria-labelledby="question" aria-describedby="reason">
      <div id="question" class="title">${words.say('leave.heading')}</div>
      <p id="reason">${words.say('leave.text')}</p>
      <div part="actions">
        <button part="button stay" @click=${stay}>${words.say('leave.stay')}</button>
        <button part="button leave" @click=${() => this.#leave()}>${words.say('leave.leave')}</button>
      </div>
    </div>`;
  }
}
