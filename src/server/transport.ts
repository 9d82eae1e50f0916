import { readBody } from './body.js';

export interface ApiRequest {
  readonly method: 'GET' | 'POST';
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly signal: AbortSignal;
}

/** An answer of the API, read to its end. */
export interface ApiAnswer {
  readonly status: number;
  /** @param name in lower case */
  readonly header: (name: string) => string | null;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Sends a request and reads the answer, without following a redirect: that would take the tokens along. */
export type Transport = (url: string, request: ApiRequest) => Promise<ApiAnswer>;

/** Bytes that an answer may have: the longest ones are lists of questions, of a few thousand. */
export const MAX_ANSWER_SIZE = 262_144;

/** @param fetch the platform's, or the page's own */
export const fetchTransport =
  (fetch: typeof globalThis.fetch): Transport =>
  async (url, { body = null, ...request }) => {
    // A redirect of 'error' would say more clearly what is meant, but Workers do not have it.
    const response = await fetch.call(globalThis, url, { ...request, body, redirect: 'manual' });
    const { headers, type } = response;
    const status = type === 'opaqueredirect' ? 302 : response.status;
    return { status, header: (name) => headers.get(name), body: await readBody(response, MAX_ANSWER_SIZE) };
  };
