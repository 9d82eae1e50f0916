import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Reply } from './reply.js';
import { refusal } from './scenarios/api-errors.js';

/** The credentials that the emulated API accepts. */
export const CREDENTIALS = { username: 'northcoin', password: 'emulated-password' } as const;

/** Part of every partner token and refresh token, so that a test can search for them. */
export const MARK = 'emulated-partner-secret';

const HOUR = 3_600;
const MONTH = 30 * 24 * HOUR;
const MINUTE = 60_000;

/** How often the partner has asked for a token. */
export interface Counts {
  logins: number;
  refreshes: number;
  /** Logins and refreshes that were refused, for whatever reason. */
  refused: number;
}

/**
 * The partner's side of the API: login, refresh with rotation, and the check of the partner's token on every call. Faults are set
 * from outside.
 */
export class Partner {
  readonly counts: Counts = { logins: 0, refreshes: 0, refused: 0 };
  /** Lifetime of new tokens in seconds. */
  lifetime = HOUR;
  refreshLifetime = MONTH;
  /** Calls a minute, logins included. */
  perMinute = Infinity;
  /** Sent instead of every answer. */
  outage: Reply | undefined;
  /** Milliseconds before a login or a refresh is granted. */
  loginDelay = 0;
  /** Sent instead of every answer to a login or a refresh. */
  loginOutage: Reply | undefined;

  /** When each token ends, in milliseconds since the epoch. */
  readonly #tokens = new Map<string, number>();
  readonly #refreshTokens = new Map<string, number>();
  #calls: number[] = [];

  /** Expires all tokens. */
  expire(): void {
    for (const token of this.#tokens.keys()) this.#tokens.set(token, 0);
  }

  /** Forgets all refresh tokens. */
  forget(): void {
    this.#refreshTokens.clear();
  }

  /** Forgets all tokens, as if the keys had changed. */
  forgetTokens(): void {
    this.#tokens.clear();
  }

  /** The answer to any call while the API is down or the rate limit is reached. */
  block(): Reply | undefined {
    // Without a limit nothing is counted: under load, the list would cost more than the answer.
    if (this.perMinute === Infinity) return this.outage;
    const now = Date.now();
    this.#calls = [...this.#calls.filter((time) => time > now - MINUTE), now];
    return this.outage ?? (this.#calls.length > this.perMinute ? refusal('ER920') : undefined);
  }

  /** `POST /api/v1/authenticate` */
  login(body: string): Reply {
    this.counts.logins++;
    if (this.loginOutage) return this.#refuse(this.loginOutage);
    const { username, password } = read(body);
    const isKnown = username === CREDENTIALS.username && password === CREDENTIALS.password;
    return isKnown ? this.#grant() : this.#refuse(refusal('ER038'));
  }

  /** `POST /api/v1/refresh`: each refresh token is taken once. */
  refresh(body: string): Reply {
    this.counts.refreshes++;
    if (this.loginOutage) return this.#refuse(this.loginOutage);
    const { refreshToken } = read(body);
    const end = this.#refreshTokens.get(String(refreshToken));
    this.#refreshTokens.delete(String(refreshToken));
    if (end === undefined) return this.#refuse(refusal('ER037'));
    return end < Date.now() ? this.#refuse(refusal('ER036')) : this.#grant();
  }

  /** The refusal of a call, if any: the partner is checked first, then the user. */
  check(headers: IncomingHttpHeaders): Reply | undefined {
    if (headers['x-api-key'] !== undefined) return refusal(headers.authorization === undefined ? 'ER805' : 'ER803');
    if (headers.authorization === undefined) return refusal('ER802');
    const end = this.#tokens.get(headers.authorization.replace(/^Bearer /, ''));
    if (end === undefined) return refusal('ER800');
    if (end < Date.now()) return refusal('ER801');
    const [token, identifier] = [headers['user-authorization'], headers['user-identifier']];
    if (token !== undefined && identifier !== undefined) return refusal('ER703');
    return token === undefined && identifier === undefined ? refusal('ER700') : undefined;
  }

  #grant(): Reply {
    const end = Date.now() + this.lifetime * 1_000;
    const claims = { jti: randomUUID(), exp: Math.floor(end / 1_000) };
    const token = [{ alg: 'none' }, claims].map(encode).concat(MARK).join('.');
    const refreshToken = `${MARK}-refresh-${randomUUID()}`;
    this.#tokens.set(token, end);
    this.#refreshTokens.set(refreshToken, Date.now() + this.refreshLifetime * 1_000);
    return { body: { token, refreshToken }, delay: this.loginDelay };
  }

  #refuse(reply: Reply): Reply {
    this.counts.refused++;
    return reply;
  }
}

function read(body: string): Record<string, unknown> {
  try {
    return (JSON.parse(body) ?? {}) as Record<string, unknown>;
  } catch {
    return {};
  }
}

const encode = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');
