/** Headers of every answer: it belongs to one user, it is no page, and no other site may embed it. */
const GUARDED = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

/** Statuses that have no body. */
const BODILESS = new Set([204, 205, 304]);

export function answer(
  status: number,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(BODILESS.has(status) ? null : body, { status, headers: { ...headers, ...GUARDED } });
}

export const answerJson = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response =>
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

  toResponse(): Response {
    return answerJson(this.status, this.body, this.headers);
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
