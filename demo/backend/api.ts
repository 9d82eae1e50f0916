import { parseJson, readBody, TooLargeError } from './body.ts';

/** An answer of the API, read to its end. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer>;
}

export interface ApiCall {
  readonly headers?: HeadersInit;
  /** Sent as JSON; nothing is sent without it. */
  readonly json?: unknown;
  readonly signal: AbortSignal;
}

/** There is no answer that could be passed on. The message is a word or two: what the network says may name tokens. */
export class ApiFault extends Error {
  override readonly name = 'ApiFault';
}

/** Bytes that an answer may have: the longest ones are lists of questions, of a few thousand. */
const MOST = 1_000_000;

/** Sends requests to the API, and to nowhere else. */
export class Api {
  readonly #origin: string;
  readonly #fetch: typeof globalThis.fetch;

  constructor(origin: string, fetch: typeof globalThis.fetch) {
    this.#origin = origin;
    this.#fetch = fetch;
  }

  /** @throws {ApiFault}; the signal's reason once it is aborted */
  async call(method: 'GET' | 'POST', path: string, { headers, json, signal }: ApiCall): Promise<ApiAnswer> {
    const all = new Headers(headers);
    all.set('accept', 'application/json');
    if (json !== undefined) all.set('content-type', 'application/json');
    try {
      const response = await this.#fetch.call(globalThis, this.#origin + path, {
        method,
        headers: all,
        signal,
        body: json === undefined ? null : JSON.stringify(json),
        // Followed, the tokens would go along. Not 'error': Workers have only this one.
        redirect: 'manual',
      });
      if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
        await response.body?.cancel();
        throw new ApiFault('the API redirects');
      }
      return { status: response.status, headers: response.headers, body: await readBody(response, MOST) };
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof ApiFault) throw error;
      throw new ApiFault(error instanceof TooLargeError ? 'the answer is too large' : networkFault(error));
    }
  }
}

/** Of what the network says only its code, such as `ECONNREFUSED`. */
function networkFault(error: unknown): string {
  const { code } = ((error as Error).cause ?? error) as { readonly code?: unknown };
  return typeof code === 'string' && /^[A-Z_]+$/.test(code) ? code : 'no answer from the API';
}

/** The ER codes in an answer: the keys of `errors`, or the codes in a list. */
export function codesOf({ status, body }: ApiAnswer): readonly string[] {
  const { errors } = status < 400 ? {} : ((parseJson(body) ?? {}) as { readonly errors?: unknown });
  if (typeof errors !== 'object' || errors === null) return [];
  const codes = Array.isArray(errors)
    ? errors.map((error: { readonly code?: unknown } | null) => error?.code)
    : Object.keys(errors);
  return codes.filter((code): code is string => typeof code === 'string' && /^ER\d{3}$/.test(code));
}

/** Whole seconds until another try, from `Retry-After`; undefined without one. */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after') ?? '';
  const seconds = /^\d+$/.test(value) ? Number(value) : Math.ceil((Date.parse(value) - now) / 1000);
  return Number.isNaN(seconds) ? undefined : Math.max(1, seconds);
}
