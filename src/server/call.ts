import type { Answer } from './answers.js';
import { readBody } from './body.js';

/**
 * A request as the routes see it. A listener has one without making a `Request`, which costs as much as everything else that is
 * done for an answer.
 */
export interface Call {
  readonly method: string;
  /** As it was sent: not decoded, and without the query. */
  readonly pathname: string;
  /** Scheme and host that were asked. */
  readonly origin: string;
  /**
   * @param name in lower case
   * @returns null without such a header; several are joined by commas
   */
  header(name: string): string | null;
  /** The framework has read the body. */
  readonly isBodyRead: boolean;
  /**
   * Reads the body to its end.
   * @param most bytes allowed
   * @throws {TooLargeError} as soon as there are more
   */
  readBody(most: number): Promise<Uint8Array<ArrayBuffer>>;
  /**
   * @param callback called once, and not at once, if the client leaves before it has the answer
   * @returns a function that ends that
   */
  onGone(callback: () => void): () => void;
  /** For functions of the page's own. */
  toRequest(): Request;
}

export function callOf(request: Request): Call {
  const { origin, pathname } = new URL(request.url);
  const { method, headers, signal } = request;
  return {
    method,
    pathname,
    origin,
    header: (name) => headers.get(name),
    isBodyRead: request.bodyUsed,
    readBody: (most) => readBody(request, most),
    onGone: (callback) => {
      if (signal.aborted) queueMicrotask(callback);
      signal.addEventListener('abort', callback);
      return () => signal.removeEventListener('abort', callback);
    },
    toRequest: () => request,
  };
}

/** Statuses that have no body. */
const BODILESS = new Set([204, 205, 304]);

export const toResponse = ({ status, headers, body }: Answer): Response =>
  new Response(BODILESS.has(status) ? null : body, { status, headers });
