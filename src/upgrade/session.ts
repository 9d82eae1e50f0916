import type { ProviderEvent, ProviderPayload } from '../providers/provider.js';
import { trustedUrl } from '../providers/shared/trusted-url.js';
import { watchBlocked } from './blocked.js';
import { secretsOf } from './credentials.js';
import { UpgradeError } from './error.js';
import type { Stage, UpgradeHost } from './host.js';
import { nextState } from './next-state.js';
import { ProviderMount } from './mount.js';
import { preflight } from './preflight.js';
import { Redactor } from './redact.js';
import type { Levels, UpgradeState } from './state.js';
import { paceRefreshes } from './token-refresh.js';
import { takeTurn } from './turn.js';
import { watchdog } from './watchdog.js';

/** What the server offered: whose SDK to show, with what, on the way to which level. */
export interface Offer {
  /** Name in the registry. */
  readonly provider: string;
  readonly payload: ProviderPayload;
  readonly levels: Levels;
}

export interface SessionOptions {
  readonly host: UpgradeHost;
  readonly stage: Stage;
  readonly offer: Offer;
  /** The attempt's. */
  readonly signal: AbortSignal;
  /** Asks the server for another offer, as long as the SDK is there that needs it. */
  readonly renew: (stay: AbortSignal) => Promise<Offer>;
  readonly getState: () => UpgradeState;
  readonly setState: (state: UpgradeState) => void;
  readonly fail: (error: UpgradeError) => void;
  /** The SDK has left the screen by itself. */
  readonly close: () => void;
}

/** An offer being carried out: the provider's SDK on the page, from its download to its end. */
export class ProviderSession {
  readonly #options: SessionOptions;
  readonly #place: ProviderMount;
  readonly #pace: () => Promise<void>;
  readonly #redactor = new Redactor();
  #payload: ProviderPayload;
  #stay = new AbortController();

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#place = new ProviderMount(options.stage);
    this.#pace = paceRefreshes(options.signal);
    this.#payload = options.offer.payload;
    this.#keepSecret(this.#payload);
    options.signal.addEventListener('abort', () => this.#stay.abort());
    this.mount();
  }

  /** Mounts; an SDK that is there already goes first. A frame does not survive a move in the document. */
  mount(): void {
    this.#stay.abort();
    const { signal } = (this.#stay = new AbortController());
    this.#mount(signal).catch((cause: unknown) => this.#fail(cause, signal));
  }

  /** The look has changed, or may have. */
  restyle(): void {
    this.#place.restyle(this.#options.stage.look);
  }

  async #mount(signal: AbortSignal): Promise<void> {
    const { host, stage, offer } = this.#options;
    const { readyTimeout } = host.settings;
    const starting = new AbortController();
    const untilReady = AbortSignal.any([signal, starting.signal]);
    const failAs = (code: string, message: string) => this.#fail(new UpgradeError(code, { message }), signal);
    watchdog(readyTimeout, stage.watchVisibility, untilReady, () => {
      const message = `${offer.provider} was not ready after ${readyTimeout} ms. Is its host reachable, and your domain allowed there?`;
      failAs('provider-timeout', message);
    });
    const adapter = await host.loadProvider(offer.provider);
    if (adapter.exclusiveStart || adapter.singleton) {
      await takeTurn(offer.provider, adapter.singleton ? signal : untilReady, () => this.#place.vacated);
    }
    signal.throwIfAborted();
    stage.isCovered = adapter.ownsViewport === true;
    preflight((code, message) => this.#warn(code, message));
    const terms = {
      payload: this.#payload,
      options: host.optionsFor(offer.provider),
      ...stage.look,
      trustedUrl,
      refresh: () => this.#refresh(signal),
      report: (event: ProviderEvent) => {
        if (signal.aborted) return;
        if (event.type !== 'message' && event.type !== 'warning') starting.abort();
        this.#hear(event, signal);
      },
    };
    await this.#place.mount(adapter, terms, signal, (container) => {
      watchBlocked(container, untilReady, (message) => failAs('provider-blocked', message));
    });
    stage.update();
  }

  #hear(event: ProviderEvent, signal: AbortSignal): void {
    const { host, stage, offer, getState, setState, close } = this.#options;
    // One with nothing but its cause is that: an error may have a code and words of its own.
    if (event.type === 'failed')
      return this.#fail(event.code || event.message ? event : (event.cause ?? event), signal);
    if (event.type === 'warning') return this.#warn(event.code, event.message);
    if (event.type === 'message') {
      const harmless = Object.entries(event.payload ?? {}).filter((entry) => !this.#redactor.shows(entry));
      return host.message(offer.provider, this.#redactor.text(event.name), Object.fromEntries(harmless));
    }
    const facts = { provider: offer.provider, ...offer.levels };
    // An SDK that speaks of the person's progress is there.
    if (getState().status === 'loading') setState({ status: 'active', ...facts });
    const isNamed = event.type === 'step' && event.step !== undefined;
    const clean = isNamed ? { ...event, step: this.#redactor.text(event.step) } : event;
    const next = nextState(clean, getState(), facts);
    if (next) setState(next);
    // A listener may have ended it, and even begun another attempt.
    if (event.type !== 'submitted' || !event.closed || signal.aborted) return;
    close();
    stage.update();
  }

  #warn(...words: [code: string, message: string]): void {
    const [code, message] = words.map((word) => this.#redactor.text(word)) as typeof words;
    this.#options.stage.advise(`${code}: ${message}`);
    this.#options.host.warning(code, message);
  }

  /** A refresh that fails ends the attempt: without a token the SDK would wait for ever. */
  async #refresh(signal: AbortSignal): Promise<ProviderPayload> {
    const { offer, renew } = this.#options;
    try {
      signal.throwIfAborted();
      await this.#pace();
      const fresh = await renew(signal);
      this.#keepSecret(fresh.payload);
      signal.throwIfAborted();
      if (fresh.provider !== offer.provider) throw new Error(`It is for another provider, "${fresh.provider}".`);
      const [was, is] = [offer.levels.nextLevel, fresh.levels.nextLevel];
      if (was && is && was !== is) throw new Error(`It is for another level, "${is}".`);
      return (this.#payload = fresh.payload);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : '';
      const message = `The provider asked for a fresh token and got none that it can use. ${reason}`;
      const error = new UpgradeError('token-refresh-failed', { message, cause });
      this.#fail(error, signal);
      throw error;
    }
  }

  #keepSecret(payload: ProviderPayload): void {
    for (const secret of secretsOf(payload)) this.#redactor.keep(secret);
  }

  #fail(cause: unknown, signal: AbortSignal): void {
    if (!signal.aborted) this.#options.fail(this.#redactor.error(cause));
  }
}
