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
  /** Claims a key that nobody has claimed, atomically. The claim ends after `ttl`; the owner's next claim extends it. */
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

/** A map whose entries end, and that holds at most so many. */
class ExpiringMap<T> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #most: number;
  readonly #now: () => number;
  /** Entries that are to be kept if others can go. */
  readonly #isDear: (value: T) => boolean;

  constructor(most: number, now: () => number, isDear: (value: T) => boolean = () => false) {
    this.#most = most;
    this.#now = now;
    this.#isDear = isDear;
  }

  get(key: string): Entry<T> | undefined {
    const entry = this.#entries.get(key);
    if (!entry || !this.#isOver(entry)) return entry;
    this.#entries.delete(key);
    return undefined;
  }

  set(key: string, value: T, ttl: number): void {
    const start = this.#now();
    this.#entries.delete(key);
    this.#entries.set(key, { value, start, end: start + ttl });
    this.#makeRoom();
  }

  /** Another value for an entry that ends when it would have. */
  replace(key: string, entry: Entry<T>, value: T): void {
    this.#entries.set(key, { ...entry, value });
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  /** An entry from the future means that the clock was put back. */
  #isOver({ start, end }: Entry<T>): boolean {
    const now = this.#now();
    return now >= end || now < start;
  }

  /** Looks at the oldest few only: each new entry pays for the removal of about one old one. */
  #makeRoom(): void {
    let looked = 0;
    let spare: string | undefined;
    for (const [key, entry] of this.#entries) {
      if (looked++ === 8) break;
      if (this.#isOver(entry)) this.#entries.delete(key);
      else if (this.#isDear(entry.value)) {
        this.#entries.delete(key);
        this.#entries.set(key, entry);
      } else spare ??= key;
    }
    if (this.#entries.size <= this.#most) return;
    const [oldest = ''] = this.#entries.keys();
    this.#entries.delete(spare ?? oldest);
  }
}

/** Users that are counted at most: about 10 MB. */
const MOST_USERS = 50_000;
/** Claims that are remembered at most: about 2 MB. */
const MOST_CLAIMS = 10_000;
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
