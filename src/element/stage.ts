import { html, nothing, render } from 'lit/html.js';
import type { TemplateResult } from 'lit/html.js';
import type { Messages } from '../locales/en.js';
import type { Theme } from '../providers/provider.js';
import type { UpgradeController } from '../upgrade/controller.js';
import type { Look, Stage } from '../upgrade/host.js';
import type { Levels, UpgradeState } from '../upgrade/state.js';
import type { CheckedPage } from './advice.js';
import { advise, checkPage } from './advice.js';
import { Countdown } from './countdown.js';
import { languageOf } from './language.js';
import { Modal } from './modal.js';
import { safeLink } from './safe-link.js';
import { defaults, sane } from './settings.js';
import { styles } from './stage.styles.js';
import { themeOf, watchTheme } from './theme.js';
import { card } from './views/card.js';
import type { Action } from './views/view.js';
import { viewOf } from './views/view.js';
import { visibilityOf } from './visibility.js';
import { Vocabulary } from './vocabulary.js';
import { watchLanguage } from './watch-language.js';
import { Words } from './words.js';

/** The element, as its stage sees it. */
export interface StageElement extends HTMLElement, CheckedPage {
  start(): void;
  requestUpdate(): void;
  readonly state: UpgradeState;
  readonly display: string;
  readonly theme: 'auto' | Theme;
  readonly headingLevel: number;
  readonly signInUrl: string;
  readonly supportUrl: string;
  readonly messages: Partial<Messages>;
}

/** What the stage may ask for. */
export interface StageDoor {
  readonly element: StageElement;
  readonly root: ShadowRoot;
  readonly controller: UpgradeController;
  /** Whether an idle element is about to start. */
  isLaunching(): boolean;
}

/** Everything to be seen: the view of each state, and the place where the provider's SDK appears. */
export class ElementStage implements Stage {
  readonly #door: StageDoor;
  readonly #element: StageElement;
  readonly #root: ShadowRoot;
  readonly update = () => this.#element.requestUpdate();
  readonly #countdown = new Countdown(this.update);
  readonly #vocabulary = new Vocabulary(this.update);
  readonly #modal: Modal;
  #container: HTMLElement | undefined;
  #hadFocus = false;

  readonly styles = styles;
  readonly advise = advise;
  readonly watchVisibility;
  isCovered = false;

  constructor(door: StageDoor) {
    this.#door = door;
    this.#element = door.element;
    this.#root = door.root;
    this.watchVisibility = visibilityOf(this.#element, () => this.#isInDialog);
    this.#modal = new Modal({
      root: this.#root,
      left: () => {
        this.#hadFocus = true;
        if (door.controller.isUnderWay) door.controller.cancel();
        this.update();
      },
      update: this.update,
    });
  }

  get look(): Look {
    return { lang: languageOf(this.#element), theme: themeOf(this.#element, this.#element.theme) };
  }

  /** Follows whatever the page may change around the element, until the signal ends. */
  watchPage(signal: AbortSignal): void {
    watchLanguage(this.#element, signal, this.update);
    watchTheme(this.#element, signal, () => {
      // When the styles arrive they start a transition, too, with the theme as it was.
      if (!this.#root.querySelector(`.${this.look.theme}`)) this.update();
    });
  }

  /** The element has left the page. */
  left(): void {
    this.#countdown.stop();
    this.#modal.release();
  }

  /** Light DOM: in a shadow root Sumsub's scrolling is dead, and other vendors find nothing. Lit does not render into it. */
  createContainer(): HTMLElement {
    this.#container = this.#element.ownerDocument.createElement('div');
    this.#container.slot = 'provider';
    this.#container.id = `verification-upgrade-${Math.random().toString(36).slice(2)}`;
    return this.#element.appendChild(this.#container);
  }

  /** Remembers whether the focus is in here, as what holds it may be about to go. */
  changing(): void {
    // Not `:focus-within`: a frame that has the focus does not count there in every browser.
    const { activeElement } = this.#element.getRootNode() as Document | ShadowRoot;
    this.#hadFocus ||= this.#element.contains(activeElement);
  }

  changed(state: UpgradeState): void {
    this.#modal.changed(state);
    this.#countdown.stop();
    if (state.status === 'failed' && state.error.kind === 'rate-limit')
      this.#countdown.start(state.error.retryAfter ?? 0);
  }

  /** Looks first, and changes in a step of its own: of many elements all look before the first one changes. */
  async render(): Promise<void> {
    // Once: asking makes the browser work out styles at once. With six times, 300 idle elements took twice the time.
    const { lang, theme } = this.look;
    await Promise.resolve();
    this.changing();
    const { state } = this.#element;
    const words = this.#wordsIn(lang);
    const panel = this.#panel(words, theme);
    render(this.#isInDialog ? this.#modal.render(panel, words, state, theme) : panel, this.#root);
    this.#rendered();
  }

  #rendered(): void {
    checkPage(this.#element);
    this.#modal.updated();
    this.#door.controller.session?.restyle();
    this.#titleFrames();
    const { activeElement, body } = this.#element.ownerDocument;
    // Whatever held the focus may be gone; nobody else's focus is taken.
    if (this.#hadFocus && (activeElement ?? body) === body) {
      this.#root.querySelector<HTMLElement>('[part=heading]')?.focus({ preventScroll: true });
    }
    this.#hadFocus = false;
  }

  get #isUnderCover(): boolean {
    return this.isCovered && /^(loading|active)$/.test(this.#element.state.status);
  }

  get #isInDialog(): boolean {
    const { display, state } = this.#element;
    return this.#modal.isOpen(display, state) && !this.#isUnderCover;
  }

  #panel(words: Words, theme: Theme): TemplateResult {
    const { state, signInUrl, supportUrl, baseURI, headingLevel } = this.#element;
    const { session, isUnderWay } = this.#door.controller;
    const isShown = (state.status === 'active' && !this.#isUnderCover) || (state.status === 'pending' && !!session);
    const seen: UpgradeState = this.#isUnderCover ? ({ ...state, status: 'loading' } as UpgradeState) : state;
    const view = viewOf(seen, this.#door.isLaunching());
    const error = state.status === 'failed' ? state.error : undefined;
    // While the SDK is shown, no slot of the page's can cover it; our words are for screen readers then.
    const [first, second] = isShown ? ['shown', 'shown'] : view.slots;
    const content = card(view, {
      words,
      headingLevel: sane(headingLevel, defaults.headingLevel),
      levels: state as Levels,
      error,
      // After an error, a link that the page gave no address for is no way out; trying again always is. And the cross in a
      // dialog's corner is easily overlooked.
      wayOut: error ? 'retry' : this.#isInDialog && !isUnderWay ? 'close' : undefined,
      links: { 'sign-in': safeLink(signInUrl, baseURI), support: safeLink(supportUrl, baseURI) },
      wait: this.#countdown.left,
      act: (action: Action) => {
        if (action === 'close') this.#modal.leave();
        else if (action === 'start') this.#element.start();
        else this.#door.controller.start('retry');
      },
      intend: () => this.#door.controller.prepare(true),
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
    for (const frame of this.#container?.querySelectorAll('iframe') ?? [])
      frame.title = this.#wordsIn(languageOf(this.#element)).say('active.heading');
  }

  #wordsIn(lang: string): Words {
    return new Words(sane(this.#element.messages, {}), this.#vocabulary.in(lang));
  }
}
