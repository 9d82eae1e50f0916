import type { ProviderLoaders } from '../providers/registry.js';
import { builtInProviders } from '../providers/registry.js';
import { importWithRetry } from '../import-with-retry.js';
import { UpgradeController } from '../upgrade/controller.js';
import type { UpgradeEventMap } from '../upgrade/events.js';
import {
  UpgradeMessageEvent,
  UpgradeStateChangeEvent,
  UpgradeStatusEvent,
  UpgradeWarningEvent,
} from '../upgrade/events.js';
import type { AttemptHost, UpgradeHost } from '../upgrade/host.js';
import type { UpgradeState } from '../upgrade/state.js';
import { fieldOf, ownFields } from '../upgrade/util.js';
import { findLocale, languageOf, loadMessages } from './language.js';
import { isPrerendering, LaunchSchedule } from './launch.js';
import { SettingsElement } from './settings.js';
import { css } from './sheet.js';
import type { UpgradeView } from './upgrade-view.js';
import { warmUp } from './warm-up.js';

/** Loaded once per page. Later elements create their view synchronously and render once. */
let View: typeof UpgradeView | undefined;

const loadViews = () => importWithRetry(() => import('./upgrade-view.js'));

/** Milliseconds for which the views wait for what the SDK needs. */
const VIEWS_WAIT = 1000;

/** False in jsdom, which has no style sheets for shadow roots: the element does nothing there, rather than throw. */
const canShowViews = (): boolean => 'adoptedStyleSheets' in document;

/** Until the view brings its own: reserves the height from the start, whatever padding the page gives the element. */
const styles = css`
  :host(:not([hidden])) {
    display: block;
  }
  :host::after {
    content: '';
    display: block;
    height: calc(var(--verification-upgrade-min-height, 600px) + 2.75rem + 3px);
  }
  :host([launch='manual'])::after {
    height: calc(min(var(--verification-upgrade-min-height, 600px), 29rem) + 2px);
  }
`;

/**
 * Takes a signed-in user from one verification level to the next: asks the server for an upgrade, shows the SDK of
 * the identity provider that it names, and has a view for every other answer.
 *
 * @summary Launches an identity verification with whichever provider the server names.
 *
 * @slot start - Replaces the view with the start button
 * @slot offer - Replaces the offer that the user accepts, with `launch="offer"`
 * @slot benefits - Replaces the limits in the offer
 * @slot loading - Replaces the view while the server is asked and the SDK is starting
 * @slot help - Replaces the line below the SDK, and in the dialog's bar, that offers help
 * @slot pending - Replaces the view of an open decision, if no SDK is on screen
 * @slot approved - Replaces the view of a finished upgrade
 * @slot rejected - Replaces the view of a negative decision
 * @slot cancelled - Replaces the view after the user or the page has cancelled
 * @slot unavailable - Replaces the view if there is no upgrade for this user
 * @slot failed - Replaces the view of any error; `failed-<code>`, e.g. `failed-ER709`, comes first
 * @slot provider - Reserved for the provider's SDK
 *
 * @csspart panel - The area of views and SDK
 * @csspart levels - The line from the current to the next level
 * @csspart heading - Heading of a view
 * @csspart text - Text of a view
 * @csspart actions - The buttons and links of a view
 * @csspart button - Each button and link
 * @csspart code - The code of an error, and the reference in the help
 * @csspart help - The line below the SDK that opens
 * @csspart progress - The bar with the steps of the SDK
 * @csspart dialog - The modal dialog
 * @csspart close - The button that closes the dialog
 * @csspart stay - The button that goes on, in the question before leaving
 * @csspart leave - The button that confirms leaving
 *
 * @cssprop --verification-upgrade-accent - Buttons, links and icons
 * @cssprop --verification-upgrade-on-accent - Text on the accent
 * @cssprop --verification-upgrade-surface - Background of the panel
 * @cssprop --verification-upgrade-text - Headings
 * @cssprop --verification-upgrade-muted - Texts
 * @cssprop --verification-upgrade-border - Lines
 * @cssprop --verification-upgrade-radius - Corners; default 16px
 * @cssprop --verification-upgrade-font - Font family; default the page's
 * @cssprop --verification-upgrade-min-height - Height that is reserved for the SDK; default 600px
 *
 * @fires {UpgradeStateChangeEvent} upgrade-state-change - Every transition, and every new step
 * @fires {UpgradeStatusEvent<'idle'>} upgrade-idle - `reset()` was called
 * @fires {UpgradeStatusEvent<'requesting'>} upgrade-requesting - The server is being asked
 * @fires {UpgradeStatusEvent<'offered'>} upgrade-offered - The server offers an upgrade, and the user is asked
 * @fires {UpgradeStatusEvent<'loading'>} upgrade-loading - The SDK is starting
 * @fires {UpgradeStatusEvent<'active'>} upgrade-active - The user is in the SDK
 * @fires {UpgradeStatusEvent<'pending'>} upgrade-pending - All is handed in, and a decision is awaited
 * @fires {UpgradeStatusEvent<'approved'>} upgrade-approved - Yes; `state.confirmedBy` says whose word that is
 * @fires {UpgradeStatusEvent<'rejected'>} upgrade-rejected - No
 * @fires {UpgradeStatusEvent<'cancelled'>} upgrade-cancelled - Closed by the user, or by `cancel()`
 * @fires {UpgradeStatusEvent<'unavailable'>} upgrade-unavailable - There is no upgrade for this user
 * @fires {UpgradeStatusEvent<'failed'>} upgrade-failed - The attempt failed; `state.error` says why
 * @fires {UpgradeMessageEvent} upgrade-message - Every message of the vendor's SDK, for analytics
 * @fires {UpgradeWarningEvent} upgrade-warning - Something is in the way, and the user can continue
 *
 * @cssstate idle
 * @cssstate requesting
 * @cssstate offered
 * @cssstate loading
 * @cssstate active
 * @cssstate pending
 * @cssstate approved
 * @cssstate rejected
 * @cssstate cancelled
 * @cssstate unavailable
 * @cssstate failed
 */
export class VerificationUpgradeElement extends SettingsElement {
  readonly #root = this.attachShadow({ mode: 'open' });
  #states: CustomStateSet | undefined;
  readonly #controller = new UpgradeController(this.#createHost());
  readonly #launch = new LaunchSchedule(
    this,
    async (signal) => (await loadViews()).nearViewport(this, signal),
    () => this.#prepare(false),
    (reason) => {
      if (this.isConnected) this.#controller.start(reason);
    },
  );
  /** Queued, so that a listener that changes the state synchronously cannot reorder them. */
  readonly #events: Event[] = [];
  /** From connecting to disconnecting. */
  #connection: AbortController | undefined;
  #view: UpgradeView | undefined;
  #attemptHost: AttemptHost | undefined;
  #warmUpFrame: HTMLIFrameElement | undefined;
  /** Resolves when the views may be loaded. */
  #beforeViews: Promise<unknown> | undefined;

  constructor() {
    super();
    this.#reflectStatus();
  }

  /** The current state. */
  get state(): UpgradeState {
    return this.#controller.state;
  }

  /** Starts, and starts again after an end; accepts an offer; ignored while an attempt is under way. */
  start(): void {
    if (!this.isConnected || isPrerendering()) return this.#launch.request();
    this.#launch.cancel();
    if (this.#connection) this.#controller.start('start');
  }

  /**
   * Ends an attempt, and a launch that is still to come: the SDK is unmounted, the dialog closes, the state is `cancelled`. After
   * an end, the state stays.
   */
  cancel(): void {
    const wasPending = this.#launch.isPending && this.isConnected;
    this.#launch.cancel();
    this.#view?.cancel();
    this.#controller.cancel();
    if (wasPending && this.state.status === 'idle') this.#controller.transition({ status: 'cancelled' });
  }

  /** Back to `idle`, without a new launch. */
  reset(): void {
    this.#launch.cancel();
    if (this.state.status !== 'idle') this.#controller.transition({ status: 'idle' });
    this.requestUpdate();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#connection || !canShowViews()) return;
    if (View) this.#createView(View);
    this.#connect();
    if (this.#launch.isPending) this.start();
    else if (this.resume) void this.#launch.scheduleAfter(this.#recallAttempt());
    else this.#launch.schedule();
    // Last: what the SDK waits for is requested first.
    if (!View) this.#loadViewOrButton();
  }

  /** If that cannot be downloaded, nothing is resumed. */
  #recallAttempt(): Promise<boolean> {
    return importWithRetry(() => import('./resume.js')).then(
      ({ recallAttempt }) => recallAttempt(this),
      () => false,
    );
  }

  disconnectedCallback(): void {
    queueMicrotask(() => (this.isConnected ? this.#handleMove() : this.#disconnect()));
  }

  /** Its presence lets `moveBefore()` keep the running SDK. */
  connectedMoveCallback(): void {
    this.#connect();
  }

  protected override update(): Promise<void> | undefined {
    // A test's document may be gone before what was still being loaded arrives.
    if (!this.#connection || typeof document === 'undefined') return undefined;
    this.#launch.update(this.state.status === 'idle');
    return this.#view?.render();
  }

  /** Again after each move: the ancestors are others, and the document may be. */
  #connect(): void {
    this.#connection?.abort();
    this.#connection = new AbortController();
    const sheet = styles(this.ownerDocument);
    if (!this.#view && sheet) this.#root.adoptedStyleSheets = [sheet];
    this.#view?.connect(this.#connection.signal);
    this.requestUpdate();
  }

  #handleMove(): void {
    if (!this.#connection) return;
    this.#connect();
    this.#controller.session?.mount();
  }

  #disconnect(): void {
    this.#connection?.abort();
    this.#connection = undefined;
    this.#launch.cancel();
    this.#controller.dispose();
    this.#view?.disconnect();
    this.#reflectStatus();
  }

  /** If the views cannot be downloaded, the user gets at least a button. */
  #loadViewOrButton(): void {
    this.#loadView().catch(() => {
      if (this.#view) return;
      const onclick = () => this.#loadViewOrButton();
      // The global one may be gone: test environments take it away while this is being loaded.
      const { ownerDocument } = this;
      this.#root.replaceChildren(
        Object.assign(ownerDocument.createElement('button'), { textContent: 'Try again', onclick }),
        // An SDK that is running stays visible.
        Object.assign(ownerDocument.createElement('slot'), { name: 'provider' }),
      );
    });
  }

  async #loadView(): Promise<UpgradeView> {
    await this.#beforeViews;
    // Beside the views: if those asked for it, the language would come a round trip later.
    const messages = loadMessages(findLocale(languageOf(this)));
    const dialog = this.display === 'dialog' && import('./upgrade-dialog.js').catch(() => undefined);
    const [views] = await Promise.all([loadViews(), messages, dialog]);
    View ??= views.UpgradeView;
    return this.#createView(View);
  }

  #createView(View: typeof UpgradeView): UpgradeView {
    if (this.#view) return this.#view;
    this.#view = new View(this, this.#root, this.#controller, languageOf, () => this.#launch.isPending);
    if (this.#connection) this.#connect();
    // Idle is where a view begins.
    if (this.state.status !== 'idle') this.#view.stateChanged(this.state);
    return this.#view;
  }

  #reflectStatus(): void {
    try {
      const states = (this.#states ??= this.attachInternals().states);
      states.clear();
      states.add(this.state.status);
    } catch {
      // jsdom, happy-dom and polyfills of custom elements lack the states, or refuse them.
    }
    // Kept until the SDK's own frame is there: that one would start 20 ms later.
    if (!/^(requesting|loading)$/.test(this.state.status)) this.#warmUpFrame?.remove();
    this.requestUpdate();
  }

  #dispatch(...events: readonly Event[]): void {
    // The outermost call drains the queue.
    if (this.#events.push(...events) > events.length) return;
    for (let event; (event = this.#events[0]); this.#events.shift()) this.dispatchEvent(event);
  }

  #handleStateChange(state: UpgradeState, previousState: UpgradeState): void {
    this.#view?.stateChanged(state);
    this.#reflectStatus();
    const change = new UpgradeStateChangeEvent(state, previousState);
    if (state.status === 'active' && previousState.status === 'active') this.#dispatch(change);
    else this.#dispatch(change, new UpgradeStatusEvent(state));
  }

  /** What the controller needs from this element. */
  #createHost(): UpgradeHost {
    return {
      readSettings: () => this.settings,
      prepare: (isStarting) => this.#prepare(isStarting),
      loadAttempt: () => this.#loadAttempt(),
      takeEarlyReply: () => this.#takeEarlyReply(),
      beforeStateChange: () => this.#view?.focus.remember(),
      stateChanged: (state, previousState) => this.#handleStateChange(state, previousState),
    };
  }

  #prepare(isStarting: boolean): void {
    const loader = this.#loaders()[this.defaultProvider];
    // First: after the adapter's chunk it saved only half as much (docs/decisions/0005-speed.md).
    if (isStarting && this.warmUp && typeof loader?.warmUpUrl === 'function') {
      // Once is enough: browsers keep an idle connection for minutes.
      this.#warmUpFrame ??= warmUp(
        this.#root,
        loader.warmUpUrl(
          ownFields(Object(fieldOf(this.providerOptions, this.defaultProvider)) as Record<string, unknown>),
        ),
      );
    }
    const load = async () => Promise.all([this.#loadAttempt(), loader?.()]);
    const loading = load().catch(() => undefined);
    // They share the line with what the SDK waits for. In the other modes a view comes first; in a dialog the SDK waits for it.
    if (!View && this.launch === 'auto' && this.display === 'inline')
      this.#beforeViews ??= Promise.race([loading, new Promise((resolve) => setTimeout(resolve, VIEWS_WAIT))]);
    this.#loadView().catch(() => undefined);
  }

  readonly #loaders = (): ProviderLoaders => ({ ...builtInProviders, ...this.providers });

  async #loadAttempt() {
    const { Attempt, createHost } = await importWithRetry(() => import('./attempt-host.js'));
    this.#attemptHost ??= createHost(this, this.#loaders, () => this.#loadView(), languageOf, importWithRetry, {
      message: (...facts) => this.#dispatch(new UpgradeMessageEvent(...facts)),
      warning: (...facts) => this.#dispatch(new UpgradeWarningEvent(...facts)),
    });
    return { Attempt, host: this.#attemptHost };
  }

  /** Once: whatever follows asks normally. */
  #takeEarlyReply(): Promise<unknown> | undefined {
    const page = globalThis as { verificationUpgradeReply?: Promise<unknown> | undefined };
    const reply = this.earlyReply ?? (fieldOf(page, 'verificationUpgradeReply') as Promise<unknown> | undefined);
    if (!this.earlyReply) page.verificationUpgradeReply = undefined;
    this.earlyReply = undefined;
    return reply;
  }
}

/** Typed events for `addEventListener`. */
export interface VerificationUpgradeElement {
  addEventListener<Name extends keyof UpgradeEventMap>(
    type: Name,
    listener: (this: VerificationUpgradeElement, event: UpgradeEventMap[Name]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<Name extends keyof HTMLElementEventMap>(
    type: Name,
    listener: (this: VerificationUpgradeElement, event: HTMLElementEventMap[Name]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}
