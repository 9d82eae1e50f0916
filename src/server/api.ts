import { fieldsOf, parseJson, readBody, TooLargeError } from './body.js';

/** An answer of the API, read to its end. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer>;
}

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

/** Bytes that an answer may have: the longest ones are lists of questions, of a few thousand. */
const MOST = 262_144;
/** Codes of one answer that are looked at. */
const MOST_CODES = 32;
/** Seconds that a client is asked to wait at most, whatever the API says. */
const LONGEST_WAIT = 3_600;

const JSON_BODY = { 'content-type': 'application/json' };

/** Sends requests to the API, and to no other server. */
export class Api {
  readonly #origin: string;
  readonly #fetch: typeof globalThis.fetch;

  constructor(origin: string, fetch: typeof globalThis.fetch) {
    this.#origin = origin;
    this.#fetch = fetch;
  }

  /** @throws {ApiError}; the signal's reason once it is aborted */
  async call(method: 'GET' | 'POST', path: string, { headers, json, signal }: ApiCall): Promise<ApiAnswer> {
    try {
      const response = await this.#fetch.call(globalThis, this.#origin + path, {
        method,
        headers: { ...headers, accept: 'application/json', ...(json !== undefined && JSON_BODY) },
        signal,
        body: json === undefined ? null : JSON.stringify(json),
        // A redirect that is followed takes the tokens along. 'error' would say so, but Workers do not have it.
        redirect: 'manual',
      });
      if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
        await response.body?.cancel();
        throw new ApiError('the API redirects');
      }
      return { status: response.status, headers: response.headers, body: await readBody(response, MOST) };
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
export function retryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after') ?? '';
  const seconds = /^\d+$/.test(value) ? Number(value) : Math.ceil((Date.parse(value) - now) / 1_000);
  return Number.isNaN(seconds) ? undefined : Math.min(LONGEST_WAIT, Math.max(1, seconds));
}
