import type { Messages } from '../locales/en.js';
import type { Theme } from '../providers/provider.js';
import type { ProviderLoaders } from '../providers/registry.js';
import { builtInProviders, findProvider, loadProvider } from '../providers/registry.js';
import { UpgradeController } from '../upgrade/controller.js';
import type { UpgradeEventMap } from '../upgrade/events.js';
import {
  UpgradeMessageEvent,
  UpgradeStateChangeEvent,
  UpgradeStatusEvent,
  UpgradeWarningEvent,
} from '../upgrade/events.js';
import type { UpgradeHost } from '../upgrade/host.js';
import { load } from '../upgrade/load.js';
import type { RequestOptions } from '../upgrade/request.js';
import type { UpgradeState } from '../upgrade/state.js';
import { languageOf } from './language.js';
import { wordsLoader } from './languages.js';
import type { Launch } from './launch.js';
import { planLaunch } from './launch.js';
import { SettingsElement } from './settings-element.js';
import { sane, settingsOf } from './settings.js';
import { css } from './sheet.js';
import type { ElementStage } from './stage.js';
import { warmUp } from './warm-up.js';

/** Once it is here, an element has its stage at once, and is rendered one time instead of two. */
let Stage: typeof ElementStage | undefined;

/** Until the stage brings its own: the place is kept from the first moment on, whatever padding the page gives the element. */
const styles = css`
  :host {
    display: block;
  }
  :host::after {
    content: '';
    display: block;
    height: calc(var(--verification-upgrade-min-height, 600px) + 2px);
  }
  :host([hidden]) {
    display: none;
  }
`;

/**
 * Takes a signed-in customer from one verification level to the next: asks the server for an upgrade, shows the SDK of
 * the identity provider that it names, and has a view for every other answer.
 *
 * @summary Launches an identity verification with whichever provider the server names.
 *
 * @slot start - In place of the view with the start button
 * @slot loading - While the server is asked and the SDK is starting
 * @slot pending - A decision is awaited, and no SDK is on screen
 * @slot approved - The upgrade is done
 * @slot rejected - The provider or the server said no
 * @slot cancelled - The person, or the page, broke off
 * @slot unavailable - There is no upgrade for this customer
 * @slot failed - Any error; `failed-<code>`, e.g. `failed-ER709`, comes first
 * @slot provider - Reserved for the provider's SDK
 *
 * @csspart panel - The area of views and SDK
 * @csspart heading - Heading of a view
 * @csspart text - Text of a view
 * @csspart actions - The row of buttons and links
 * @csspart button - Each button and link
 * @csspart details - The box with the technical facts of an error
 * @csspart progress - The bar with the steps of the SDK
 * @csspart dialog - The modal dialog
 * @csspart close - The cross in the dialog's corner
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
 * @cssprop --verification-upgrade-min-height - Least height of the provider's area; default 600px
 *
 * @fires {UpgradeStateChangeEvent} upgrade-state-change - Every transition, and every new step
 * @fires {UpgradeStatusEvent<'idle'>} upgrade-idle - `reset()` was called
 * @fires {UpgradeStatusEvent<'requesting'>} upgrade-requesting - The server is being asked
 * @fires {UpgradeStatusEvent<'loading'>} upgrade-loading - The SDK is starting
 * @fires {UpgradeStatusEvent<'active'>} upgrade-active - The person is in the SDK
 * @fires {UpgradeStatusEvent<'pending'>} upgrade-pending - All is handed in, and a decision is awaited
 * @fires {UpgradeStatusEvent<'approved'>} upgrade-approved - Yes; `state.confirmedBy` says whose word that is
 * @fires {UpgradeStatusEvent<'rejected'>} upgrade-rejected - No
 * @fires {UpgradeStatusEvent<'cancelled'>} upgrade-cancelled - The person, or the page, broke off
 * @fires {UpgradeStatusEvent<'unavailable'>} upgrade-unavailable - There is no upgrade for this customer
 * @fires {UpgradeStatusEvent<'failed'>} upgrade-failed - The attempt failed; `state.error` says why
 * @fires {UpgradeMessageEvent} upgrade-message - Every message of the vendor's SDK, for analytics
 * @fires {UpgradeWarningEvent} upgrade-warning - Something is in the way, and the person can still go on
 *
 * @cssstate idle
 * @cssstate requesting
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
  /** URL that gets the POST, relative to the document. */
  declare endpoint: string;
  /** `auto`: when connected. `visible`: when first near the viewport. `manual`: a start button, or the page calls `start()`. */
  declare launch: Launch;
  /** `inline`, or `dialog`. */
  declare display: 'inline' | 'dialog';
  /** `auto` follows `color-scheme` and `prefers-color-scheme`. Passed on to the SDK. */
  declare theme: 'auto' | Theme;
  /** Used when the answer has a payload and names no provider; its adapter loads while the POST is under way. */
  declare defaultProvider: string;
  /** Credentials mode of the request. */
  declare credentials: RequestCredentials;
  /** Milliseconds until the POST fails as `timeout`. */
  declare requestTimeout: number;
  /** Milliseconds, while visible, until the SDK must be ready; else `provider-timeout`. */
  declare readyTimeout: number;
  /** Level of the headings in the page's outline. */
  declare headingLevel: number;
  /** Contact the provider's host before the server has answered: faster, but the vendor sees the visitor. */
  declare warmUp: boolean;
  /** Link shown where signing in again is the way out. */
  declare signInUrl: string;
  /** Link shown where only support can help. */
  declare supportUrl: string;
  /** GET, asked while `pending` until the server says that the upgrade is done. */
  declare statusEndpoint: string;
  /** Headers of each request, or a function called for each, so that tokens can rotate. */
  declare headers: RequestOptions['headers'];
  /** In place of fetch, for pages with an API client of their own. */
  declare request: RequestOptions['request'];
  /** Adapters to add to the built-in ones, or to put in their place. */
  declare providers: ProviderLoaders;
  /** For each provider: what is handed to its SDK. */
  declare providerOptions: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** In place of any of our words, and names of levels (`level.hero`). */
  declare messages: Partial<Messages>;

  readonly #internals = this.attachInternals();
  readonly #root = this.attachShadow({ mode: 'open' });
  readonly #host = this.#createHost();
  readonly #controller = new UpgradeController(this.#host);
  /** Events wait for their turn, so that a listener that acts at once does not turn the order around. */
  readonly #events: Event[] = [];
  /** From coming onto the page until leaving it. */
  #connection: AbortController | undefined;
  /** A launch that is still to come. */
  #plan: AbortController | undefined;
  #plannedLaunch: Launch | undefined;
  /** `start()` was called off the page: it counts once the element comes onto it. */
  #isWanted = false;
  #stage: ElementStage | undefined;
  #warmFrame: HTMLIFrameElement | undefined;

  constructor() {
    super();
    this.#internals.states.add(this.state.status);
  }

  /** Where the upgrade stands. */
  get state(): UpgradeState {
    return this.#controller.state;
  }

  /** Starts, and starts again after an end; ignored while an attempt is under way. */
  start(): void {
    this.#plan?.abort();
    this.#isWanted = !this.isConnected;
    if (this.isConnected) this.#controller.start('start');
  }

  /** Breaks an attempt off: the SDK is unmounted. */
  cancel(): void {
    this.#controller.cancel();
  }

  /** Back to `idle`, without a new launch. */
  reset(): void {
    this.#plan?.abort();
    this.#isWanted = false;
    this.#plannedLaunch = this.launch;
    this.#controller.set({ status: 'idle' });
    this.requestUpdate();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.#connection) {
      if (Stage) this.#raise(Stage);
      else this.#fetchViews();
      this.#watchPage();
      this.#planLaunch();
    }
    if (this.#isWanted) this.start();
  }

  disconnectedCallback(): void {
    queueMicrotask(() => (this.isConnected ? this.#moved() : this.#left()));
  }

  /** Its presence lets `moveBefore()` keep the running SDK. */
  connectedMoveCallback(): void {
    this.#watchPage();
  }

  protected override update(): Promise<void> | undefined {
    // Compared with the plan: at first every setting is new.
    if (this.launch !== this.#plannedLaunch && this.#connection && this.state.status === 'idle') this.#planLaunch();
    return this.#stage?.render();
  }

  /** Again after each move: the ancestors are others, and the document may be. */
  #watchPage(): void {
    this.#connection?.abort();
    this.#connection = new AbortController();
    const sheet = (this.#stage?.styles ?? styles)(this.ownerDocument);
    this.#root.adoptedStyleSheets = sheet ? [sheet] : [];
    this.#stage?.watchPage(this.#connection.signal);
    this.requestUpdate();
  }

  #moved(): void {
    this.#watchPage();
    this.#controller.session?.mount();
  }

  #left(): void {
    this.#connection?.abort();
    this.#connection = undefined;
    this.#plan?.abort();
    this.#controller.abandon();
    this.#stage?.left();
    this.#showStatus();
  }

  #planLaunch(): void {
    this.#plan?.abort();
    const { signal } = (this.#plan = new AbortController());
    const launch = (this.#plannedLaunch = this.launch);
    if (launch === 'auto') this.#controller.prepare();
    planLaunch(launch, this, signal, () => {
      // The page may have changed its mind in the meantime.
      if (launch !== this.launch) this.#planLaunch();
      else if (this.isConnected) this.start();
    });
  }

  /** Where they cannot be downloaded there is nothing to see but a button: no state may be a dead end. */
  #fetchViews(): void {
    this.#loadStage().catch(() => {
      const button = document.createElement('button');
      button.textContent = 'Try again';
      button.onclick = () => this.#fetchViews();
      this.#root.replaceChildren(button);
    });
  }

  async #loadStage(): Promise<ElementStage> {
    // Beside the views: asked for by those, the words would come a round trip later. Who uses them sees whether they came.
    wordsLoader(languageOf(this))?.().catch(() => undefined);
    Stage ??= (await load(() => import('./stage.js'))).ElementStage;
    return this.#raise(Stage);
  }

  #raise(Stage: typeof ElementStage): ElementStage {
    if (this.#stage) return this.#stage;
    this.#root.querySelector('button')?.remove();
    this.#stage = new Stage({
      element: this,
      root: this.#root,
      controller: this.#controller,
      isLaunching: () => this.#plan?.signal.aborted === false && this.launch !== 'manual',
    });
    if (this.#connection) this.#watchPage();
    this.#stage.changed(this.state);
    this.requestUpdate();
    return this.#stage;
  }

  #showStatus(): void {
    this.#internals.states.clear();
    this.#internals.states.add(this.state.status);
    // Not just before the SDK's own frame comes: that one would start 20 ms later.
    if (!/^(requesting|loading)$/.test(this.state.status)) this.#warmFrame?.remove();
    this.requestUpdate();
  }

  #tell(...events: readonly Event[]): void {
    // Whoever is first sees to the rest.
    if (this.#events.push(...events) > events.length) return;
    for (let event; (event = this.#events[0]); this.#events.shift()) this.dispatchEvent(event);
  }

  #changed(state: UpgradeState, previousState: UpgradeState): void {
    this.#stage?.changed(state);
    this.#showStatus();
    const change = new UpgradeStateChangeEvent(state, previousState);
    if (state.status === 'active' && previousState.status === 'active') this.#tell(change);
    else this.#tell(change, new UpgradeStatusEvent(state));
  }

  /** What the upgrade sees of this element. */
  #createHost(): UpgradeHost {
    const loaders = (): ProviderLoaders => ({ ...builtInProviders, ...this.providers });
    const settings = () => settingsOf(this);
    const optionsFor = (provider: string) =>
      sane<typeof this.providerOptions>(this.providerOptions, {})[provider] ?? {};
    return {
      get settings() {
        return settings();
      },
      findProvider: (name) => findProvider(loaders(), name),
      loadProvider: (provider) => loadProvider(loaders(), provider),
      optionsFor,
      warmUp: (provider) => {
        const url = loaders()[provider]?.warmUpUrl?.(optionsFor(provider));
        // Once is enough: browsers keep an idle connection for minutes.
        if (url) this.#warmFrame ??= warmUp(this.#root, url);
      },
      loadStage: () => this.#loadStage(),
      changing: () => this.#stage?.changing(),
      changed: (state, previousState) => this.#changed(state, previousState),
      message: (...facts) => this.#tell(new UpgradeMessageEvent(...facts)),
      warning: (...facts) => this.#tell(new UpgradeWarningEvent(...facts)),
    };
  }
}

/** Listeners know what they get. */
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
