import type { UpgradeAnswer } from './answer.js';
import { isUpgradeError, UpgradeError } from './error.js';
import type { UpgradeHost } from './host.js';
import { readReply } from './reply.js';
import type { UsableAnswer } from './reply.js';
import type { Reply, RequestReason } from './request.js';
import { send } from './request.js';
import type { Offer } from './session.js';
import { ProviderSession } from './session.js';
import type { UpgradeState } from './state.js';
import { within } from './within.js';

export interface AttemptOptions {
  readonly host: UpgradeHost;
  readonly reason: RequestReason;
  readonly signal: AbortSignal;
  readonly getState: () => UpgradeState;
  readonly setState: (state: UpgradeState) => void;
  readonly fail: (error: UpgradeError) => void;
  /** The SDK has left the screen by itself. */
  readonly close: () => void;
}

/** Everything from the server's first reply on. It is fetched while that reply is under way. */
export class Attempt {
  readonly #options: AttemptOptions;

  constructor(options: AttemptOptions) {
    this.#options = options;
  }

  /**
   * Takes the upgrade to the state that the reply means.
   *
   * @returns the session, where there is an SDK to show
   * @throws UpgradeError with a code of the design; the signal's reason once it is aborted
   */
  async follow(reply: Reply): Promise<ProviderSession | undefined> {
    const { host, signal, reason, setState } = this.#options;
    const answer = await this.#understand(Promise.resolve(reply), reason, signal);
    if (answer.kind !== 'offer') {
      setState(this.#conclude(answer));
      return undefined;
    }
    const offer = this.#accept(answer);
    setState({ status: 'loading', provider: offer.provider, ...offer.levels });
    const stage = await within(host.settings.readyTimeout, host.loadStage());
    signal.throwIfAborted();
    return new ProviderSession({ ...this.#options, offer, stage, renew: (stay) => this.#renew(offer.provider, stay) });
  }

  async #renew(provider: string, signal: AbortSignal): Promise<Offer> {
    const reply = send(this.#options.host.settings, 'POST', { reason: 'refresh', signal });
    return this.#accept(await this.#understand(reply, 'refresh', signal), provider);
  }

  /**
   * The one silent repeat: where the server says that a token had expired (so it did nothing), and the page can give
   * another one.
   */
  async #understand(reply: Promise<Reply>, reason: RequestReason, signal: AbortSignal): Promise<UsableAnswer> {
    const { host } = this.#options;
    try {
      const answer = readReply(await reply, (name) => host.findProvider(name) !== undefined);
      signal.throwIfAborted();
      return answer;
    } catch (cause) {
      const { settings } = host;
      const canRenew = [settings.headers, settings.request].some((given) => typeof given === 'function');
      const hasExpired = isUpgradeError(cause) && /^ER[78]01$/.test(cause.code);
      if (!hasExpired || !canRenew || reason === 'expired') throw cause;
      return this.#understand(send(settings, 'POST', { reason: 'expired', signal }), 'expired', signal);
    }
  }

  /** @param unnamed whose offer it is where the server names no provider */
  #accept(answer: UpgradeAnswer, unnamed = this.#options.host.settings.defaultProvider): Offer {
    if (answer.kind !== 'offer') throw new UpgradeError('bad-response', { message: `"${answer.kind}", and no token.` });
    const { payload, levels, provider: name = unnamed } = answer;
    const provider = this.#options.host.findProvider(name);
    if (provider) return { provider, payload, levels };
    throw new UpgradeError('unknown-provider', { message: `No adapter for "${name}" in the element's "providers".` });
  }

  /** The state of an answer that needs no SDK. */
  #conclude(answer: Exclude<UsableAnswer, { kind: 'offer' }>): UpgradeState {
    const { kind: status, ...rest } = answer;
    if (!('levels' in rest)) return { status: 'unavailable', ...rest };
    const { provider = '', levels } = rest;
    const facts = { ...(provider && { provider: this.#options.host.findProvider(provider) ?? provider }), ...levels };
    if (status === 'approved') return { status, confirmedBy: 'server', ...facts };
    return status === 'rejected' ? { status, final: false, ...facts } : { status: 'pending', ...facts };
  }
}
