import type { ProviderPayload } from '../providers/provider.js';
import type { Attempt } from './attempt.js';
import type { Offer } from './offer.js';
import { toOffer, toState } from './offer.js';
import { addNow, delay } from './timers.js';
import { isSameLevel } from './util.js';

/** A fourth fresh token within a minute is refused: the SDK does not accept any. */
const MAX_REFRESHES = 3;

/** Asks the endpoint again for an SDK whose token has expired. */
export class TokenRefresh {
  readonly #attempt: Attempt;
  readonly #offer: Offer;
  #times: readonly number[] = [];

  constructor(attempt: Attempt, offer: Offer) {
    this.#attempt = attempt;
    this.#offer = offer;
  }

  /**
   * A fresh payload of the same provider and level. If the server has decided meanwhile, the state says so, and the SDK is
   * unmounted: without a token, it has nothing more to do.
   *
   * @param signal of the mount that asks
   * @throws the signal's reason once it is aborted; an Error if the server has no payload that the SDK can use
   */
  async request(signal: AbortSignal): Promise<ProviderPayload> {
    const { provider, levels } = this.#offer;
    const { findProvider } = this.#attempt.host;
    this.#times = addNow(this.#times);
    const { length } = this.#times;
    if (length > MAX_REFRESHES) throw new Error(`It refused ${MAX_REFRESHES} fresh tokens in a row.`);
    // A second and a third one are delayed.
    await delay((length - 1) * 1_000, signal);
    const answer = await this.#attempt.requestAgain(signal);
    const kind = isSameLevel(answer.levels.currentLevel, levels.nextLevel) ? 'approved' : answer.kind;
    if (kind !== 'offer' && kind !== 'unavailable') {
      this.#attempt.transition(toState({ kind, provider, levels }, findProvider));
      this.#attempt.release();
    }
    signal.throwIfAborted();
    const fresh = toOffer(answer, findProvider, provider);
    const { nextLevel = levels.nextLevel } = fresh.levels;
    if (fresh.provider !== provider || (levels.nextLevel && !isSameLevel(nextLevel, levels.nextLevel)))
      throw new Error(
        `The refreshed payload is for "${fresh.provider}", expected "${provider}", and level "${nextLevel}", expected "${levels.nextLevel}".`,
      );
    return fresh.payload;
  }
}
