import { Refusal } from './answers.ts';
import type { Limit } from './options.ts';

/** Customers that are remembered; past that, the one not seen for longest is forgotten. */
const MOST = 10_000;

/** Counts requests by customer, in this process. Several servers count each for itself. */
export class Limiter {
  readonly #limit: Limit;
  readonly #now: () => number;
  /** When each one's latest requests were, in milliseconds since the epoch. */
  readonly #times = new Map<string, readonly number[]>();

  constructor(limit: Limit, now: () => number) {
    this.#limit = limit;
    this.#now = now;
  }

  /** @throws {Refusal} 429, with the seconds until there is room again */
  count(id: string): void {
    const now = this.#now();
    const { requests, seconds } = this.#limit;
    const recent = (this.#times.get(id) ?? []).filter((time) => time > now - seconds * 1_000);
    const [oldest = now] = recent;
    const isFull = recent.length >= requests;
    this.#times.delete(id);
    this.#times.set(id, isFull ? recent : [...recent, now]);
    for (const first of this.#times.keys()) {
      if (this.#times.size <= MOST) break;
      this.#times.delete(first);
    }
    if (!isFull) return;
    const wait = Math.max(1, Math.ceil((oldest - now) / 1_000 + seconds));
    throw new Refusal('rate limit', 429, { message: 'Too many requests.' }, { 'retry-after': String(wait) });
  }
}
