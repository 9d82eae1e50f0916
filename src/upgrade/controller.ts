import { isUpgradeError, UpgradeError } from './error.js';
import type { UpgradeHost } from './host.js';
import type { RequestReason } from './request.js';
import { load } from './load.js';
import { send } from './request.js';
import type { ProviderSession } from './session.js';
import type { UpgradeState } from './state.js';
import { isProvisional, isUnfinished, mayFollow } from './state.js';
import { within } from './within.js';

/** What makes sense of the reply comes beside it, so that the POST does not wait. */
const loadAttempt = () => load(() => import('./attempt.js'));

/**
 * Holds the state of one upgrade at a time. What runs for an attempt hangs on that attempt's signal; what runs beside a
 * status (asking for a confirmation, waiting for the network) on that status's.
 */
export class UpgradeController {
  readonly #host: UpgradeHost;
  #state: UpgradeState = { status: 'idle' };
  #attempt = new AbortController();
  #status = new AbortController();
  #session: ProviderSession | undefined;

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

  /** Whether an attempt is under way. `pending` with no SDK on screen is none. */
  get isUnderWay(): boolean {
    return isUnfinished(this.#state) && (this.#state.status !== 'pending' || !!this.#session);
  }

  /**
   * Fetches what an attempt will need. Whether it arrives is seen when it is needed.
   *
   * @param soon the attempt is about to begin: the provider's host may be contacted
   */
  prepare(soon = false): void {
    const host = this.#host;
    const { defaultProvider, warmUp } = host.settings;
    const provider = host.findProvider(defaultProvider) ?? '';
    // First, beside all else: after the adapter's chunk it saved only half as much (docs/decisions/0005-speed.md).
    if (soon && warmUp) host.warmUp(provider);
    Promise.all([host.loadStage(), host.loadProvider(provider), loadAttempt()]).catch(() => undefined);
  }

  /** Begins an attempt, unless one is under way. */
  start(reason: 'start' | 'retry'): void {
    if (this.isUnderWay) return;
    this.#end();
    const { signal } = (this.#attempt = new AbortController());
    this.set({ status: 'requesting' });
    this.#run(reason, signal).catch((cause: unknown) => {
      if (!signal.aborted)
        this.#fail(isUpgradeError(cause) ? cause : new UpgradeError('provider-load-failed', { cause }));
    });
    // After the POST: until that is on its way, nothing else is of use.
    this.prepare(true);
  }

  /** Ends an unfinished attempt, on the person's or the page's word. */
  cancel(): void {
    const { provider } = this.#state as { readonly provider?: string };
    this.set({ status: 'cancelled', ...(provider && { provider }) });
  }

  /** Everything ends and nobody is told: the element has left the page. */
  abandon(): void {
    this.#status.abort();
    this.#end();
    this.#state = { status: 'idle' };
  }

  /** Goes on to a state, where that is a way forward. */
  set(state: UpgradeState): void {
    const previous = this.#state;
    if (!mayFollow(previous, state)) return;
    this.#host.changing();
    this.#state = state;
    if (!isUnfinished(state)) this.#end();
    this.#status.abort();
    const { signal } = (this.#status = new AbortController());
    this.#host.changed(state, previous);
    // Last, as a listener may have set what it needs. It may have gone on, too: the signal has ended then.
    this.#accompany(state, signal);
  }

  async #run(reason: RequestReason, signal: AbortSignal): Promise<void> {
    const host = this.#host;
    const [reply, { Attempt }] = await Promise.all([
      send(host.settings, 'POST', { reason, signal }),
      within(host.settings.readyTimeout, loadAttempt()),
    ]);
    const attempt = new Attempt({
      host,
      reason,
      signal,
      getState: () => this.#state,
      setState: (state) => signal.aborted || this.set(state),
      fail: (error) => this.#fail(error),
      close: () => this.#end(),
    });
    const session = await attempt.follow(reply);
    if (!signal.aborted) this.#session = session;
  }

  #fail(error: UpgradeError): void {
    console.error(`<verification-upgrade> ${error.code}: ${error.message}`, error.solution ?? '');
    this.set({ status: 'failed', error });
  }

  /** Whatever the attempt has running ends, the SDK included. */
  #end(): void {
    this.#attempt.abort();
    this.#session = undefined;
  }

  /** What goes on beside a status, and ends with it. */
  #accompany(state: UpgradeState, signal: AbortSignal): void {
    if (state.status === 'failed' && state.error.code === 'offline') {
      addEventListener('online', () => this.start('retry'), { signal });
    }
    if (!this.#host.settings.statusEndpoint || !(state.status === 'pending' || isProvisional(state))) return;
    void load(() => import('./confirmation.js'))
      .then(({ confirm }) => confirm(this.#host, state, signal))
      .then((next) => this.set(next))
      .catch(() => undefined); // The status ended first.
  }
}
