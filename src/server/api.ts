import { fieldsOf, parseJson, TooLargeError } from './body.js';
import type { ApiAnswer, Transport } from './transport.js';

export interface ApiCall {
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; without it there is no body. */
  readonly json?: unknown;
  readonly signal: AbortSignal;
}

/** The API gave no answer that could be passed on. The message has a few fixed words: a network error may quote tokens. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
}

/** Codes of one answer that are looked at. */
const MOST_CODES = 32;
/** Seconds that a client is asked to wait at most, whatever the API says. */
const LONGEST_WAIT = 3_600;

const JSON_BODY = { 'content-type': 'application/json' };

/** Sends requests to the API, and to no other server. */
export class Api {
  readonly #origin: string;
  readonly #send: Transport;

  constructor(origin: string, send: Transport) {
    this.#origin = origin;
    this.#send = send;
  }

  /** @throws {ApiError}; the signal's reason once it is aborted */
  async call(method: 'GET' | 'POST', path: string, { headers, json, signal }: ApiCall): Promise<ApiAnswer> {
    try {
      const answer = await this.#send(this.#origin + path, {
        method,
        headers: { ...headers, accept: 'application/json', ...(json !== undefined && JSON_BODY) },
        body: json === undefined ? undefined : JSON.stringify(json),
        signal,
      });
      if (answer.status >= 300 && answer.status < 400) throw new ApiError('the API redirects');
      return answer;
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof ApiError) throw error;
      throw new ApiError(error instanceof TooLargeError ? 'the answer is too large' : networkError(error));
    }
  }
}

/** Of a network error only its code, such as `ECONNREFUSED`. */
function networkError(error: unknown): string {
  const { code } = fieldsOf((error instanceof Error ? error.cause : undefined) ?? error);
  return typeof code === 'string' && /^[A-Z_]{1,40}$/.test(code) ? code : 'no answer from the API';
}

/** The ER codes in an answer: the keys of `errors`, or the codes in a list. */
export function codesOf({ status, body }: ApiAnswer): readonly string[] {
  if (status < 400) return [];
  const { errors } = fieldsOf(parseJson(body));
  const codes = Array.isArray(errors) ? errors.map((error) => fieldsOf(error)['code']) : Object.keys(fieldsOf(errors));
  return codes
    .filter((code): code is string => typeof code === 'string' && /^ER\d{3}$/.test(code))
    .slice(0, MOST_CODES);
}

/** Whole seconds until another try, from 1 to an hour, as `Retry-After` says; undefined without a valid one. */
export function retryAfter({ header }: ApiAnswer, now: number): number | undefined {
  const value = header('retry-after') ?? '';
  // A proxy may join two values. `Date.parse()` takes a lone number for a year or a month.
  const date = /\d\D+\d/.test(value) ? Date.parse(value) : NaN;
  const seconds = Math.ceil(/^[\d.]+ *(,|$)/.test(value) ? Number.parseFloat(value) : (date - now) / 1_000);
  return Number.isNaN(seconds) ? undefined : Math.min(LONGEST_WAIT, Math.max(1, seconds));
}
