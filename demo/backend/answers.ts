/** What every answer to a page bears: it is the customer's own, it is no page, and no other site may embed it. */
const GUARDED = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

/** Statuses that have no body. */
const BODILESS = new Set([204, 205, 304]);

export function answer(status: number, body: string | Uint8Array<ArrayBuffer>, headers: HeadersInit = {}): Response {
  const all = new Headers(headers);
  for (const [name, value] of Object.entries(GUARDED)) all.set(name, value);
  return new Response(BODILESS.has(status) ? null : body, { status, headers: all });
}

/** A refusal of this server's own, as opposed to the API's. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly headers: HeadersInit;
  readonly body: unknown;

  /** @param why a word or two for the log; the page gets `body` */
  constructor(why: string, status: number, body: unknown, headers: HeadersInit = {}) {
    super(why);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }

  toResponse(): Response {
    return answer(this.status, JSON.stringify(this.body), {
      'content-type': 'application/json; charset=utf-8',
      ...Object.fromEntries(new Headers(this.headers)),
    });
  }
}

/** One of the API's own complaints, for what need not be sent there to know the answer. */
export const complaint = (code: string, message: string, solution: string): unknown => ({
  errors: { [code]: { code, message, solution } },
});
