import type { Reply } from './client-reply.js';
import type { UpgradeController } from './controller.js';
import type { UpgradeError } from './error.js';
import type { AttemptHost, StatusMemory, UpgradeSettings } from './host.js';
import { toOffer, toState } from './offer.js';
import { ProviderSession } from './provider-session.js';
import type { UsableAnswer } from './reply.js';
import { readBody, readReply, readWithRenewal, request } from './reply.js';
import type { RequestContext, SentRequest } from './request.js';
import { isRead } from './request.js';
import type { UpgradeState } from './state.js';
import { canTransition, isUnconfirmed, isUnfinished } from './state.js';
import { delay } from './timers.js';
import { ownFields } from './util.js';

/** Milliseconds that an offer waits for the limits. Later ones would move what the user is reading. */
const LEVELS_WAIT = 1000;

/** Milliseconds until code that could not be downloaded is asked for again. */
const LOAD_PAUSE = 30_000;

export interface AttemptOptions {
  readonly controller: UpgradeController;
  readonly host: AttemptHost;
  /** Read once, when the attempt started. */
  readonly settings: UpgradeSettings;
  /** Of the request that has left. */
  readonly context: RequestContext;
  /** Ends the attempt; the state stays. */
  readonly end: () => void;
}

/** One attempt, from the server's first reply on. Loaded while that reply is under way. */
export class Attempt {
  readonly #options: AttemptOptions;
  readonly #memory: StatusMemory = ownFields({});
  #onAccept: (() => void) | undefined;
  /** The SDK, shown or about to be. */
  session: ProviderSession | undefined;
  /** Codes of what is in the way. */
  readonly warnings = new Set<string>();
  /** The body of `levels-endpoint`; undefined while unknown. */
  levels: unknown;

  constructor(options: AttemptOptions) {
    this.#options = options;
  }

  get host(): AttemptHost {
    return this.#options.host;
  }

  get settings(): UpgradeSettings {
    return this.#options.settings;
  }

  /** Aborted when the attempt ends. */
  get signal(): AbortSignal {
    return this.#options.context.signal;
  }

  /** Aborted at the next transition. */
  get statusSignal(): AbortSignal {
    return this.#options.controller.statusSignal;
  }

  get state(): UpgradeState {
    return this.#options.controller.state;
  }

  /**
   * Changes the state, if that one may follow.
   *
   * @param signal once it is aborted, nothing happens
   */
  transition(next: UpgradeState, signal = this.signal): void {
    if (!signal.aborted && canTransition(this.state, next)) this.#options.controller.transition(next);
  }

  fail(error: UpgradeError): void {
    if (!this.signal.aborted && isUnfinished(this.state)) this.#options.controller.fail(error);
  }

  /** Unmounts the SDK; the state stays. */
  release(): void {
    if (this.signal.aborted) return;
    this.#options.end();
    this.host.slot.requestUpdate();
  }

  /** The user accepts the offer. */
  accept(): void {
    this.#onAccept?.();
  }

  /**
   * Takes the upgrade to the state that the reply means.
   *
   * @throws UpgradeError with a code of the error table; the signal's reason once it is aborted
   */
  async handleReply(sent: SentRequest): Promise<void> {
    const { settings, signal } = this;
    const needsLevels = settings.launch === 'offer' && settings.levelsEndpoint && settings.levels === undefined;
    const levels = needsLevels ? this.#requestLevels() : undefined;
    const answer = await readWithRenewal(settings, this.#options.context, sent, (reply) => this.#read(reply));
    signal.throwIfAborted();
    if (answer.kind !== 'offer') {
      this.transition(toState(answer, this.host.findProvider));
      return;
    }
    this.#memory.wasRejected = answer.wasRejected;
    const offer = toOffer(answer, this.host.findProvider, settings.defaultProvider);
    const facts = { provider: offer.provider, ...offer.levels };
    if (settings.launch === 'offer' && !this.#options.controller.hasAccepted) {
      if (levels) this.levels = await Promise.race([levels, delay(LEVELS_WAIT, signal)]);
      const accepted = new Promise<void>((resolve) => (this.#onAccept = resolve));
      this.transition({ status: 'offered', ...facts });
      await accepted;
    }
    this.transition({ status: 'loading', ...facts });
    signal.throwIfAborted();
    this.session = new ProviderSession(this, offer);
    this.session.mount();
  }

  /** Asks the endpoint again, for an SDK whose token has expired. */
  requestAgain(signal: AbortSignal): Promise<UsableAnswer> {
    const context = { ...this.#options.context, reason: 'refresh', signal } as const;
    return request(this.settings, context, (reply) => this.#read(reply));
  }

  /** Starts what goes on beside a status. */
  startStatusTasks(state: UpgradeState, signal: AbortSignal): void {
    const { controller } = this.#options;
    if (state.status === 'failed' && state.error.code === 'offline') {
      addEventListener('online', () => controller.start('retry'), { signal });
    }
    if (state.status === 'pending' || isUnconfirmed(state)) void this.#askStatus('pollStatus');
  }

  /** Asks the server once whether it has decided. @returns false if there is no place to ask at */
  refreshStatus(): boolean {
    void this.#askStatus('askStatus');
    return this.#asksStatus;
  }

  get #asksStatus(): boolean {
    return this.settings.statusEndpoint !== '' || isRead(this.settings);
  }

  async #askStatus(how: 'askStatus' | 'pollStatus'): Promise<void> {
    const { state, statusSignal: signal } = this;
    if (!this.#asksStatus) return;
    try {
      const { [how]: ask } = await this.host.load(() => import('./poll-status.js'));
      const next = await ask(this.settings, state, this.#memory, signal);
      if (next) this.transition(next, signal);
    } catch {
      // The status ended first, or the code cannot be downloaded now.
      if (how === 'pollStatus')
        delay(LOAD_PAUSE, signal).then(
          () => this.#askStatus(how),
          () => undefined,
        );
    }
  }

  /** A failure costs only the limits in the offer. */
  async #requestLevels(): Promise<unknown> {
    const { settings, signal } = this;
    const context = { reason: 'levels', method: 'GET', url: settings.levelsEndpoint, signal } as const;
    return request(settings, context, readBody).catch(() => undefined);
  }

  #read(reply: Reply): UsableAnswer {
    return readReply(reply, this.host.findProvider);
  }
}
