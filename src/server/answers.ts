import { TooLargeError } from './body.js';
import type { Call } from './call.js';

/** Headers of every answer: it belongs to one user, it is no page, and no other site may embed it. */
const GUARDED = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

/** What is sent to the page. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer>;
}

export const answer = (status: number, body: Answer['body'], headers: Answer['headers'] = {}): Answer => ({
  status,
  headers: { ...headers, ...GUARDED },
  body,
});

export const answerJson = (status: number, body: unknown, headers: Answer['headers'] = {}): Answer =>
  answer(status, JSON.stringify(body), { ...headers, 'content-type': 'application/json; charset=utf-8' });

/** An answer of this server's own, as opposed to the API's. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;

  /** @param why a few fixed words for the log; the page gets `body` */
  constructor(why: string, status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) {
    super(why);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }

  toAnswer(): Answer {
    return answerJson(this.status, this.body, this.headers);
  }
}

/**
 * Reads the body of a request.
 * @throws {HttpError} 413, or 400 if it breaks off
 */
export async function takeBody(call: Call, most: number): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await call.readBody(most);
  } catch (error) {
    if (error instanceof HttpError) throw error;
    throw error instanceof TooLargeError
      ? new HttpError('too large', 413, { message: 'The body is too large.' })
      : new HttpError('broken off', 400, { message: 'The body is incomplete.' });
  }
}

/** A body like the API's own errors, for requests that need not be sent there to know the answer. */
export const apiError = (code: string, message: string, solution: string): unknown => ({
  errors: { [code]: { code, message, solution } },
});

/** Headers that tell a client when to try again. */
export const retryIn = (seconds: number): Readonly<Record<string, string>> => ({
  'retry-after': String(Math.max(1, Math.ceil(seconds))),
});
