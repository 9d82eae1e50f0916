import { adoptStyles, html } from 'lit';
import type { LitElement, TemplateResult } from 'lit';
import en from '../locales/en.js';
import type { Messages } from '../locales/en.js';
import type { Theme } from '../providers/provider.js';
import type { Look, Stage } from '../upgrade/host.js';
import type { Levels, UpgradeState } from '../upgrade/state.js';
import { Countdown } from './countdown.js';
import { languageOf, watchLanguage } from './language.js';
import { safeLink } from './safe-link.js';
import { defaults, sane } from './settings.js';
import { styles } from './stage.styles.js';
import { themeOf, watchTheme } from './theme.js';
import { card } from './views/card.js';
import type { Action } from './views/view.js';
import { viewOf } from './views/view.js';
import { visibilityOf } from './visibility.js';
import { Words } from './words.js';

/** The element, as its stage sees it. */
export interface StageElement extends LitElement {
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
  /** Whether the provider's SDK has the panel. */
  hasProvider(): boolean;
  /** Whether an idle element is about to start. */
  isLaunching(): boolean;
  start(reason: 'start' | 'retry'): void;
  prepare(): void;
  /** The SDK should look otherwise. */
  restyle(): void;
}

/** Everything to be seen: the view of each state, and the place where the provider's SDK appears. */
export class ElementStage implements Stage {
  readonly #door: StageDoor;
  readonly #element: StageElement;
  readonly #countdown = new Countdown(() => this.#element.requestUpdate());
  #container: HTMLElement | undefined;
  #hadFocus = false;

  readonly watchVisibility;

  constructor(door: StageDoor) {
    this.#door = door;
    this.#element = door.element;
    this.watchVisibility = visibilityOf(this.#element, () => this.#element.display === 'dialog');
    adoptStyles(door.root, [styles]);
  }

  get look(): Look {
    return { lang: languageOf(this.#element), theme: themeOf(this.#element, this.#element.theme) };
  }

  /** Follows whatever the page may change around the element, until the signal ends. */
  watchPage(signal: AbortSignal): void {
    const update = () => this.#element.requestUpdate();
    watchLanguage(this.#element, signal, update);
    watchTheme(signal, update);
    signal.addEventListener('abort', () => this.#countdown.stop());
  }

  /** Light DOM: in a shadow root Sumsub's scrolling is dead, and other vendors find nothing. Lit does not render into it. */
  createContainer(): HTMLElement {
    this.#container = this.#element.ownerDocument.createElement('div');
    this.#container.slot = 'provider';
    this.#container.id = `verification-upgrade-${Math.random().toString(36).slice(2)}`;
    return this.#element.appendChild(this.#container);
  }

  mounted(): void {
    this.#element.requestUpdate();
  }

  /** Remembers whether the focus is in here, as what holds it may be about to go. */
  changing(): void {
    this.#hadFocus ||= this.#element.matches(':focus-within');
  }

  changed(state: UpgradeState): void {
    this.#countdown.stop();
    if (state.status === 'failed' && state.error.kind === 'rate-limit')
      this.#countdown.start(state.error.retryAfter ?? 0);
  }

  render(): TemplateResult {
    const { state, signInUrl, supportUrl, baseURI, headingLevel } = this.#element;
    const isShown = state.status === 'active' || (state.status === 'pending' && this.#door.hasProvider());
    const view = viewOf(state, this.#door.isLaunching());
    // While the SDK is shown, no slot of the page's can cover it; our words are for screen readers then.
    const [first, second] = isShown ? ['shown', 'shown'] : view.slots;
    const content = card(view, {
      words: this.#words,
      headingLevel: sane(headingLevel, defaults.headingLevel),
      levels: state as Levels,
      error: state.status === 'failed' ? state.error : undefined,
      links: { 'sign-in': safeLink(signInUrl, baseURI), support: safeLink(supportUrl, baseURI) },
      wait: this.#countdown.left,
      act: (action: Action) => this.#door.start(action === 'start' ? 'start' : 'retry'),
      intend: () => this.#door.prepare(),
    });
    return html`<div part="panel" class="${this.look.theme} ${isShown ? 'shown' : ''}">
      <slot name=${first}><slot name=${second}>${content}</slot></slot>
      <slot name="provider"></slot>
    </div>`;
  }

  updated(): void {
    this.#door.restyle();
    const title = this.#words.say('active.heading');
    for (const frame of this.#container?.querySelectorAll('iframe') ?? []) frame.title = title;
    if (this.#hadFocus && !this.#element.matches(':focus-within')) {
      this.#door.root.querySelector<HTMLElement>('[part=heading]')?.focus({ preventScroll: true });
    }
    this.#hadFocus = false;
  }

  get #words(): Words {
    return new Words(this.#element.messages, en);
  }
}
