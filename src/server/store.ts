import type { Limit } from './options.js';

/** What became of a claim: it is the caller's, another one's, or the work it stands for is done. */
export type Claim = 'yours' | 'taken' | 'done';

/**
 * What the processes of one partner share: the partner's token, the lock of its renewal, the counts of requests by user, and which
 * webhooks have been handled. Keys have at most 64 characters. Times are milliseconds.
 *
 * A method that rejects, or does not answer within a second, means that the store is away: upgrades then go on with the memory of the
 * process, webhooks are answered with 503, and the store is tried again a second later.
 */
export interface Store {
  /** @returns the value under a key; undefined if it has none, or if its time is over */
  read(key: string): Promise<string | undefined>;
  /** Keeps a value. Values are secrets: outside of this process they must be encrypted. */
  write(key: string, value: string, ttl: number): Promise<void>;
  /** Claims a key that is not claimed yet, atomically. The claim ends after `ttl`; the owner's next claim extends it. */
  claim(key: string, owner: string, ttl: number): Promise<Claim>;
  /** Marks the work of a claim as done: later claims get `done`. */
  settle(key: string, ttl: number): Promise<void>;
  /** Gives a claim back, if it is still the owner's. */
  release(key: string, owner: string): Promise<void>;
  /**
   * Counts a request, if the limit has room for it, atomically.
   * @returns 0 if it was counted, else the milliseconds until there is room
   */
  count(key: string, limit: Limit): Promise<number>;
  /** Ends its connections. Called by the `close()` of the backend that uses it. */
  close?(): Promise<void>;
}

interface Entry<T> {
  readonly value: T;
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly end: number;
}

/**
 * A map whose entries end, and that holds at most so many. It has two halves: when the younger is full, the older is dropped. (To delete
 * the oldest entries of one map one by one is slow: V8 keeps their places, and every look for the first entry passes them.)
 */
class ExpiringMap<T> {
  #young = new Map<string, Entry<T>>();
  #old = new Map<string, Entry<T>>();
  readonly #half: number;
  readonly #now: () => number;
  /** Entries that are kept when others are dropped. */
  readonly #isDear: (value: T) => boolean;

  constructor(most: number, now: () => number, isDear: (value: T) => boolean = () => false) {
    this.#half = most / 2;
    this.#now = now;
    this.#isDear = isDear;
  }

  get(key: string): Entry<T> | undefined {
    const entry = this.#young.get(key) ?? this.#old.get(key);
    if (!entry || !this.#isOver(entry)) return entry;
    this.delete(key);
    return undefined;
  }

  set(key: string, value: T, ttl: number): void {
    const start = this.#now();
    this.#put(key, { value, start, end: start + ttl });
  }

  /** Another value for an entry that ends when it would have. */
  replace(key: string, entry: Entry<T>, value: T): void {
    this.#put(key, { ...entry, value });
  }

  delete(key: string): void {
    this.#young.delete(key);
    this.#old.delete(key);
  }

  #put(key: string, entry: Entry<T>): void {
    this.#old.delete(key);
    this.#young.set(key, entry);
    if (this.#young.size < this.#half) return;
    const dear = [...this.#old].filter(([, entry]) => this.#isDear(entry.value) && !this.#isOver(entry));
    this.#old = this.#young;
    this.#young = new Map(dear.slice(-this.#half / 2));
  }

  /** An entry from the future means that the clock was put back. */
  #isOver({ start, end }: Entry<T>): boolean {
    const now = this.#now();
    return now >= end || now < start;
  }
}

/** Users that are counted at most: about 10 MB. */
const MOST_USERS = 50_000;
/** Claims that are remembered at most, about 4 MB: the latest 10,000 in any case. */
const MOST_CLAIMS = 20_000;
/** Values at most: there is one token, and one pause. */
const MOST_VALUES = 16;

interface Claimed {
  readonly owner: string | undefined;
}

interface Counted {
  readonly requests: number;
  readonly isFull: boolean;
}

/** The memory of this process: for one process alone, or while the store of several is away. */
export class MemoryStore implements Store {
  readonly #now: () => number;
  readonly #values: ExpiringMap<string>;
  readonly #claims: ExpiringMap<Claimed>;
  readonly #counts: ExpiringMap<Counted>;

  constructor(now: () => number = Date.now) {
    this.#now = now;
    this.#values = new ExpiringMap(MOST_VALUES, now);
    this.#claims = new ExpiringMap(MOST_CLAIMS, now);
    // A user at the limit must not get out of it because of thousands of invented ones.
    this.#counts = new ExpiringMap(MOST_USERS, now, ({ isFull }) => isFull);
  }

  read(key: string): Promise<string | undefined> {
    return Promise.resolve(this.#values.get(key)?.value);
  }

  write(key: string, value: string, ttl: number): Promise<void> {
    this.#values.set(key, value, ttl);
    return Promise.resolve();
  }

  claim(key: string, owner: string, ttl: number): Promise<Claim> {
    const claimed = this.#claims.get(key)?.value;
    if (claimed && claimed.owner !== owner) return Promise.resolve(claimed.owner === undefined ? 'done' : 'taken');
    this.#claims.set(key, { owner }, ttl);
    return Promise.resolve('yours');
  }

  settle(key: string, ttl: number): Promise<void> {
    this.#claims.set(key, { owner: undefined }, ttl);
    return Promise.resolve();
  }

  release(key: string, owner: string): Promise<void> {
    if (this.#claims.get(key)?.value.owner === owner) this.#claims.delete(key);
    return Promise.resolve();
  }

  count(key: string, { requests, seconds }: Limit): Promise<number> {
    const entry = this.#counts.get(key);
    const counted = entry?.value.requests ?? 0;
    if (entry && counted >= requests) return Promise.resolve(Math.max(1, entry.end - this.#now()));
    const value = { requests: counted + 1, isFull: counted + 1 >= requests };
    if (requests < 1) return Promise.resolve(seconds * 1_000);
    if (entry) this.#counts.replace(key, entry, value);
    else this.#counts.set(key, value, seconds * 1_000);
    return Promise.resolve(0);
  }
}
