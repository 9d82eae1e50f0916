import type { Attempt } from './attempt.js';
import { UpgradeError } from './error.js';
import type { UpgradeHost } from './host.js';
import type { ProviderSession } from './provider-session.js';
import { isRead, send } from './request.js';
import type { UpgradeState } from './state.js';
import { isUnfinished, providerOf } from './state.js';

/**
 * Holds the state of one upgrade. Everything that runs for an attempt ends with that attempt's signal; what runs beside a
 * status (asking the server, waiting for the network) ends with that status's.
 *
 * Only what the request needs is here. `Attempt` is loaded while the server answers.
 */
export class UpgradeController {
  readonly #host: UpgradeHost;
  #state: UpgradeState = { status: 'idle' };
  #abort = new AbortController();
  #status = new AbortController();
  #attempt: Attempt | undefined;
  /** The request of the last attempt left with neither `headers` nor `request`. */
  lacksHeaders = false;
  /** The user has accepted the offer: a retry does not ask again. */
  hasAccepted = false;

  constructor(host: UpgradeHost) {
    this.#host = host;
  }

  get state(): UpgradeState {
    return this.#state;
  }

  /** Aborted at the next transition. */
  get statusSignal(): AbortSignal {
    return this.#status.signal;
  }

  /** The last attempt, once its code is there. */
  get attempt(): Attempt | undefined {
    return this.#attempt;
  }

  /** The SDK on the page, shown or about to be. */
  get session(): ProviderSession | undefined {
    return this.#attempt?.session;
  }

  /** Whether an attempt is under way. `pending` without an SDK on screen is not. */
  get isBusy(): boolean {
    return isUnfinished(this.#state) && (this.#state.status !== 'pending' || !!this.session);
  }

  /** Loads what an attempt will need: the user is about to start one. */
  prepare(): void {
    this.#host.prepare(true);
  }

  /** Starts an attempt, or accepts the offer; ignored while an attempt is under way. */
  start(reason: 'start' | 'retry' | 'resume'): void {
    // Before a reload, the user had accepted.
    if (this.#state.status === 'offered' || reason === 'resume') this.hasAccepted = true;
    this.#attempt?.accept();
    if (this.isBusy) return;
    this.#end();
    const { signal } = (this.#abort = new AbortController());
    this.#attempt = undefined;
    this.transition({ status: 'requesting' });
    // A listener may have cancelled it.
    if (signal.aborted) return;
    this.#run(reason, signal).catch((cause: unknown) => {
      if (signal.aborted) return;
      const message = `The element did not load. ${String(cause)}`;
      this.fail(cause instanceof UpgradeError ? cause : new UpgradeError('provider-load-failed', { message, cause }));
    });
    // After the POST: until that has left, nothing else is of use.
    this.prepare();
  }

  /** Ends an unfinished attempt. */
  cancel(): void {
    const provider = providerOf(this.#state);
    if (isUnfinished(this.#state)) this.transition({ status: 'cancelled', ...(provider && { provider }) });
  }

  /** The element has left the page: everything ends, no event is fired. */
  dispose(): void {
    this.#status.abort();
    this.#end();
    this.hasAccepted = false;
    this.#state = { status: 'idle' };
  }

  /** Changes the state. What an attempt asks for was checked by it. */
  transition(next: UpgradeState): void {
    const previous = this.#state;
    this.#host.beforeStateChange();
    this.#state = next;
    const { status } = next;
    const keepsSdk = status === 'rejected' && next.confirmedBy === 'provider' && this.session?.showsRejection;
    if (!isUnfinished(next) && !keepsSdk) this.#end();
    if (status === 'idle') this.hasAccepted = false;
    this.#status.abort();
    const { signal } = (this.#status = new AbortController());
    this.#host.stateChanged(next, previous);
    // Last: a listener may have changed settings. If it changed the state, `signal` is already aborted.
    if (!signal.aborted) this.#attempt?.startStatusTasks(next, signal);
  }

  fail(error: UpgradeError): void {
    // One argument: text of others must not be a format with arguments.
    console.error(`<verification-upgrade> ${error.code}: ${error.message} ${error.solution ?? ''}`.trim());
    this.transition({ status: 'failed', error });
  }

  async #run(reason: 'start' | 'retry' | 'resume', signal: AbortSignal): Promise<void> {
    const host = this.#host;
    const settings = host.readSettings();
    const { headers, request, endpoint } = settings;
    const early = reason === 'retry' ? undefined : host.takeEarlyReply();
    this.lacksHeaders = !(early ?? headers ?? request);
    const context = { reason, method: isRead(settings) ? 'GET' : 'POST', url: endpoint, signal } as const;
    const sent = send(settings, context, early);
    const attempt = await host.loadAttempt();
    if (signal.aborted) return;
    this.#attempt = new attempt.Attempt({
      controller: this,
      host: attempt.host,
      settings,
      context,
      end: () => this.#end(),
    });
    await this.#attempt.handleReply(sent);
  }

  /** Ends whatever the attempt has running, the SDK included. */
  #end(): void {
    this.#abort.abort();
    if (this.#attempt) this.#attempt.session = undefined;
  }
}
