import type { ProviderAdapter, ProviderEvent } from '../providers/provider.js';
import type { Attempt } from './attempt.js';
import { UpgradeError } from './error.js';
import { checkCameraAccess } from './monitors.js';
import { nextState } from './next-state.js';
import type { Offer } from './offer.js';
import type { Redactor } from './redact.js';
import type { Levels } from './state.js';
import { delay } from './timers.js';
import { tryTo } from './util.js';
import { warnOnce } from './warn-once.js';

/** Milliseconds for which a positive verdict is held, in case that the verification goes on. */
const SETTLE_TIME = 4_000;

/** Where an event comes from. */
export interface EventSource {
  readonly adapter: ProviderAdapter;
  readonly container: HTMLElement;
  /** Aborted when the SDK is unmounted. */
  readonly signal: AbortSignal;
}

/** Carries out what an SDK reports. A verdict counts only in its context, which outlives a mount. */
export class ProviderEvents {
  readonly #attempt: Attempt;
  readonly #offer: Offer;
  readonly #redactor: Redactor;
  /** Something of this attempt was submitted for the level that it is now about. */
  #isSubmitted = false;
  #totalSteps = NaN;
  /** Aborted when the provider takes back its approval. */
  #verdict = new AbortController();

  constructor(attempt: Attempt, offer: Offer, redactor: Redactor) {
    this.#attempt = attempt;
    this.#offer = offer;
    this.#redactor = redactor;
  }

  handle(event: ProviderEvent, { adapter, container, signal }: EventSource): void {
    const attempt = this.#attempt;
    const { provider, levels } = this.#offer;
    if (event.type === 'failed') return this.fail(event, signal);
    if (event.type === 'warning') return this.#warn(event.code, event.message);
    if (event.type === 'message') return this.#dispatchMessage(event);
    const facts = { provider, ...levels };
    // An SDK that reports the user's progress has started.
    if (attempt.state.status === 'loading') {
      attempt.transition({ status: 'active', ...facts });
      checkCameraAccess(container, (code, message) => this.#warn(code, message));
    }
    const isDecided = /^(pending|rejected)$/.test(attempt.state.status);
    if (event.type === 'cancelled' && isDecided) return attempt.release();
    if (event.type === 'submitted') {
      this.#isSubmitted ||= !event.asFound;
      if (event.undecided) {
        this.#verdict.abort();
        this.#verdict = new AbortController();
      }
    }
    const safe = event.type === 'step' && event.step ? { ...event, step: this.#redactor.redact(event.step) } : event;
    const isHeld = !adapter.singleLevel;
    const isCounted = this.#isSubmitted || !isHeld;
    const hasMoreSteps = this.#hasMoreSteps(event);
    const next = nextState(safe, attempt.state, { ...facts, isCounted, isHeld, hasMoreSteps });
    // There is more to do: a verdict that comes before that is submitted belongs to what was before it.
    if (next?.status === 'active') this.#isSubmitted = false;
    if (next) attempt.transition(next);
    if (event.type === 'approved' && isCounted && isHeld) this.#settle(facts);
    if (event.type === 'submitted' && event.closed) attempt.release();
  }

  /** @param signal of the mount that has failed */
  fail(cause: unknown, signal: AbortSignal): void {
    if (signal.aborted) return;
    const error = cause instanceof UpgradeError ? cause : this.#redactor.toUpgradeError(cause);
    const { status } = this.#attempt.state;
    // Once everything is submitted, the decision does not depend on the SDK.
    if ((status === 'pending' && this.#isSubmitted) || status === 'rejected') {
      console.warn(`<verification-upgrade> The SDK was unmounted. ${error.code}: ${error.message}`);
      return this.#attempt.release();
    }
    this.#attempt.fail(error);
  }

  /** Unless the verification goes on, or the server says something, the provider's approval counts after a while. */
  #settle(facts: { provider: string } & Levels): void {
    const attempt = this.#attempt;
    const signal = AbortSignal.any([attempt.statusSignal, this.#verdict.signal]);
    delay(SETTLE_TIME, signal).then(
      () => attempt.transition({ status: 'approved', confirmedBy: 'provider', ...facts }, signal),
      () => undefined,
    );
  }

  #hasMoreSteps(event: ProviderEvent): boolean {
    if (event.type !== 'step' || !event.progress) return false;
    const { current, total } = event.progress;
    const previous = this.#totalSteps;
    this.#totalSteps = total;
    // Another number of steps, some of them still to come, is that of another level.
    return total > previous || (total < previous && current < total);
  }

  #dispatchMessage({ name, payload }: Extract<ProviderEvent, { type: 'message' }>): void {
    const isSafe = ([field, value]: [string, unknown]) =>
      !this.#redactor.containsSecret(`${field} ${String(tryTo(() => JSON.stringify(value)))}`);
    const safe = Object.fromEntries(Object.entries(payload ?? {}).filter(isSafe));
    this.#attempt.host.message(this.#offer.provider, this.#redactor.redact(name), safe);
  }

  #warn(code: string, message: string): void {
    const [cleanCode, cleanMessage] = [this.#redactor.redact(code), this.#redactor.redact(message)];
    const { host, warnings } = this.#attempt;
    warnOnce(`${cleanCode}: ${cleanMessage}`);
    warnings.add(cleanCode);
    host.warning(cleanCode, cleanMessage);
    host.slot.requestUpdate();
  }
}
