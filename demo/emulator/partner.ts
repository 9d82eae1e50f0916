import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Reply } from './reply.js';
import { refusal } from './scenarios/api-errors.js';

/** The partner whom the emulated API knows. */
export const CREDENTIALS = { username: 'northcoin', password: 'emulated-password' } as const;

/** Stands in every partner token and refresh token, so that a test can find one wherever it went. */
export const MARK = 'emulated-partner-secret';

const HOUR = 3_600;
const MONTH = 30 * 24 * HOUR;
const MINUTE = 60_000;

/** What the API has been asked for by the partner. */
export interface Counts {
  logins: number;
  refreshes: number;
  /** Logins and refreshes that were refused, for whatever reason. */
  refused: number;
}

/**
 * The partner's side of the API: logging in, renewing with rotation, and the check of the partner's token on every call. What goes
 * wrong is set from outside.
 */
export class Partner {
  readonly counts: Counts = { logins: 0, refreshes: 0, refused: 0 };
  /** Seconds that the tokens live which are handed out from now on. */
  lifetime = HOUR;
  refreshLifetime = MONTH;
  /** Calls a minute, logins included. */
  perMinute = Infinity;
  /** In place of every answer: the API is down, slow, or out of its mind. */
  outage: Reply | undefined;
  /** Milliseconds before a login or a refresh is granted. */
  loginDelay = 0;
  /** In place of every answer to a login or a refresh. */
  loginOutage: Reply | undefined;

  /** When each token ends, in milliseconds since the epoch. */
  readonly #tokens = new Map<string, number>();
  readonly #refreshTokens = new Map<string, number>();
  #calls: number[] = [];

  /** All tokens that are out have expired. */
  expire(): void {
    for (const token of this.#tokens.keys()) this.#tokens.set(token, 0);
  }

  /** No refresh token that is out is known any more. */
  forget(): void {
    this.#refreshTokens.clear();
  }

  /** No token that is out is known any more, as if the keys had changed. */
  forgetTokens(): void {
    this.#tokens.clear();
  }

  /** What stands in the way of any call, if anything does. */
  hindrance(): Reply | undefined {
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
    return isKnown ? this.#handOut() : this.#refuse(refusal('ER038'));
  }

  /** `POST /api/v1/refresh`: each refresh token is taken once. */
  refresh(body: string): Reply {
    this.counts.refreshes++;
    if (this.loginOutage) return this.#refuse(this.loginOutage);
    const { refreshToken } = read(body);
    const end = this.#refreshTokens.get(String(refreshToken));
    this.#refreshTokens.delete(String(refreshToken));
    if (end === undefined) return this.#refuse(refusal('ER037'));
    return end < Date.now() ? this.#refuse(refusal('ER036')) : this.#handOut();
  }

  /** What is wrong with who is asking: the partner first, then the customer. */
  complaint(headers: IncomingHttpHeaders): Reply | undefined {
    if (headers['x-api-key'] !== undefined) return refusal(headers.authorization === undefined ? 'ER805' : 'ER803');
    if (headers.authorization === undefined) return refusal('ER802');
    const end = this.#tokens.get(headers.authorization.replace(/^Bearer /, ''));
    if (end === undefined) return refusal('ER800');
    if (end < Date.now()) return refusal('ER801');
    const [token, identifier] = [headers['user-authorization'], headers['user-identifier']];
    if (token !== undefined && identifier !== undefined) return refusal('ER703');
    return token === undefined && identifier === undefined ? refusal('ER700') : undefined;
  }

  #handOut(): Reply {
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
