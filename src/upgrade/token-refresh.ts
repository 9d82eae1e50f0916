import type { ProviderPayload } from '../providers/provider.js';
import type { Attempt } from './attempt.js';
import type { Offer } from './offer.js';
import { toOffer, toState } from './offer.js';
import { delay } from './timers.js';

/** A fourth fresh token within a minute is refused: the SDK does not accept any. */
const MAX_REFRESHES = 3;
const REFRESH_WINDOW = 60_000;

/** Asks the endpoint again for an SDK whose token has expired. */
export class TokenRefresh {
  readonly #attempt: Attempt;
  readonly #offer: Offer;
  /** Refreshes within the last minute. */
  #recent = 0;

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
    await this.#throttle(signal);
    const answer = await this.#attempt.requestAgain(signal);
    const isReached = levels.nextLevel !== undefined && answer.levels.currentLevel === levels.nextLevel;
    const kind = isReached ? 'approved' : answer.kind;
    if (kind !== 'offer' && kind !== 'unavailable') {
      this.#attempt.transition(toState({ kind, provider, levels }, findProvider));
      this.#attempt.release();
    }
    signal.throwIfAborted();
    const fresh = toOffer(answer, findProvider, provider);
    for (const [expected, actual] of [
      [provider, fresh.provider],
      [levels.nextLevel, fresh.levels.nextLevel],
    ])
      if (expected && actual && expected !== actual)
        throw new Error(`The refreshed payload is for "${actual}", expected "${expected}".`);
    return fresh.payload;
  }

  /** A second and a third refresh within a minute are delayed, a fourth is refused. */
  async #throttle(signal: AbortSignal): Promise<void> {
    if (this.#recent >= MAX_REFRESHES) throw new Error(`It refused ${MAX_REFRESHES} fresh tokens in a row.`);
    setTimeout(() => this.#recent--, REFRESH_WINDOW);
    await delay(this.#recent++ * 1_000, signal);
  }
}
