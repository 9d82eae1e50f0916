import { html, nothing, render } from 'lit/html.js';
import type { TemplateResult } from 'lit/html.js';
import type { Theme } from '../providers/provider.js';
import type { UpgradeController } from '../upgrade/controller.js';
import type { Appearance } from '../upgrade/host.js';
import type { UpgradeState } from '../upgrade/state.js';
import { levelsOf } from '../upgrade/state.js';
import { validateUsage } from './advice.js';
import { Countdown } from './countdown.js';
import { languageOf } from './language.js';
import { Modal } from './modal.js';
import { safeLink } from './safe-link.js';
import { defaults, orDefault } from './settings.js';
import { styles } from './stage.styles.js';
import { themeOf, watchTheme } from './theme.js';
import { card } from './views/card.js';
import type { Action } from './views/view.js';
import { viewOf } from './views/view.js';
import type { VerificationUpgradeElement } from './verification-upgrade.js';
import { Vocabulary } from './vocabulary.js';
import { watchLanguage } from './watch-language.js';
import { Words } from './words.js';

/** Not needed before the request, so they are loaded with the views. */
export { resume } from './resume.js';
export { nearViewport } from './visibility.js';

/** Everything that the user sees of the element, beside the provider's SDK. */
export class UpgradeView {
  readonly #element: VerificationUpgradeElement;
  readonly #root: ShadowRoot;
  readonly #controller: UpgradeController;
  readonly #isLaunching: () => boolean;
  readonly #update = () => this.#element.requestUpdate();
  readonly #countdown = new Countdown(this.#update);
  readonly #vocabulary = new Vocabulary(this.#update);
  readonly #modal: Modal;
  #hadFocus = false;

  readonly styles = styles;

  constructor(
    element: VerificationUpgradeElement,
    root: ShadowRoot,
    controller: UpgradeController,
    isLaunching: () => boolean,
  ) {
    this.#element = element;
    this.#root = root;
    this.#controller = controller;
    this.#isLaunching = isLaunching;
    this.#modal = new Modal({
      root: this.#root,
      left: () => {
        this.#hadFocus = true;
        controller.dismiss();
        this.#update();
      },
      update: this.#update,
    });
  }

  get #appearance(): Appearance {
    return { lang: languageOf(this.#element), theme: themeOf(this.#element, this.#element.theme) };
  }

  /** Watches whatever the page may change around the element, until the signal is aborted. */
  connect(signal: AbortSignal): void {
    watchLanguage(this.#element, signal, this.#update);
    watchTheme(this.#element, signal, () => {
      // When the styles arrive they start a transition, too, with the theme as it was.
      if (!this.#root.querySelector(`.${this.#appearance.theme}`)) this.#update();
    });
  }

  /** The element has left the page. */
  disconnect(): void {
    this.#countdown.stop();
    this.#modal.release();
  }

  /** Remembers whether the focus is in here, as what holds it may be about to go. */
  beforeStateChange(): void {
    // Not `:focus-within`: a frame that has the focus does not count there in every browser.
    const { activeElement } = this.#element.getRootNode() as Document | ShadowRoot;
    this.#hadFocus ||= this.#element.contains(activeElement);
  }

  stateChanged(state: UpgradeState): void {
    this.#modal.changed(state);
    this.#countdown.stop();
    if (state.status === 'failed' && state.error.kind === 'rate-limit')
      this.#countdown.start(state.error.retryAfter ?? 0);
  }

  /** Looks first, and changes in a step of its own: of many elements all look before the first one changes. */
  async render(): Promise<void> {
    // Once: asking makes the browser work out styles at once. With six times, 300 idle elements took twice the time.
    const { lang, theme } = this.#appearance;
    await Promise.resolve();
    this.beforeStateChange();
    const { state } = this.#element;
    const words = this.#wordsIn(lang);
    const panel = this.#panel(words, theme);
    render(this.#isInDialog ? this.#modal.render(panel, words, state, theme) : panel, this.#root);
    this.#rendered();
  }

  #rendered(): void {
    validateUsage(this.#element, this.#controller.lacksHeaders);
    this.#modal.updated();
    this.#controller.session?.setAppearance(this.#appearance);
    this.#titleFrames();
    const { activeElement, body } = this.#element.ownerDocument;
    // Whatever held the focus may be gone; nobody else's focus is taken.
    if (this.#hadFocus && (activeElement ?? body) === body) {
      this.#root.querySelector<HTMLElement>('[part=heading]')?.focus({ preventScroll: true });
    }
    this.#hadFocus = false;
  }

  get #isUnderCover(): boolean {
    return this.#controller.session?.isOverlay === true && /^(loading|active)$/.test(this.#element.state.status);
  }

  get #isInDialog(): boolean {
    const { display, state } = this.#element;
    return this.#modal.isOpen(display, state) && !this.#isUnderCover;
  }

  #panel(words: Words, theme: Theme): TemplateResult {
    const { state, signInUrl, supportUrl, baseURI, headingLevel } = this.#element;
    const { session, isBusy } = this.#controller;
    const isShown =
      (state.status === 'active' && !this.#isUnderCover) || (/^(pending|rejected)$/.test(state.status) && !!session);
    const seen: UpgradeState = this.#isUnderCover ? ({ ...state, status: 'loading' } as UpgradeState) : state;
    const view = viewOf(seen, this.#isLaunching());
    const error = state.status === 'failed' ? state.error : undefined;
    // While the SDK is shown, no slot of the page's can cover it; our words are for screen readers then.
    const [first, second] = isShown ? ['shown', 'shown'] : view.slots;
    const content = card(view, {
      words,
      headingLevel: orDefault(headingLevel, defaults.headingLevel),
      levels: levelsOf(state),
      error,
      // After an error, a link that the page gave no address for is no way out; trying again always is. And the cross in a
      // dialog's corner is easily overlooked.
      wayOut: error ? 'retry' : this.#isInDialog && !isBusy ? 'close' : undefined,
      links: { 'sign-in': safeLink(signInUrl, baseURI), support: safeLink(supportUrl, baseURI) },
      wait: this.#countdown.left,
      act: (action: Action) => {
        if (action === 'close') this.#modal.leave();
        else if (action === 'start') {
          if (this.#controller.state.status === 'offered') this.#controller.accept();
          else this.#element.start();
        } else this.#controller.start('retry');
      },
      intend: () => this.#controller.prepare(),
    });
    const progress = state.status === 'active' ? state.progress : undefined;
    return html`<div part="panel" class="${theme} ${isShown ? 'shown' : ''}">
      <slot name=${first}><slot name=${second}>${content}</slot></slot>
      <slot name="provider"></slot>
      ${
        progress
          ? html`<progress
              part="progress"
              max=${progress.total}
              value=${progress.current}
              aria-label=${words.say('step', { ...progress })}
            ></progress>`
          : nothing
      }
    </div>`;
  }

  /** No vendor's frame has a title that a screen reader could say in the person's language. */
  #titleFrames(): void {
    for (const frame of this.#controller.session?.container?.querySelectorAll('iframe') ?? [])
      frame.title = this.#wordsIn(languageOf(this.#element)).say('active.heading');
  }

  #wordsIn(lang: string): Words {
    return new Words(orDefault(this.#element.messages, {}), this.#vocabulary.in(lang));
  }
}
