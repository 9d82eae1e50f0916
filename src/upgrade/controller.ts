import { UpgradeError } from './error.js';
import type { AttemptContext, ProviderSlot, StatusMemory, UpgradeHost, UpgradeSettings } from './host.js';
import { importWithRetry } from '../import-with-retry.js';
import type { ProviderSession } from './provider-session.js';
import type { RequestReason } from './request.js';
import { send } from './request.js';
import type { UpgradeState } from './state.js';
import { canTransition, isUnconfirmed, isUnfinished, providerOf } from './state.js';

/**
 * Holds the state of one upgrade. Everything that runs for an attempt ends with that attempt's signal; what runs beside a
 * status (asking the server, waiting for the network) ends with that status's.
 */
export class UpgradeController {
  readonly #host: UpgradeHost;
  #state: UpgradeState = { status: 'idle' };
  #attempt = new AbortController();
  #status = new AbortController();
  #settings: UpgradeSettings | undefined;
  #session: ProviderSession | undefined;
  #memory: StatusMemory = {};
  #failures = 0;
  #lacksHeaders = false;
  #levels: unknown;
  /** Resolves the offer that the user is asked about; the offer was accepted before if it is `true`. */
  #accept: (() => void) | true | undefined;

  constructor(host: UpgradeHost) {
    this.#host = host;
  }

  get state(): UpgradeState {
    return this.#state;
  }

  /** The SDK on the page, shown or about to be. */
  get session(): ProviderSession | undefined {
    return this.#session;
  }

  /** The request of the attempt under way left with neither `headers` nor `request`. */
  get lacksHeaders(): boolean {
    return this.isBusy && this.#lacksHeaders;
  }

  /** How many attempts in a row have failed. */
  get failures(): number {
    return this.#failures;
  }

  /** The body of `levels-endpoint`, as the server sent it; undefined while unknown. */
  get levels(): unknown {
    return this.#levels;
  }

  /** Whether an attempt is under way. `pending` without an SDK on screen is not. */
  get isBusy(): boolean {
    return isUnfinished(this.#state) && (this.#state.status !== 'pending' || !!this.#session);
  }

  /**
   * Loads what an attempt will need. A failure shows when it is needed.
   *
   * @param soon the attempt is about to begin: the provider's host may be contacted
   */
  prepare(soon = false): void {
    const host = this.#host;
    const { defaultProvider, warmUp } = host.settings;
    const provider = host.findProvider(defaultProvider)?.name ?? '';
    // First: after the adapter's chunk it saved only half as much (docs/decisions/0005-speed.md).
    if (soon && warmUp) host.warmUp(provider);
    Promise.all([host.loadAttempt(), host.loadProvider(provider), host.loadView()]).catch(() => undefined);
  }

  /** Starts an attempt, or accepts the offer; ignored while an attempt is under way. */
  start(reason: 'start' | 'retry' | 'resume'): void {
    if (this.#state.status === 'offered') return this.accept();
    if (this.isBusy) return;
    this.#end();
    const { signal } = (this.#attempt = new AbortController());
    this.#memory = {};
    // Resuming, the user had accepted before the reload.
    if (reason === 'resume') this.#accept = true;
    this.transition({ status: 'requesting' });
    if (signal.aborted) return;
    this.#run(reason, signal).catch((cause: unknown) => {
      if (signal.aborted) return;
      const message = `The element's own code could not be loaded. ${String(cause)}`;
      this.#fail(cause instanceof UpgradeError ? cause : new UpgradeError('provider-load-failed', { message, cause }));
    });
    // After the POST: until that has left, nothing else is of use.
    this.prepare(true);
  }

  /** The user accepts the offer. */
  accept(): void {
    if (typeof this.#accept === 'function') this.#accept();
  }

  /** Ends an unfinished attempt. */
  cancel(): void {
    const provider = providerOf(this.#state);
    if (isUnfinished(this.#state)) this.transition({ status: 'cancelled', ...(provider && { provider }) });
  }

  /** The user closes the dialog: after everything is submitted, that only unmounts the SDK. */
  dismiss(): void {
    if (this.#state.status === 'pending' || !isUnfinished(this.#state)) this.#end();
    else this.cancel();
  }

  /** Mounts the SDK anew, with the payload in hand. */
  remount(): void {
    this.#session?.mount();
  }

  /** Asks the server now whether it has decided; without a place to ask at, asks for the upgrade again. */
  refreshStatus(): void {
    const { status } = this.#state;
    if (this.#asksStatus) void this.#askStatus(({ askStatus }) => askStatus);
    else if (status === 'pending') this.start('retry');
  }

  /** The element has left the page: everything ends, no event is fired. */
  dispose(): void {
    this.#status.abort();
    this.#end();
    this.#accept = undefined;
    this.#failures = 0;
    this.#state = { status: 'idle' };
  }

  /** Changes the state, if that one may follow. */
  transition(next: UpgradeState): void {
    const previous = this.#state;
    if (!canTransition(previous, next)) return;
    this.#host.beforeStateChange();
    this.#state = next;
    const { status } = next;
    const isKept = status === 'rejected' && next.confirmedBy === 'provider' && this.#session?.showsRejection === true;
    if (!isUnfinished(next) && !isKept) this.#end();
    if (status === 'failed') this.#failures++;
    else if (!['requesting', 'offered', 'loading', 'active'].includes(status)) this.#failures = 0;
    if (status === 'idle') this.#accept = undefined;
    this.#status.abort();
    const { signal } = (this.#status = new AbortController());
    this.#host.stateChanged(next, previous);
    // Last: a listener may have changed settings. If it changed the state, `signal` is already aborted.
    if (!signal.aborted) this.#startStatusTasks(next, signal);
  }

  async #run(reason: RequestReason, signal: AbortSignal): Promise<void> {
    const host = this.#host;
    const settings = (this.#settings = host.settings);
    const method = settings.method === 'get' ? 'GET' : 'POST';
    const early = reason === 'start' ? host.takeEarlyReply() : undefined;
    this.#lacksHeaders = !early && settings.headers === undefined && settings.request === undefined;
    const sent = send(settings, { reason, method, url: settings.endpoint, signal }, early);
    const { handleReply, requestLevels, slot } = await host.loadAttempt();
    const attempt = this.#createContext(slot, settings, reason, signal);
    if (settings.launch === 'offer' && settings.levelsEndpoint) {
      void requestLevels(settings, signal).then((levels) => {
        this.#levels = levels;
        host.requestUpdate();
      });
    }
    await handleReply(attempt, sent);
  }

  #createContext(
    slot: ProviderSlot,
    settings: UpgradeSettings,
    reason: RequestReason,
    signal: AbortSignal,
  ): AttemptContext {
    const getState = () => this.#state;
    const getStatusSignal = () => this.#status.signal;
    return {
      host: this.#host,
      slot,
      settings,
      reason,
      signal,
      get state() {
        return getState();
      },
      get statusSignal() {
        return getStatusSignal();
      },
      transition: (next, until = signal) => {
        if (!until.aborted) this.transition(next);
      },
      fail: (error) => {
        if (!signal.aborted) this.#fail(error);
      },
      accepted: async (offer) => {
        if (settings.launch !== 'offer' || this.#accept === true) return;
        await new Promise<void>((resolve) => {
          this.#accept = () => {
            this.#accept = true;
            resolve();
          };
          this.transition({ status: 'offered', ...offer });
        });
      },
      attach: (session) => {
        this.#session = session;
      },
      release: () => this.#end(),
      refreshStatus: () => this.refreshStatus(),
    };
  }

  #fail(error: UpgradeError): void {
    // Words of others are arguments, not the format.
    console.error('<verification-upgrade> %s: %s', error.code, error.message, error.solution ?? '');
    this.transition({ status: 'failed', error });
  }

  /** Ends whatever the attempt has running, the SDK included. */
  #end(): void {
    this.#attempt.abort();
    this.#session = undefined;
  }

  #startStatusTasks(state: UpgradeState, signal: AbortSignal): void {
    if (state.status === 'failed' && state.error.code === 'offline') {
      addEventListener('online', () => this.start('retry'), { signal });
    }
    if (state.status === 'pending' || isUnconfirmed(state)) void this.#askStatus(({ pollStatus }) => pollStatus);
  }

  get #asksStatus(): boolean {
    return !!this.#settings && (this.#settings.statusEndpoint !== '' || this.#settings.method === 'get');
  }

  async #askStatus(choose: (module: typeof import('./poll-status.js')) => StatusQuestion): Promise<void> {
    const state = this.#state;
    const { signal } = this.#status;
    const settings = this.#settings;
    if (
      !settings ||
      !this.#asksStatus ||
      (state.status !== 'active' && state.status !== 'pending' && state.status !== 'approved')
    )
      return;
    try {
      const ask = choose(await importWithRetry(() => import('./poll-status.js')));
      const next = await ask(settings, state, this.#memory, signal);
      if (next && !signal.aborted) this.transition(next);
    } catch {
      // The status ended first, or its code cannot be downloaded.
    }
  }
}

type StatusQuestion = (typeof import('./poll-status.js'))['askStatus'];
