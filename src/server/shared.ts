import { withDeadline, withPatience } from './deadline.js';
import { callSafely, type Log } from './log.js';
import type { Limit } from './options.js';
import { MemoryStore, type Claim, type Store } from './store.js';

/** The store is away. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}

/** Milliseconds that the store has for an answer, and that it is left alone after it gave none. */
const PATIENCE = 1_000;

/** The store of several processes; while it is away, the memory of this one does for all but webhooks. */
export class SharedState {
  readonly #store: Store | undefined;
  readonly #memory: MemoryStore;
  readonly #log: Log | undefined;
  #away: { readonly since: number } | undefined;
  #nextTry = 0;

  constructor(store: Store | undefined, now: () => number, log: Log | undefined) {
    this.#store = store;
    this.#memory = new MemoryStore(now);
    this.#log = log;
  }

  get condition(): 'memory' | 'shared' | 'away' {
    return !this.#store ? 'memory' : this.#away ? 'away' : 'shared';
  }

  read(key: string): Promise<string | undefined> {
    return this.#orMemory((store) => store.read(key));
  }

  write(key: string, value: string, ttl: number): Promise<void> {
    return this.#orMemory((store) => store.write(key, value, ttl));
  }

  /** For a lock that costs only repeated work if two have it. */
  lock(key: string, owner: string, ttl: number): Promise<Claim> {
    return this.#orMemory((store) => store.claim(key, owner, ttl));
  }

  release(key: string, owner: string): Promise<void> {
    return this.#orMemory((store) => store.release(key, owner));
  }

  count(key: string, limit: Limit): Promise<number> {
    return this.#orMemory((store) => store.count(key, limit));
  }

  /**
   * Claims an event.
   * @throws {StoreError} if the store is away: whether another process has handled it is not known
   */
  async claim(key: string, owner: string, ttl: number): Promise<Claim> {
    // What this process has settled while the store was away is in its memory alone.
    const own = await this.#memory.claim(key, owner, ttl);
    if (own !== 'yours' || !this.#store) return own;
    try {
      const claim = await this.#ask(this.#store, (store) => store.claim(key, owner, ttl));
      if (claim !== 'yours') await this.#memory.release(key, owner);
      return claim;
    } catch (error) {
      await this.#memory.release(key, owner);
      throw error;
    }
  }

  /** Marks an event as handled, at least for this process. */
  async settle(key: string, ttl: number): Promise<void> {
    await this.#memory.settle(key, ttl);
    if (this.#store) await this.#ask(this.#store, (store) => store.settle(key, ttl)).catch(() => undefined);
  }

  /** Gives a claimed event back; without the store, its claim there ends by itself. */
  async giveBack(key: string, owner: string): Promise<void> {
    await this.#memory.release(key, owner);
    if (this.#store) await this.#ask(this.#store, (store) => store.release(key, owner)).catch(() => undefined);
  }

  async close(): Promise<void> {
    await withDeadline(PATIENCE, () => this.#store?.close?.()).catch(() => undefined);
  }

  async #orMemory<T>(work: (store: Store) => Promise<T>): Promise<T> {
    if (!this.#store) return work(this.#memory);
    try {
      return await this.#ask(this.#store, work);
    } catch {
      return work(this.#memory);
    }
  }

  /** @throws {StoreError} at once, if it gave no answer less than a second ago */
  async #ask<T>(store: Store, work: (store: Store) => Promise<T>): Promise<T> {
    const now = performance.now();
    if (this.#away && now < this.#nextTry) throw new StoreError('the store is away');
    // One request tries; the others do not wait for it.
    if (this.#away) this.#nextTry = now + PATIENCE;
    try {
      const result = await withPatience(PATIENCE, work(store));
      if (this.#away) this.#report('the store is back', now - this.#away.since);
      this.#away = undefined;
      return result;
    } catch {
      if (!this.#away) this.#report('the store is away: this process goes on with its own memory', 0);
      this.#away ??= { since: now };
      this.#nextTry = performance.now() + PATIENCE;
      throw new StoreError('the store is away');
    }
  }

  #report(why: string, milliseconds: number): void {
    callSafely(this.#log, { what: 'store', status: 0, why, milliseconds: Math.round(milliseconds) });
  }
}
