import { html, nothing, render } from 'lit/html.js';
import type { RenderOptions, TemplateResult } from 'lit/html.js';
import type { UpgradeController } from '../upgrade/controller.js';
import { isRead } from '../upgrade/request.js';
import { isUnfinished, levelsOf, providerOf } from '../upgrade/state.js';
import type { UpgradeState } from '../upgrade/state.js';
import { documentProperty, now, ownFields } from '../upgrade/util.js';
import { warnOnce } from '../upgrade/warn-once.js';
import { cardStyles } from './card.styles.js';
import { Countdown, LoadingTimer } from './countdown.js';
import { FocusKeeper } from './focus-keeper.js';
import { FrameTitles } from './frame-titles.js';
import { LazyModule } from './lazy-module.js';
import { Localizer } from './localizer.js';
import { observeLanguage, observeTheme } from './page-observer.js';
import { themeOf } from './theme.js';
import type { UpgradeDialog } from './upgrade-dialog.js';
import type { VerificationUpgradeElement } from './verification-upgrade.js';
import { viewStyles } from './view.styles.js';
import { isRendered } from './visibility.js';
import { actions, card, safeHref } from './views/card.js';
import type { CardContext } from './views/card.js';
import type { Action, View, ViewFacts } from './views/view.js';
import { viewOf } from './views/view.js';

/** Not needed before the request, so they are loaded with the views. */
export { nearViewport } from './visibility.js';

/** Loaded once per page, when an element needs them. */
const advice = new LazyModule(() => import('./advice.js'));
const dialog = new LazyModule(() => import('./upgrade-dialog.js'));
const help = new LazyModule(() => import('./views/help.js'));
const offer = new LazyModule(() => import('./views/offer.js'));
const resume = new LazyModule(() => import('./resume.js'));

/** Milliseconds until the user can ask for the decision again. */
const CHECK_PAUSE = 5000;

/** Whether the views of a status keep the height that an SDK needs. */
const needsHeight = /^(requesting|loading|active)$/;

/** What is on screen: the view of each state, inline or in the dialog, around the provider's SDK. */
export class UpgradeView {
  readonly #element: VerificationUpgradeElement;
  readonly #root: ShadowRoot;
  readonly #controller: UpgradeController;
  /** The entry's, so that this chunk needs no copy of it. */
  readonly #languageOf: (element: Element) => string;
  readonly #isLaunching: () => boolean;
  readonly #requestUpdate = () => this.#element.requestUpdate();
  readonly #countdown = new Countdown(this.#requestUpdate);
  readonly #localizer = new Localizer(this.#requestUpdate);
  #dialog: UpgradeDialog | undefined;
  /** Lit renders before the comment: what the element puts behind that is not touched. */
  readonly #renderOptions: RenderOptions;
  readonly #frameTitles = new FrameTitles();
  readonly focus: FocusKeeper;
  readonly #loading = new LoadingTimer(this.#requestUpdate);
  #checkedAt = -CHECK_PAUSE;
  /** Attempts in a row that have failed. */
  #failures = 0;
  #viewName = '';
  #isReserved: boolean;
  #isUserAction = false;
  #stateSince = new Date();

  constructor(
    element: VerificationUpgradeElement,
    root: ShadowRoot,
    controller: UpgradeController,
    languageOf: (element: Element) => string,
    isLaunching: () => boolean,
  ) {
    this.#element = element;
    this.#root = root;
    this.#controller = controller;
    this.#languageOf = languageOf;
    this.#isLaunching = isLaunching;
    this.focus = new FocusKeeper(element, root);
    // Libraries that drag capture the pointer for the target of its press: the element, in place of the button inside.
    // Defined, not assigned: the page may have frozen the class of elements.
    Object.defineProperty(element, 'setPointerCapture', ownFields({ value: () => undefined }));
    // A copy of an element, as Turbo keeps one, or `innerHTML` writes it back, still has the container of the former.
    for (const copy of element.querySelectorAll(':scope > [slot=provider]'))
      if (copy !== controller.session?.container) copy.remove();
    // The answer may come before the views: until then the element has kept the height free.
    this.#isReserved = element.state.status !== 'idle';
    this.#renderOptions = ownFields({
      renderBefore: root.appendChild(document.createComment('')),
      creationScope: { importNode: documentProperty(document, 'importNode').bind(document) },
    });
    // Last: a view that could not be made leaves them. The element shows them as long as there is no view.
    for (const fallback of root.querySelectorAll('button, slot')) fallback.remove();
  }

  /** The element was connected, or moved: its surroundings are watched until the signal aborts. */
  connect(signal: AbortSignal): void {
    const element = this.#element;
    observeLanguage(element, signal, this.#requestUpdate);
    observeTheme(element, signal, () => {
      // The arrival of the styles starts a transition as well, without a change of the theme.
      if (!this.#root.querySelector(`.${themeOf(element, element.theme)}`)) this.#requestUpdate();
    });
    advice.use(({ warnIfWaiting }) => warnIfWaiting(element, signal));
    if (element.launch === 'offer') void offer.load();
    if (element.display === 'dialog') void dialog.load();
  }

  /** The element has left the page. */
  disconnect(): void {
    this.#countdown.stop();
    this.#loading.stop();
    this.#frameTitles.disconnect();
    this.#dialog?.disconnect();
    this.#failures = 0;
    if (this.#element.resume) resume.use(({ forgetAttempt }) => forgetAttempt(this.#element));
  }

  stateChanged(state: UpgradeState): void {
    const { status } = state;
    this.#dialog?.stateChanged(state);
    if (this.#element.resume) resume.use(({ rememberAttempt }) => rememberAttempt(this.#element, state));
    // The SDK may have been faster than the views.
    if (/^(loading|active|pending)$/.test(status)) help.use(this.#requestUpdate);
    this.#countdown.stop();
    if (state.status === 'failed' && state.error.kind === 'rate-limit')
      this.#countdown.start(state.error.retryAfter ?? 0);
    if (status === 'failed') this.#failures++;
    else if (!/^(requesting|offered|loading|active)$/.test(status)) this.#failures = 0;
    if (!/^(requesting|loading)$/.test(status)) this.#loading.stop();
    if (/^(requesting|loading|pending)$/.test(status)) this.#loading.start();
    // Becomes lower on the user's own action only: a view that comes by itself must not move the page below it.
    this.#isReserved = needsHeight.test(status) || (this.#isReserved && !this.#isUserAction && status !== 'idle');
    this.#stateSince = new Date();
  }

  /** The page cancels: the dialog closes, and an SDK that has stayed after a rejection goes. */
  cancel(): void {
    const { state, attempt } = this.#controller;
    if (!isUnfinished(state)) attempt?.release();
    this.#dialog?.dismiss(false);
  }

  /** Reads styles first and writes in a later microtask: of many elements all read before the first one writes. */
  async render(): Promise<void> {
    const element = this.#element;
    const appearance = { lang: this.#languageOf(element), theme: themeOf(element, element.theme) };
    await Promise.resolve();
    const texts = this.#localizer.update(appearance.lang, element.messages);
    const part = this.#loadPart();
    // Without a pause if all is there: a view never lags behind its state.
    if (texts ?? part) {
      await Promise.all([texts, part]);
      // The state may have changed meanwhile.
      if (!part) await this.#loadPart();
    }
    // What the page has cancelled meanwhile is not opened.
    if (element.display === 'dialog' && dialog.value && element.state.status !== 'cancelled')
      this.#dialog ??= this.#createDialog(dialog.value.UpgradeDialog);
    this.#adoptStyles();
    this.focus.remember();
    const template = this.#template(appearance.theme);
    render(template, this.#root, this.#renderOptions);
    this.#dialog?.rendered(this.#isCovered);
    this.#controller.session?.setAppearance(appearance);
    this.#frameTitles.update(this.#controller.session?.container, this.#localizer.t('active.heading'));
    this.focus.restore();
    const lacksHeaders = this.#controller.isBusy && this.#controller.lacksHeaders;
    advice.use(({ validateUsage }) => validateUsage(element, lacksHeaders, this.#localizer.keys));
  }

  /** A provider's overlay covers the page: no dialog may stand in front of it. */
  get #isCovered(): boolean {
    return !!this.#controller.session?.isOverlay && /^(loading|active)$/.test(this.#element.state.status);
  }

  get #isInDialog(): boolean {
    const { display, state } = this.#element;
    return !!this.#dialog?.isOpen(display, state) && !this.#isCovered;
  }

  get #isSdkVisible(): boolean {
    const { session, state } = this.#controller;
    return !!session?.container && !session.isOverlay && /^(active|pending|rejected)$/.test(state.status);
  }

  #template(theme: 'light' | 'dark'): TemplateResult {
    const localizer = this.#localizer;
    const { state } = this.#element;
    const isInDialog = this.#isInDialog;
    const isSdkVisible = this.#isSdkVisible;
    const helpLine = isSdkVisible && state.status !== 'rejected' ? this.#help(state, isInDialog) : nothing;
    const panel = this.#panel(theme, isSdkVisible, isInDialog ? nothing : helpLine);
    if (!isInDialog || !this.#dialog) return panel;
    const { nextLevel } = this.#levelNames(state);
    const title = nextLevel ? localizer.t('dialog.title', { nextLevel }) : localizer.t('active.heading');
    return this.#dialog.render({ title, help: helpLine, panel, theme, localizer, state });
  }

  #panel(theme: string, isSdkVisible: boolean, helpLine: TemplateResult | typeof nothing): TemplateResult {
    const { state } = this.#element;
    const isInDialog = this.#isInDialog;
    const isReserved = !isInDialog && (this.#isReserved || this.#isLaunching());
    const view = ownFields(viewOf(state, this.#facts(state, isSdkVisible)));
    const context = this.#cardContext(state, view);
    // While the SDK is visible, no slot of the page covers it; our texts are for screen readers then.
    const [first, second] = isSdkVisible ? ['sdk-visible', 'sdk-visible'] : view.slots;
    const line =
      isSdkVisible && state.status === 'rejected'
        ? html`<slot name="rejected" class="foot-line">${actions(view, context)}</slot>`
        : helpLine !== nothing && html`<div class="foot-line">${helpLine}</div>`;
    const progress = isSdkVisible && state.status === 'active' ? ownFields(state).progress : undefined;
    return html`<div
      part="panel"
      class="${theme} ${isSdkVisible ? 'sdk-visible' : ''} ${isReserved ? 'reserved' : ''}"
      lang=${this.#localizer.lang ?? nothing}
    >
      <slot name=${first}><slot name=${second}>${card(view, context)}</slot></slot>
      <slot name="provider"></slot>
      ${line || nothing}
      ${
        progress
          ? html`<progress
              part="progress"
              max=${progress.total}
              value=${progress.current - 1}
              aria-label=${this.#localizer.t('step', { ...progress })}
            ></progress>`
          : nothing
      }
    </div>`;
  }

  #facts(state: UpgradeState, isSdkVisible: boolean): ViewFacts {
    const { statusEndpoint, signInUrl, baseURI } = this.#element;
    const isOrder = isRead(this.#element);
    const limits = this.#limits(state);
    return {
      levels: levelsOf(state),
      isLaunching: this.#isLaunching(),
      isSdkVisible,
      wait: this.#loading.duration,
      failures: this.#failures,
      isOrder,
      canCheck: !!statusEndpoint || isOrder,
      canSignIn: !!safeHref(signInUrl, baseURI),
      isOnline: navigator.onLine,
      limits: limits ? (limits.isRaise ? 'raised' : 'known') : 'unknown',
      isWaitOver: this.#countdown.left === 0,
    };
  }

  #cardContext(state: UpgradeState, view: View): CardContext {
    const { signInUrl, supportUrl, doneUrl, privacyUrl, baseURI, headingLevel } = this.#element;
    const localizer = this.#localizer;
    const names = this.#levelNames(state);
    const provider = providerOf(state);
    const limits = state.status === 'offered' || state.status === 'approved' ? this.#limits(state) : undefined;
    const isNew = this.#viewName !== view.slots[0];
    this.#viewName = view.slots[0];
    return {
      localizer,
      headingLevel: Math.floor(headingLevel) || 2,
      ...names,
      provider: provider && localizer.providerName(provider),
      limits: limits && offer.value?.renderLimits(html, limits, names, localizer),
      code: state.status === 'failed' ? state.error.code : undefined,
      // After an error, trying again is always possible. And the button in the dialog's corner is easily overlooked.
      fallbackAction:
        state.status === 'failed' ? 'retry' : this.#isInDialog && !this.#controller.isBusy ? 'close' : undefined,
      links: {
        'sign-in': safeHref(signInUrl, baseURI),
        support: safeHref(supportUrl, baseURI),
        done: safeHref(doneUrl, baseURI),
        privacy: safeHref(privacyUrl, baseURI),
      },
      wait: this.#countdown.left,
      waitProgress: this.#countdown.progress,
      isQuiet: isNew && this.focus.willBeLost,
      isChecking: now() - this.#checkedAt < CHECK_PAUSE,
      onAction: (action) => this.#byUser(() => this.#act(action)),
      onIntent: () => this.#controller.prepare(),
    };
  }

  #act(action: Action): void {
    const controller = this.#controller;
    if (action === 'start' || action === 'accept') this.#element.start();
    else if (action === 'close' || (action === 'later' && this.#isInDialog)) this.#dialog?.dismiss();
    else if (action === 'later' || action === 'cancel') controller.cancel();
    else if (action === 'check') {
      this.#checkedAt = now();
      setTimeout(this.#requestUpdate, CHECK_PAUSE);
      // Without a place to ask at, asks for the upgrade again.
      if (!controller.attempt?.refreshStatus() && controller.state.status === 'pending') controller.start('retry');
      this.#requestUpdate();
    } else controller.start('retry');
  }

  /** The user closes the dialog: once everything is submitted, that only unmounts the SDK. */
  #leave(): void {
    const { state, attempt } = this.#controller;
    if (isUnfinished(state) && state.status !== 'pending') this.#controller.cancel();
    else attempt?.release();
  }

  /** Changes of state during the callback are the user's doing. */
  #byUser(callback: () => void): void {
    this.#isUserAction = true;
    callback();
    this.#isUserAction = false;
  }

  /** Empty while its code is still loading: the SDK below it must not move. */
  #help(state: UpgradeState, isInDialog: boolean): TemplateResult {
    if (!help.value) return html``;
    const { supportUrl, baseURI } = this.#element;
    return help.value.help(html, {
      isInDialog,
      localizer: this.#localizer,
      supportUrl: safeHref(supportUrl, baseURI),
      provider: providerOf(state),
      state: ownFields(state),
      since: this.#stateSince,
      isCameraBlocked: !!this.#controller.attempt?.warnings.has('camera-blocked'),
      onRestart: () => this.#controller.session?.mount(),
      onLeave: () => (isInDialog ? this.#dialog?.dismiss() : this.#byUser(() => this.#controller.cancel())),
    });
  }

  #levelNames(state: UpgradeState) {
    const { currentLevel, nextLevel } = levelsOf(state);
    const name = (level: string | undefined) => (level ? this.#localizer.levelName(level) : undefined);
    return { currentLevel: name(currentLevel), nextLevel: name(nextLevel) };
  }

  #limits(state: UpgradeState) {
    return offer.value?.findLimits(this.#element.levels ?? this.#controller.attempt?.levels, levelsOf(state));
  }

  /** What the next render needs. Without its code, the offer has no limits, and the dialog is inline. */
  #loadPart(): Promise<unknown> | undefined {
    const { display, state } = this.#element;
    if (state.status === 'offered' && !offer.value) return offer.load();
    return display === 'dialog' && !dialog.value ? dialog.load() : undefined;
  }

  #createDialog(Dialog: typeof UpgradeDialog): UpgradeDialog {
    return new Dialog(this.#root, ownFields({ html, nothing }), {
      onDismiss: (isByUser) => {
        this.focus.hadFocus = true;
        if (isByUser) this.#byUser(() => this.#leave());
        this.#requestUpdate();
      },
      requestUpdate: this.#requestUpdate,
      isRendered: () => {
        const rendered = isRendered(this.#element);
        if (!rendered) warnOnce('There is no dialog: the element is in something with "display: none".');
        return rendered;
      },
    });
  }

  /** With the first render, in place of the sheet that reserves the height until then. */
  #adoptStyles(): void {
    const wanted = [
      viewStyles,
      cardStyles,
      help.value?.helpStyles,
      offer.value?.limitsStyles,
      this.#dialog && dialog.value?.dialogStyles,
    ];
    const { ownerDocument } = this.#element;
    const sheets = wanted.map((sheet) => sheet?.(ownerDocument)).filter((sheet) => sheet !== undefined);
    const { adoptedStyleSheets } = this.#root;
    const isAdopted = sheets.every((sheet, index) => adoptedStyleSheets[index] === sheet);
    if (!isAdopted) this.#root.adoptedStyleSheets = sheets;
  }
}
