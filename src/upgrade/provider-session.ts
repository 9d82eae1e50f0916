import type { MountedProvider, ProviderAdapter, ProviderEvent, ProviderPayload } from '../providers/provider.js';
import { trustedUrl } from '../providers/shared/trusted-url.js';
import { collectSecrets } from './credentials.js';
import { UpgradeError } from './error.js';
import { acquireExclusive } from './exclusive.js';
import type { Attempt } from './attempt.js';
import type { Appearance, ProviderSlot } from './host.js';
import { checkCameraAccess, startReadyTimeout, watchFrames } from './monitors.js';
import { nextState } from './next-state.js';
import { Redactor } from './redact.js';
import type { Levels } from './state.js';
import { delay, withTimeout } from './timers.js';
import { isTabVisible, ownFields } from './util.js';
import { warnOnce } from './warn-once.js';

/** Milliseconds after which an SDK that is still unmounting is no longer waited for. */
const UNMOUNT_TIMEOUT = 2_000;
/** Milliseconds for which a positive verdict is held, in case that the verification goes on. */
const SETTLE_TIME = 4_000;
/** How often an SDK is mounted anew by itself. */
const MAX_RELOADS = 3;
const MAX_REMOVALS = 1;
/** A fourth fresh token within a minute is refused: the SDK does not accept any. */
const MAX_REFRESHES = 3;
const REFRESH_WINDOW = 60_000;
/** Milliseconds in the background after which the user may have finished on another device. */
const AWAY = 30_000;

/** What the server offers: which provider, with what, for which level. */
export interface Offer {
  /** Name in the registry. */
  readonly provider: string;
  readonly payload: ProviderPayload;
  readonly levels: Levels;
}

/** What a fresh answer of the server means for the SDK that asked for it. */
export type RefreshedOffer = Offer | 'decided';

/** An offer being carried out: the provider's SDK on the page, from its download to its end. */
export class ProviderSession {
  readonly #attempt: Attempt;
  readonly #slot: ProviderSlot;
  readonly #offer: Offer;
  readonly #refreshOffer: (signal: AbortSignal) => Promise<RefreshedOffer>;
  readonly #redactor = new Redactor();
  readonly #recoveries = { reload: 0, removal: 0 };
  readonly #refreshes: number[] = [];
  #payload: ProviderPayload;
  #mount = new AbortController();
  #adapter: ProviderAdapter | undefined;
  #sdk: MountedProvider | undefined;
  #container: HTMLElement | undefined;
  /** Resolves when no other one of a singleton is on the page. Kept for the attempt: mounted anew, it does not queue again. */
  #turn: Promise<void> | undefined;
  #appearance: Appearance;
  /** Something of this attempt was submitted for the level that it is now about. */
  #isSubmitted = false;
  #totalSteps = 0;
  /** Aborted when the provider takes back its approval. */
  #verdict = new AbortController();

  constructor(attempt: Attempt, offer: Offer, refreshOffer: (signal: AbortSignal) => Promise<RefreshedOffer>) {
    this.#attempt = attempt;
    this.#slot = attempt.host.slot;
    this.#offer = offer;
    this.#refreshOffer = refreshOffer;
    this.#payload = offer.payload;
    this.#appearance = this.#slot.appearance;
    this.#keepSecret(this.#payload);
    attempt.signal.addEventListener('abort', () => this.#mount.abort());
    this.#watchReturn();
  }

  /** Where the SDK is, once it is being mounted. */
  get container(): HTMLElement | undefined {
    return this.#container;
  }

  /** The SDK draws over the whole page. */
  get isOverlay(): boolean {
    return this.#slot.isOverlay;
  }

  /** The SDK shows the reason of a rejection itself. */
  get showsRejection(): boolean {
    return this.#adapter?.showsRejection === true;
  }

  /** Mounts the SDK with the payload in hand; one that is there already is unmounted first. */
  mount(): void {
    this.#mount.abort();
    const { signal } = (this.#mount = new AbortController());
    this.#start(signal).catch((cause: unknown) => this.#fail(cause, signal));
  }

  /** Passes a changed language or theme on to the SDK. */
  setAppearance(appearance: Appearance): void {
    const previous = this.#appearance;
    if (!this.#sdk) return;
    this.#appearance = appearance;
    try {
      if (appearance.lang !== previous.lang) this.#sdk.setLanguage?.(appearance.lang);
      if (appearance.theme !== previous.theme) this.#sdk.setTheme?.(appearance.theme);
    } catch {
      // The message may quote the token.
      console.warn('<verification-upgrade> The provider could not change its language or theme.');
    }
  }

  async #start(signal: AbortSignal): Promise<void> {
    const { host, settings } = this.#attempt;
    const { provider } = this.#offer;
    const adapter = (this.#adapter = await host.loadProvider(provider));
    const ready = new AbortController();
    const untilReady = AbortSignal.any([signal, ready.signal]);
    if (adapter.singleton === true) await (this.#turn ??= this.#acquire(this.#attempt.signal));
    else if (adapter.exclusiveStart === true) await this.#acquire(untilReady);
    await this.#slot.unmounted;
    signal.throwIfAborted();

    const container = (this.#container = this.#slot.createContainer());
    this.#slot.isOverlay = adapter.ownsViewport === true;
    this.#watch(container, adapter, signal);
    startReadyTimeout(settings.readyTimeout, this.#slot.watchVisibility, untilReady, () => {
      const message =
        `${provider} was not ready after ${settings.readyTimeout} ms. Is its host reachable, your domain allowed there, ` +
        'and does no Cross-Origin-Embedder-Policy of this page or content blocker stop its frame?';
      this.#fail(new UpgradeError('provider-timeout', { message }), signal);
    });
    const report = (event: ProviderEvent) => {
      if (signal.aborted) return;
      if (event.type !== 'message' && event.type !== 'warning') ready.abort();
      this.#handleEvent(ownFields(event), container, signal);
    };
    this.#appearance = this.#slot.appearance;
    // Kept before it is awaited: an unmount that comes meanwhile, and the next mount, must wait for it.
    const mounting = Promise.resolve().then(() => this.#mountAdapter(adapter, { container, signal, report }));
    this.#unmountOnAbort(mounting, container, signal);
    const sdk = await mounting;
    if (signal.aborted) return;
    this.#sdk = sdk;
    // Whatever has changed meanwhile.
    this.setAppearance(this.#slot.appearance);
    this.#slot.requestUpdate();
  }

  #acquire(until: AbortSignal): Promise<void> {
    return acquireExclusive(this.#offer.provider, until, () => this.#slot.unmounted);
  }

  async #mountAdapter(
    adapter: ProviderAdapter,
    own: { container: HTMLElement; signal: AbortSignal; report: (event: ProviderEvent) => void },
  ): Promise<MountedProvider | undefined> {
    own.signal.throwIfAborted();
    return adapter.mount({
      payload: this.#payload,
      options: this.#attempt.host.optionsFor(this.#offer.provider),
      ...this.#appearance,
      trustedUrl,
      refresh: () => this.#refresh(own.signal),
      ...own,
    });
  }

  #unmountOnAbort(mounting: Promise<MountedProvider | undefined>, container: HTMLElement, signal: AbortSignal): void {
    signal.addEventListener('abort', () => {
      const sdk = this.#sdk;
      this.#sdk = undefined;
      this.#container = undefined;
      this.#slot.isOverlay = false;
      const remove = () => container.remove();
      // Nothing is awaited without need, so that an SDK which unmounts at once is gone at once.
      const unmounting = sdk ? unmountSafely(sdk) : mounting.then((late) => late && unmountSafely(late));
      if (!unmounting) {
        remove();
        return;
      }
      const unmounted = withTimeout(UNMOUNT_TIMEOUT, unmounting).then(remove, remove);
      this.#slot.unmounted = unmounted;
      void unmounted.then(() => {
        if (this.#slot.unmounted === unmounted) this.#slot.unmounted = undefined;
      });
    });
  }

  #watch(container: HTMLElement, adapter: ProviderAdapter, signal: AbortSignal): void {
    const recover = (kind: 'reload' | 'removal', limit: number, message: string) => {
      if (signal.aborted) return;
      if (this.#recoveries[kind]++ < limit) this.mount();
      else this.#fail(new UpgradeError('provider-error', { message }), signal);
    };
    watchFrames(container, signal, {
      onReload: () => {
        if (adapter.survivesReload !== true)
          recover('reload', MAX_RELOADS, "The provider's frame keeps reloading itself.");
      },
      onRemoved: () =>
        recover('removal', MAX_REMOVALS, 'Something on the page removes what the provider has rendered.'),
      onBlocked: (message) => this.#fail(new UpgradeError('provider-blocked', { message }), signal),
    });
  }

  #handleEvent(event: ProviderEvent, container: HTMLElement, signal: AbortSignal): void {
    const attempt = this.#attempt;
    const { provider, levels } = this.#offer;
    if (event.type === 'failed') return this.#fail(event, signal);
    if (event.type === 'warning') return this.#warn(event.code, event.message);
    if (event.type === 'message') return this.#dispatchMessage(event);
    const facts = { provider, ...levels };
    // An SDK that reports the user's progress has started.
    if (attempt.state.status === 'loading') {
      attempt.transition({ status: 'active', ...facts });
      checkCameraAccess(container, (code, message) => this.#warn(code, message));
    }
    if (signal.aborted) return;
    if (event.type === 'ready') return this.#slot.requestUpdate();
    const isDecided = /^(pending|rejected)$/.test(attempt.state.status);
    if (event.type === 'cancelled' && isDecided) return this.#close();
    if (event.type === 'submitted') {
      this.#isSubmitted = true;
      if (event.undecided) this.#verdict.abort();
    }
    const step =
      event.type === 'step' ? { ...event, ...(event.step && { step: this.#redactor.redact(event.step) }) } : event;
    const isCounted = this.#isSubmitted || this.#adapter?.singleLevel === true;
    const isHeld = this.#adapter?.singleLevel !== true;
    const next = nextState(step, attempt.state, {
      ...facts,
      isCounted,
      isHeld,
      hasMoreSteps: this.#hasMoreSteps(event),
    });
    // There is more to do: a verdict that comes before that is submitted belongs to what was before it.
    if (next?.status === 'active') this.#isSubmitted = false;
    if (next) attempt.transition(next);
    if (event.type === 'approved' && isCounted && isHeld) this.#settle(facts);
    // A listener may have ended it, and even started another attempt.
    if (event.type === 'submitted' && event.closed && this.#attempt.session === this) this.#close();
  }

  /** Unless the verification goes on, or the server says something, the provider's approval counts after a while. */
  #settle(facts: { provider: string } & Levels): void {
    const attempt = this.#attempt;
    if (this.#verdict.signal.aborted) this.#verdict = new AbortController();
    const signal = AbortSignal.any([attempt.statusSignal, this.#verdict.signal]);
    delay(SETTLE_TIME, signal).then(
      () => attempt.transition({ status: 'approved', confirmedBy: 'provider', ...facts }, signal),
      () => undefined,
    );
  }

  #hasMoreSteps(event: ProviderEvent): boolean {
    if (event.type !== 'step' || !event.progress) return false;
    const previous = this.#totalSteps;
    this.#totalSteps = event.progress.total;
    return previous > 0 && event.progress.total > previous;
  }

  #dispatchMessage({ name, payload }: Extract<ProviderEvent, { type: 'message' }>): void {
    const isSafe = ([field, value]: [string, unknown]) => !this.#redactor.containsSecret(`${field} ${toText(value)}`);
    const safe = Object.fromEntries(Object.entries(payload ?? {}).filter(isSafe));
    this.#attempt.host.message(this.#offer.provider, this.#redactor.redact(name), safe);
  }

  #warn(code: string, message: string): void {
    const [cleanCode, cleanMessage] = [this.#redactor.redact(code), this.#redactor.redact(message)];
    warnOnce(`${cleanCode}: ${cleanMessage}`);
    this.#attempt.host.warning(cleanCode, cleanMessage);
  }

  /** A refresh that fails ends the attempt: without a token the SDK would wait without end. */
  async #refresh(signal: AbortSignal): Promise<ProviderPayload> {
    const { provider, levels } = this.#offer;
    try {
      signal.throwIfAborted();
      await this.#throttleRefresh();
      const fresh = await this.#refreshOffer(signal);
      signal.throwIfAborted();
      if (fresh === 'decided') {
        // The state says what the server has decided. Without a token, the SDK has nothing more to do.
        this.#close();
        signal.throwIfAborted();
        throw new Error('No token is needed any more.');
      }
      this.#keepSecret(fresh.payload);
      if (fresh.provider !== provider)
        throw new Error(`The refreshed payload is for "${fresh.provider}", expected "${provider}".`);
      const [expected, actual] = [levels.nextLevel, fresh.levels.nextLevel];
      if (expected && actual && expected !== actual)
        throw new Error(`The refreshed payload is for level "${actual}", expected "${expected}".`);
      return (this.#payload = fresh.payload);
    } catch (cause) {
      signal.throwIfAborted();
      const reason = cause instanceof Error ? cause.message : '';
      const message = `The provider asked for a fresh token and got none that it can use. ${reason}`;
      const error = new UpgradeError('token-refresh-failed', { message, cause });
      this.#fail(error, signal);
      throw error;
    }
  }

  /** A second and a third refresh within a minute are delayed, a fourth is refused. */
  async #throttleRefresh(): Promise<void> {
    const now = performance.now();
    const recent = this.#refreshes.filter((time) => now - time < REFRESH_WINDOW);
    if (recent.length >= MAX_REFRESHES) throw new Error(`It refused ${MAX_REFRESHES} fresh tokens in a row.`);
    this.#refreshes.splice(0, Infinity, ...recent, now);
    await delay(recent.length * 1_000, this.#mount.signal);
  }

  #keepSecret(payload: ProviderPayload): void {
    for (const secret of collectSecrets(payload)) this.#redactor.addSecret(secret);
  }

  /** The user may have finished on another device. */
  #watchReturn(): void {
    // By two clocks: one stands still while the computer sleeps, the other can be set.
    const clocks = [performance, Date];
    let left: readonly number[] | undefined;
    const onChange = () => {
      const now = clocks.map((clock) => clock.now());
      const wasAway = left?.some((since, index) => (now[index] ?? 0) - since >= AWAY);
      left = isTabVisible() ? undefined : (left ?? now);
      if (wasAway && isTabVisible() && this.#attempt.state.status === 'active') this.#attempt.refreshStatus();
    };
    document.addEventListener('visibilitychange', onChange, { signal: this.#attempt.signal });
  }

  /** Unmounts; the state stays. */
  #close(): void {
    this.#attempt.release();
    this.#slot.requestUpdate();
  }

  #fail(cause: unknown, signal: AbortSignal): void {
    if (signal.aborted) return;
    const error = cause instanceof UpgradeError ? cause : this.#redactor.toUpgradeError(cause);
    const { status } = this.#attempt.state;
    // Once everything is submitted, the decision does not depend on the SDK.
    if ((status === 'pending' && this.#isSubmitted) || status === 'rejected') {
      console.warn(`<verification-upgrade> The SDK was unmounted. ${error.code}: ${error.message}`);
      return this.#close();
    }
    this.#attempt.fail(error);
  }
}

/** Never fails; returns a promise only if the SDK takes its time. */
function unmountSafely(sdk: MountedProvider): Promise<void> | undefined {
  // The message may quote the token.
  const warn = () => console.warn('<verification-upgrade> The provider did not unmount cleanly.');
  try {
    const unmounting: unknown = sdk.unmount();
    return unmounting instanceof Promise ? unmounting.then(() => undefined, warn) : undefined;
  } catch {
    warn();
    return undefined;
  }
}

function toText(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return '';
  }
}
