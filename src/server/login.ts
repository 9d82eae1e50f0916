import { ApiError, codesOf, retryAfter, type Api } from './api.js';
import { fieldsOf, parseJson } from './body.js';
import { withDeadline } from './deadline.js';
import { callSafely, type Log } from './log.js';
import { PartnerError } from './partner-error.js';
import type { ApiAnswer } from './transport.js';

export interface LoginSetup {
  readonly api: Api;
  readonly username: string;
  readonly password: string;
  /** Milliseconds for a login; a refresh has half of it, so that there is time for a login after it. */
  readonly timeout: number;
  readonly now: () => number;
  readonly log: Log | undefined;
}

/** A partner token. Times are milliseconds since the epoch. */
export interface PartnerToken {
  readonly token: string;
  readonly refreshToken?: string;
  readonly issued: number;
  readonly end: number;
}

/** How long a token lives according to the documentation, if it does not say so itself. */
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** @throws {PartnerError} */
export async function login(setup: LoginSetup): Promise<PartnerToken> {
  const { username, password, timeout } = setup;
  const answer = await call(setup, 'login', { username, password }, timeout);
  if (answer.status === 400 || answer.status === 401 || answer.status === 403) {
    const details = [answer.status, ...codesOf(answer)].join(' ');
    throw new PartnerError(
      'credentials',
      `BTC Direct refuses the partner's username or password (${details}).`,
      60_000,
    );
  }
  return read(setup, answer);
}

/**
 * A new token for a refresh token, which the API takes once. If the answer has no new refresh token, the old one is kept.
 * @returns undefined if the API does not take it any more
 * @throws {PartnerError}
 */
export async function refresh(setup: LoginSetup, refreshToken: string): Promise<PartnerToken | undefined> {
  const answer = await call(setup, 'refresh', { refreshToken }, setup.timeout / 2);
  const isRefused = answer.status >= 400 && answer.status < 500;
  return isRefused ? undefined : { refreshToken, ...read(setup, answer) };
}

async function call(
  { api, now, log }: LoginSetup,
  what: 'login' | 'refresh',
  json: unknown,
  timeout: number,
): Promise<ApiAnswer> {
  const path = what === 'login' ? '/api/v1/authenticate' : '/api/v1/refresh';
  const start = performance.now();
  const duration = () => Math.round(performance.now() - start);
  try {
    const answer = await withDeadline(timeout, (signal) => api.call('POST', path, { json, signal }));
    callSafely(log, { what, status: answer.status, codes: codesOf(answer), milliseconds: duration() });
    if (answer.status !== 429) return answer;
    const seconds = retryAfter(answer, now()) ?? 30;
    throw new PartnerError('rate-limit', 'BTC Direct says: too many requests.', seconds * 1_000);
  } catch (error) {
    if (error instanceof PartnerError) throw error;
    const why = error instanceof ApiError ? error.message : 'timeout';
    callSafely(log, { what, status: 0, why, milliseconds: duration() });
    throw new PartnerError('unavailable', `BTC Direct's API gives no answer (${why}).`, 1_000);
  }
}

function read({ now }: LoginSetup, answer: ApiAnswer): PartnerToken {
  const { token, refreshToken } = fieldsOf(parseJson(answer.body));
  if (answer.status >= 300 || !isToken(token)) {
    const message = `BTC Direct's answer to the login is no token (HTTP ${answer.status}).`;
    throw new PartnerError('unavailable', message, 1_000);
  }
  const issued = now();
  return { token, ...(isToken(refreshToken) && { refreshToken }), issued, end: endOf(token, issued) };
}

/** Fit for a header. */
export const isToken = (value: unknown): value is string =>
  typeof value === 'string' && /^[\x21-\x7e]{1,8192}$/.test(value);

/** When a token ends: its `exp` claim, if it is a JWT and the clocks agree, else an hour from now. */
function endOf(token: string, now: number): number {
  try {
    const claims: unknown = JSON.parse(atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')));
    const end = Number(fieldsOf(claims)['exp']) * 1_000;
    if (end > now) return Math.min(end, now + DAY);
  } catch {
    // No JWT.
  }
  return now + HOUR;
}

/** A token as it was written to the store; undefined for anything else. */
export function parseToken(text: string | undefined): PartnerToken | undefined {
  const { token, refreshToken, issued, end } = fieldsOf(parseJson(new TextEncoder().encode(text ?? '')));
  if (!isToken(token) || typeof issued !== 'number' || typeof end !== 'number') return undefined;
  return { token, ...(isToken(refreshToken) && { refreshToken }), issued, end };
}
