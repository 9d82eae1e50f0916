import type { MountedProvider, ProviderAdapter, ProviderEvent, ProviderPayload } from '../providers/provider.js';
import { trustedUrl } from '../providers/shared/trusted-url.js';
import { collectSecrets } from './credentials.js';
import { UpgradeError } from './error.js';
import { acquireExclusive } from './exclusive.js';
import type { Attempt } from './attempt.js';
import type { Appearance, ProviderSlot } from './host.js';
import { startReadyTimeout, watchFrames, watchReturn } from './monitors.js';
import type { Offer } from './offer.js';
import { ProviderEvents } from './provider-events.js';
import { Redactor } from './redact.js';
import { addNow } from './timers.js';
import { TokenRefresh } from './token-refresh.js';
import { fieldOf, ownFields } from './util.js';

/** Milliseconds after which an SDK that is still unmounting is no longer waited for. */
const UNMOUNT_TIMEOUT = 2_000;
/** How often within a minute an SDK is mounted anew by itself. */
const MAX_RELOADS = 3;
const MAX_REMOVALS = 1;

/** An offer being carried out: the provider's SDK on the page, from its download to its end. */
export class ProviderSession {
  readonly #attempt: Attempt;
  readonly #slot: ProviderSlot;
  readonly #offer: Offer;
  readonly #redactor = new Redactor();
  readonly #events: ProviderEvents;
  readonly #tokens: TokenRefresh;
  readonly #recoveries: Record<'reload' | 'removal', readonly number[]> = { reload: [], removal: [] };
  #payload: ProviderPayload;
  #mount = new AbortController();
  #adapter: ProviderAdapter | undefined;
  #sdk: MountedProvider | undefined;
  #container: HTMLElement | undefined;
  /** Resolves when no other one of a singleton is on the page. Kept for the attempt: mounted anew, it does not queue again. */
  #turn: Promise<void> | undefined;
  #appearance: Appearance;

  constructor(attempt: Attempt, offer: Offer) {
    this.#attempt = attempt;
    this.#slot = attempt.host.slot;
    this.#offer = offer;
    this.#events = new ProviderEvents(attempt, offer, this.#redactor);
    this.#tokens = new TokenRefresh(attempt, offer);
    this.#payload = this.#keep(offer.payload);
    this.#appearance = this.#slot.appearance;
    attempt.signal.addEventListener('abort', () => this.#mount.abort());
    watchReturn(attempt.signal, () => {
      if (attempt.state.status === 'active') attempt.refreshStatus();
    });
  }

  /** Where the SDK is, once it is being mounted. */
  get container(): HTMLElement | undefined {
    return this.#container;
  }

  /** The SDK draws over the whole page. */
  get isOverlay(): boolean {
    return !!(this.#adapter?.ownsViewport && this.#container);
  }

  /** The SDK shows the reason of a rejection itself. */
  get showsRejection(): boolean {
    return !!this.#adapter?.showsRejection;
  }

  /** Mounts the SDK with the payload in hand; one that is there already is unmounted first. */
  mount(): void {
    this.#mount.abort();
    const { signal } = (this.#mount = new AbortController());
    this.#start(signal).catch((cause: unknown) => this.#events.fail(cause, signal));
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
    if (adapter.singleton) await (this.#turn ??= this.#acquire(this.#attempt.signal));
    else if (adapter.exclusiveStart) await this.#acquire(untilReady);
    await this.#slot.unmounted;
    signal.throwIfAborted();

    const container = (this.#container = this.#slot.createContainer());
    this.#watch(container, adapter, signal);
    startReadyTimeout(settings.readyTimeout, this.#slot.watchVisibility, untilReady, () => {
      const message =
        `${provider} was not ready after ${settings.readyTimeout} ms. Is its host reachable, your domain allowed there, ` +
        'and its frame stopped by no Cross-Origin-Embedder-Policy, consent tool or blocker?';
      this.#events.fail(new UpgradeError('provider-timeout', { message }), signal);
    });
    const report = (event: ProviderEvent) => {
      if (signal.aborted) return;
      if (event.type !== 'message' && event.type !== 'warning') ready.abort();
      this.#events.handle(ownFields(event), { adapter, container, signal });
    };
    this.#appearance = this.#slot.appearance;
    // Kept before it is awaited: an unmount that comes meanwhile, and the next mount, must wait for it.
    const mounting = Promise.resolve().then(() => this.#mountAdapter(adapter, { container, signal, report }));
    this.#unmountOnAbort(mounting, container, signal);
    const sdk = await mounting;
    if (signal.aborted) return;
    this.#sdk = sdk;
    // Also for a language or theme that has changed meanwhile.
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
      const remove = () => container.remove();
      // Nothing is awaited without need, so that an SDK which unmounts at once is gone at once.
      const unmounting = sdk ? unmountSafely(sdk) : mounting.then((late) => late && unmountSafely(late));
      if (!unmounting) {
        remove();
        return;
      }
      const timeout = new Promise((resolve) => setTimeout(resolve, UNMOUNT_TIMEOUT));
      this.#slot.unmounted = Promise.race([unmounting, timeout]).then(remove, remove);
    });
  }

  #watch(container: HTMLElement, adapter: ProviderAdapter, signal: AbortSignal): void {
    const recover = (kind: 'reload' | 'removal', limit: number, message: string) => {
      const { length } = (this.#recoveries[kind] = addNow(this.#recoveries[kind]));
      if (length <= limit) this.mount();
      else this.#events.fail(new UpgradeError('provider-error', { message }), signal);
    };
    watchFrames(container, signal, {
      onReload: () => {
        if (!adapter.survivesReload) recover('reload', MAX_RELOADS, "The provider's frame keeps reloading itself.");
      },
      onRemoved: () => recover('removal', MAX_REMOVALS, "Something on the page removes the provider's frame."),
      onBlocked: (message) => this.#events.fail(new UpgradeError('provider-blocked', { message }), signal),
    });
  }

  /** A refresh that fails ends the attempt: without a token the SDK would wait without end. */
  async #refresh(signal: AbortSignal): Promise<ProviderPayload> {
    try {
      return this.#keep(await this.#tokens.request(signal));
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : '';
      const message = `There is no fresh token that the provider can use. ${reason}`;
      const error = new UpgradeError('token-refresh-failed', { message, cause });
      this.#events.fail(error, signal);
      throw error;
    }
  }

  /** The payload of the next mount. */
  #keep(payload: ProviderPayload): ProviderPayload {
    for (const secret of collectSecrets(payload)) this.#redactor.addSecret(secret);
    return (this.#payload = payload);
  }
}

/** Never fails; returns a promise only if the SDK takes its time. */
function unmountSafely(sdk: MountedProvider): Promise<void> | undefined {
  // The message may quote the token.
  const warn = () => console.warn('<verification-upgrade> The provider did not unmount cleanly.');
  try {
    // An adapter in JavaScript may return anything.
    const unmounting: unknown = sdk.unmount();
    // Not by its class: the page may have one of its own in place of Promise.
    return fieldOf(unmounting, 'then') ? Promise.resolve(unmounting).then(() => undefined, warn) : undefined;
  } catch {
    warn();
    return undefined;
  }
}
