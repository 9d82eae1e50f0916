import { fieldOf } from './util.js';

/** Why the server is asked. */
export type RequestReason = 'start' | 'retry' | 'expired' | 'refresh' | 'status' | 'levels' | 'resume';

type Method = 'GET' | 'POST';

export interface RequestContext {
  readonly reason: RequestReason;
  readonly method: Method;
  /** Absolute, if the setting is a valid URL. */
  readonly url: string;
  /** Aborted with the attempt, and when the time is up. */
  readonly signal: AbortSignal;
}

/** How the page wants its server to be asked. */
export interface RequestOptions {
  readonly endpoint: string;
  /** `get`, in any case, if `endpoint` is read; else `post`. */
  readonly method: string;
  readonly credentials: RequestCredentials;
  /** Milliseconds until the server must have answered in full. */
  readonly requestTimeout: number;
  readonly headers?: HeadersInit | ((context: RequestContext) => HeadersInit | Promise<HeadersInit>) | undefined;
  /** In place of fetch: resolves to a `Response`, or to the body already read, parsed or as text. */
  readonly request?: ((context: RequestContext) => unknown) | undefined;
  /** The entry's: later chunks need no copy of it. */
  readonly send: typeof send;
}

/** Whether `endpoint` is read. */
export const isRead = ({ method }: Pick<RequestOptions, 'method'>): boolean => /^get$/i.test(method);

/** A request that has left. */
export interface SentRequest {
  /** Whatever the server, or the page's `request`, answers. */
  readonly answer: Promise<unknown>;
  readonly signal: AbortSignal;
  /** Aborted when the time is up. */
  readonly timeout: AbortController;
  readonly timer: ReturnType<typeof setTimeout>;
  /** What the browser said when the request left. */
  readonly wasOnline: boolean;
}

/**
 * Sends one request. The answer is read elsewhere (`reply.ts`), so that this leaves with as little code as possible.
 *
 * @param reply the answer to a request that the page has sent itself
 */
export function send(
  options: RequestOptions,
  request: Pick<RequestContext, 'reason' | 'method' | 'url' | 'signal'>,
  reply?: Promise<unknown>,
): SentRequest {
  const timeout = new AbortController();
  const context = {
    ...request,
    url: resolve(request.url),
    signal: AbortSignal.any([request.signal, timeout.signal]),
  };
  const fetchReply = async (): Promise<unknown> => {
    if (reply) {
      // A page may have awaited it already.
      const early = await reply;
      if (!fieldOf(early, 'bodyUsed')) return early;
    }
    return await (options.request ? options.request(context) : ask(options, context));
  };
  const answer = fetchReply();
  // The rejection is handled by the code that reads the answer, which may never be loaded.
  answer.catch(() => undefined);
  const timer = setTimeout(() => timeout.abort(), options.requestTimeout);
  request.signal.addEventListener('abort', () => clearTimeout(timer));
  return { answer, signal: context.signal, timeout, timer, wasOnline: navigator.onLine };
}

/** @returns undefined if the request failed: the browser's message may quote a header */
async function ask({ headers, credentials }: RequestOptions, context: RequestContext): Promise<Response | undefined> {
  const given = await (typeof headers === 'function' ? headers(context) : headers);
  const { method, url, signal } = context;
  try {
    const own = new Headers(given ?? {});
    if (!own.has('accept')) own.set('accept', 'application/json');
    if (!url.startsWith('http')) return undefined;
    // The page's headers go to the page's endpoint only: a redirect to another origin fails. Firefox hides the page's
    // origin from its own server if the page has "no-referrer" and the request has no policy.
    const guard =
      new URL(url).origin === window.origin
        ? { mode: 'same-origin', referrerPolicy: 'same-origin' }
        : { redirect: 'error' };
    // Without a prototype: fields that were put on Object.prototype are no settings. Scripts that wrap `fetch` call `hasOwnProperty`.
    const init = {
      __proto__: null,
      hasOwnProperty(name: string) {
        return Object.hasOwn(this, name);
      },
      method,
      credentials,
      headers: own,
      signal,
      cache: 'no-store',
      ...guard,
    };
    return await fetch(url, init as RequestInit);
  } catch {
    return undefined;
  }
}

/**
 * Relative to the document. A `<base>` of another origin, which may have been injected, does not count. Read from a new
 * node: an element with the name `baseURI` shadows the document's.
 */
function resolve(endpoint: string): string {
  const { baseURI } = new DocumentFragment();
  const base = new URL(baseURI).origin === window.origin ? baseURI : location.href;
  return URL.canParse(endpoint, base) ? new URL(endpoint, base).href : endpoint;
}
