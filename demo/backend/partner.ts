import type { Api, ApiAnswer } from './api.ts';
import { ApiFault, codesOf, retryAfter } from './api.ts';
import { parseJson } from './body.ts';
import type { Log } from './log.ts';

/** Why there is no partner token. The message is one line, for the log or the terminal, and holds no secret. */
export class PartnerError extends Error {
  override readonly name = 'PartnerError';
  readonly kind: 'credentials' | 'rate-limit' | 'unavailable';
  /** Milliseconds in which it is of no use to ask again. */
  readonly pause: number;

  constructor(kind: PartnerError['kind'], message: string, pause: number) {
    super(message);
    this.kind = kind;
    this.pause = pause;
  }
}

export interface PartnerSetup {
  readonly api: Api;
  readonly username: string;
  readonly password: string;
  /** Milliseconds. */
  readonly timeout: number;
  readonly now: () => number;
  readonly log: Log;
}

interface Held {
  readonly token: string;
  readonly refreshToken: string | undefined;
  /** Milliseconds since the epoch. */
  readonly end: number;
}

/** Milliseconds before its end at which a token is renewed. */
const AHEAD = 60_000;
/** How long a token lives by the documentation, where it does not say so itself. */
const HOUR = 3_600_000;

/** The partner's token: one for the whole server, renewed before its end, and by one request however many wait for it. */
export class PartnerToken {
  readonly #setup: PartnerSetup;
  #held: Held | undefined;
  #renewal: Promise<string> | undefined;
  #failed: { readonly error: PartnerError; readonly until: number } | undefined;

  constructor(setup: PartnerSetup) {
    this.#setup = setup;
  }

  /** @throws {PartnerError} */
  async get(): Promise<string> {
    const held = this.#held;
    if (held && this.#setup.now() < held.end - AHEAD) return held.token;
    try {
      return await this.#renew();
    } catch (error) {
      // No reason to fail yet: it is good for another moment.
      if (held && held === this.#held && this.#setup.now() < held.end) return held.token;
      throw error;
    }
  }

  /**
   * Another token than the one that the API calls expired. Where somebody else has renewed it meanwhile, that is it.
   * @throws {PartnerError}
   */
  async replace(refused: string): Promise<string> {
    const held = this.#held;
    if (held?.token !== refused) return this.get();
    this.#held = { ...held, end: 0 };
    return this.#renew();
  }

  /** Logs in anew next time, because the API does not know this token: its keys have changed, say. */
  forget(refused: string): void {
    if (this.#held?.token === refused) this.#held = undefined;
  }

  /** Whether a text holds the token, or what else must not leave the server. */
  isIn(text: string): boolean {
    const { token, refreshToken } = this.#held ?? {};
    // A password of a few letters is in any text.
    return [this.#setup.password, token, refreshToken].some(
      (secret = '') => secret.length > 7 && text.includes(secret),
    );
  }

  #renew(): Promise<string> {
    const { now } = this.#setup;
    if (this.#failed && now() < this.#failed.until) return Promise.reject(this.#failed.error);
    this.#renewal ??= this.#ask()
      .catch((error: unknown) => {
        if (error instanceof PartnerError) this.#failed = { error, until: now() + error.pause };
        throw error;
      })
      .finally(() => {
        this.#renewal = undefined;
      });
    return this.#renewal;
  }

  async #ask(): Promise<string> {
    const refreshToken = this.#held?.refreshToken;
    const renewed = refreshToken === undefined ? undefined : await this.#refresh(refreshToken);
    this.#held = renewed ?? (await this.#login());
    this.#failed = undefined;
    return this.#held.token;
  }

  /** @returns nothing where the refresh token is not taken any more */
  async #refresh(refreshToken: string): Promise<Held | undefined> {
    const answer = await this.#call('refresh', { refreshToken });
    const isRefused = answer.status >= 400 && answer.status < 500 && answer.status !== 429;
    if (isRefused) return undefined;
    const held = this.#read(answer);
    // Each refresh token is good for one renewal. Where an answer brings no new one, the old one is tried again.
    return { ...held, refreshToken: held.refreshToken ?? refreshToken };
  }

  async #login(): Promise<Held> {
    const { username, password } = this.#setup;
    const answer = await this.#call('login', { username, password });
    if (answer.status === 400 || answer.status === 401 || answer.status === 403) {
      const said = [answer.status, ...codesOf(answer)].join(' ');
      throw new PartnerError('credentials', `BTC Direct refuses the partner's username or password (${said}).`, 60_000);
    }
    return this.#read(answer);
  }

  async #call(what: 'login' | 'refresh', json: unknown): Promise<ApiAnswer> {
    const { api, timeout, now, log } = this.#setup;
    const path = what === 'login' ? '/api/v1/authenticate' : '/api/v1/refresh';
    const since = now();
    try {
      const answer = await api.call('POST', path, { json, signal: AbortSignal.timeout(timeout) });
      log({ what, status: answer.status, codes: codesOf(answer), milliseconds: now() - since });
      return answer;
    } catch (error) {
      const why = error instanceof ApiFault ? error.message : 'time-out';
      log({ what, status: 0, why, milliseconds: now() - since });
      throw new PartnerError('unavailable', `BTC Direct's API gives no answer (${why}).`, 1_000);
    }
  }

  #read(answer: ApiAnswer): Held {
    const { now } = this.#setup;
    if (answer.status === 429) {
      const seconds = retryAfter(answer.headers, now()) ?? 30;
      throw new PartnerError('rate-limit', 'BTC Direct says: too many requests.', seconds * 1_000);
    }
    const { token, refreshToken } = (parseJson(answer.body) ?? {}) as Record<string, unknown>;
    if (answer.status >= 300 || !isToken(token)) {
      const message = `BTC Direct's answer to the login is no token (HTTP ${answer.status}).`;
      throw new PartnerError('unavailable', message, 1_000);
    }
    return { token, refreshToken: isToken(refreshToken) ? refreshToken : undefined, end: endOf(token, now()) };
  }
}

/** Fit for a header. */
const isToken = (value: unknown): value is string => typeof value === 'string' && /^[\x21-\x7e]+$/.test(value);

/** When a token ends: its `exp` claim, where it is a JWT and the clocks agree, else an hour from now. */
function endOf(token: string, now: number): number {
  try {
    const claims = JSON.parse(atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'))) as unknown;
    const end = Number((claims as { readonly exp?: unknown }).exp) * 1_000;
    if (end > now) return end;
  } catch {
    // No JWT.
  }
  return now + HOUR;
}
