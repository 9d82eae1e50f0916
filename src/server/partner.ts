import { fieldsOf, parseJson } from './body.js';
import { sleep } from './deadline.js';
import { login, parseToken, refresh, type LoginSetup, type PartnerToken } from './login.js';
import { LONGEST_PAUSE, PartnerError } from './partner-error.js';
import { holdsAny, needlesOf } from './secrets.js';
import type { SharedState } from './shared.js';

/** Milliseconds before its end at which a token is renewed; a short one in the last tenth of its life. */
const AHEAD = 60_000;
/** Milliseconds after which the lock of a process that died is free. While it works, a process extends its lock. */
const LOCK = 4_000;
/** Milliseconds until another look at what the process with the lock has done; up to twice as many, by chance. */
const LOOK = 50;
/** Milliseconds in which a token that is refused counts as young. */
const YOUNG = 60_000;
/** A refresh token lives for a month. */
const MONTH = 30 * 24 * 3_600_000;

const KEYS = { token: 'partner:token', pause: 'partner:pause', lock: 'partner:lock' } as const;

interface Pause {
  readonly error: PartnerError;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

/**
 * The partner's token: one for all processes, renewed before its end, and by one request of one process, however many wait.
 */
export class Partner {
  readonly #setup: LoginSetup;
  readonly #shared: SharedState;
  readonly #owner = crypto.randomUUID();
  #held: PartnerToken | undefined;
  #needles: readonly string[];
  #renewal: Promise<string> | undefined;
  #pause: Pause | undefined;
  /** Whether the API has accepted the token that is held. */
  #isAccepted = false;
  /** The last token that was refused, and how many in a row were refused while they were young. */
  #rejected: string | undefined;
  #strikes = 0;
  /** Before this, in milliseconds since the epoch, no refused token is replaced. */
  #nextReplacement = 0;

  constructor(setup: LoginSetup, shared: SharedState) {
    this.#setup = setup;
    this.#shared = shared;
    this.#needles = needlesOf(setup.password);
  }

  get condition(): 'none' | 'held' | 'paused' {
    if (this.#held && this.#setup.now() < this.#held.end) return 'held';
    return this.#remaining() > 0 ? 'paused' : 'none';
  }

  /** Whether an answer of the API holds the token, or something else that must not leave this server. */
  isIn(body: Uint8Array): boolean {
    return holdsAny(body, this.#needles);
  }

  /** The token, if it is held and need not be renewed. */
  get fresh(): string | undefined {
    return this.#held && this.#isFresh(this.#held) ? this.#held.token : undefined;
  }

  /** @throws {PartnerError} */
  async get(): Promise<string> {
    const held = this.#held;
    if (held && this.#isFresh(held)) return held.token;
    try {
      return await this.#renew();
    } catch (error) {
      // It is good for another moment.
      if (held && held === this.#held && this.#setup.now() < held.end) return held.token;
      throw error;
    }
  }

  /** The API has accepted this token. */
  accept(token: string): void {
    if (this.#held?.token === token) this.#isAccepted = true;
  }

  /**
   * Another token than the one that the API refuses.
   * @param code `ER801`: it has expired. `ER800`: the API does not know it, so its refresh token is of no use either
   * @returns undefined if new tokens were refused as well, so that there is no point in another one for a while
   * @throws {PartnerError}
   */
  async replace(refused: string, code: 'ER800' | 'ER801'): Promise<string | undefined> {
    const held = this.#held;
    if (this.#renewal || held?.token !== refused) return this.get();
    this.reject(refused);
    const wait = this.#nextReplacement - this.#setup.now();
    if (wait > 0 && wait <= LONGEST_PAUSE) return undefined;
    const { token, issued, refreshToken } = held;
    this.#held = { token, issued, end: 0, ...(code === 'ER801' && refreshToken !== undefined && { refreshToken }) };
    return this.#renew();
  }

  /**
   * The API refuses this token. One that worked may end early a few times; one that never did is replaced once, and then at
   * growing intervals.
   */
  reject(token: string): void {
    const held = this.#held;
    if (held?.token !== token || this.#rejected === token) return;
    this.#rejected = token;
    const now = this.#setup.now();
    this.#strikes = now - held.issued < YOUNG ? this.#strikes + 1 : 0;
    const excess = this.#strikes - (this.#isAccepted ? 4 : 2);
    this.#nextReplacement = excess < 0 ? 0 : now + Math.min(1_000 * 2 ** excess, LONGEST_PAUSE);
  }

  #isFresh({ issued, end }: PartnerToken): boolean {
    const now = this.#setup.now();
    return now < end - Math.min(AHEAD, (end - issued) / 10);
  }

  #renew(): Promise<string> {
    this.#renewal ??= this.#obtain().finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  /** Takes over what another process has renewed; renews under the lock if there is nothing. */
  async #obtain(): Promise<string> {
    const deadline = performance.now() + 2 * this.#setup.timeout;
    while (performance.now() < deadline) {
      const found = await this.#find();
      if (found) return found.token;
      await this.#checkPause();
      if ((await this.#shared.lock(KEYS.lock, this.#owner, LOCK)) === 'yours') return this.#renewLocked();
      await sleep(LOOK * (1 + Math.random()));
    }
    throw new PartnerError('unavailable', 'Another process has not renewed the token in time.', 0);
  }

  /** With the lock, which is extended for as long as the API takes. */
  async #renewLocked(): Promise<string> {
    const extension = setInterval(() => void this.#shared.lock(KEYS.lock, this.#owner, LOCK), LOCK / 4);
    try {
      // Another process may have renewed between the look and the lock.
      const found = await this.#find();
      if (found) return found.token;
      const token = await this.#ask();
      this.#hold(token);
      await this.#shared.write(KEYS.token, JSON.stringify(token), MONTH);
      return token.token;
    } catch (error) {
      if (error instanceof PartnerError) await this.#startPause(error);
      throw error;
    } finally {
      clearInterval(extension);
      await this.#shared.release(KEYS.lock, this.#owner);
    }
  }

  /** The token of another process, if it is newer than ours. One that is not fresh still has the newest refresh token. */
  async #find(): Promise<PartnerToken | undefined> {
    const found = parseToken(await this.#shared.read(KEYS.token));
    if (!found || found.issued <= (this.#held?.issued ?? 0)) return undefined;
    this.#hold(found);
    return this.#isFresh(found) ? found : undefined;
  }

  /** Refreshes; if that brings no token and the old one has ended, logs in. */
  async #ask(): Promise<PartnerToken> {
    const { refreshToken, end = 0 } = this.#held ?? {};
    if (refreshToken === undefined) return login(this.#setup);
    try {
      return (await refresh(this.#setup, refreshToken)) ?? (await login(this.#setup));
    } catch (error) {
      if (this.#setup.now() < end) throw error;
      return login(this.#setup);
    }
  }

  #hold(token: PartnerToken): void {
    this.#held = token;
    this.#isAccepted = false;
    this.#pause = undefined;
    this.#needles = [this.#setup.password, token.token, token.refreshToken ?? ''].flatMap(needlesOf);
  }

  /** Milliseconds of the pause that remain. One that is longer than any can be means that the clock was put back. */
  #remaining(): number {
    const remaining = (this.#pause?.until ?? 0) - this.#setup.now();
    return remaining > LONGEST_PAUSE ? 0 : remaining;
  }

  /** @throws {PartnerError} while this process or another one has been told to wait */
  async #checkPause(): Promise<void> {
    if (this.#remaining() <= 0) this.#pause = parsePause(await this.#shared.read(KEYS.pause));
    const remaining = this.#remaining();
    if (this.#pause && remaining > 0) {
      const { kind, message } = this.#pause.error;
      throw new PartnerError(kind, message, remaining);
    }
  }

  async #startPause(error: PartnerError): Promise<void> {
    if (error.pause <= 0) return;
    this.#pause = { error, until: this.#setup.now() + error.pause };
    const { kind, message, pause } = error;
    await this.#shared.write(KEYS.pause, JSON.stringify({ kind, message, until: this.#pause.until }), pause);
  }
}

function parsePause(text: string | undefined): Pause | undefined {
  const { kind, message, until } = fieldsOf(parseJson(new TextEncoder().encode(text ?? '')));
  if (typeof until !== 'number' || typeof message !== 'string') return undefined;
  if (kind !== 'credentials' && kind !== 'rate-limit' && kind !== 'unavailable') return undefined;
  return { error: new PartnerError(kind, message, 0), until };
}
