import { UpgradeError } from './error.js';

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
  /** `get` if `endpoint` is read, else `post`. */
  readonly method: string;
  readonly credentials: RequestCredentials;
  /** Milliseconds until the server must have answered in full. */
  readonly requestTimeout: number;
  readonly headers?: HeadersInit | ((context: RequestContext) => HeadersInit | Promise<HeadersInit>) | undefined;
  /** In place of fetch: resolves to a `Response`, or to the body already read, parsed or as text. */
  readonly request?: ((context: RequestContext) => unknown) | undefined;
}

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
  const fetchReply = async (): Promise<unknown> =>
    await (options.request ? options.request(context) : ask(options, context));
  const answer = reply ? reply.then((early) => (isConsumed(early) ? fetchReply() : early)) : fetchReply();
  // The rejection is handled by the code that reads the answer, which may never be loaded.
  answer.catch(() => undefined);
  const timer = setTimeout(() => timeout.abort(), options.requestTimeout);
  request.signal.addEventListener('abort', () => clearTimeout(timer));
  return { answer, signal: context.signal, timeout, timer, wasOnline: navigator.onLine };
}

async function ask({ headers, credentials }: RequestOptions, context: RequestContext): Promise<Response> {
  const given = typeof headers === 'function' ? await headers(context) : headers;
  const { method, url, signal } = context;
  try {
    const own = new Headers(given ?? {});
    if (!own.has('accept')) own.set('accept', 'application/json');
    const target = new URL(url);
    if (!target.protocol.startsWith('http')) throw new TypeError('Not http.');
    // The page's headers go to the page's endpoint only: a redirect to another origin fails.
    const guard = target.origin === window.origin ? { mode: 'same-origin' } : { redirect: 'error' };
    // Without a prototype: fields that were put on Object.prototype are no settings.
    const init = { __proto__: null, method, credentials, headers: own, signal, cache: 'no-store', ...guard };
    return await fetch(url, init as RequestInit);
  } catch {
    // The browser's message may quote a header.
    const message = 'The request failed. Is "endpoint" reachable, and allowed by CORS and CSP? Are the headers valid?';
    throw new UpgradeError('network', { message });
  }
}

/** Relative to the document. A `<base>` of another origin, which may have been injected, does not count. */
function resolve(endpoint: string): string {
  const base = new URL(document.baseURI).origin === window.origin ? document.baseURI : location.href;
  return URL.canParse(endpoint, base) ? new URL(endpoint, base).href : endpoint;
}

const isConsumed = (reply: unknown): boolean => (reply as Response | null | undefined)?.bodyUsed === true;
