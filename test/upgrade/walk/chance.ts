/** Chance that can be repeated: the same seed, the same course. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 to just below 1. (The generator is known as mulberry32.) */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let bits = this.#state;
    bits = Math.imul(bits ^ (bits >>> 15), bits | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 to just below `limit`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** @param probability from 0 to 1 */
  happens(probability: number): boolean {
    return this.next() < probability;
  }

  /** @throws Error if the list is empty */
  pick<T>(list: readonly T[]): T {
    const [picked] = list.slice(this.below(list.length));
    if (picked === undefined) throw new Error('There is nothing to pick from.');
    return picked;
  }

  /** Picks by weight: `[[9, often], [1, seldom]]`. */
  weigh<T>(list: readonly (readonly [weight: number, value: T])[]): T {
    let at = this.next() * list.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, value] of list) {
      at -= weight;
      if (at < 0) return value;
    }
    throw new Error('There is nothing to pick from.');
  }
}
