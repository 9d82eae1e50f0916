import { isUpgradeError, UpgradeError } from './error.js';

/** Why the server is asked. */
export type RequestReason = 'start' | 'retry' | 'expired' | 'refresh' | 'status';

export interface RequestContext {
  readonly reason: RequestReason;
  /** Ends with the attempt, or when the time is up. */
  readonly signal: AbortSignal;
}

/** How the page wants its server to be asked. */
export interface RequestOptions {
  readonly endpoint: string;
  readonly credentials: RequestCredentials;
  /** Milliseconds until the server must have answered in full. */
  readonly requestTimeout: number;
  readonly headers?: HeadersInit | ((context: RequestContext) => HeadersInit | Promise<HeadersInit>) | undefined;
  /** In place of fetch: resolves to a `Response`, or to the body already read, parsed or as text. */
  readonly request?: ((context: RequestContext) => unknown) | undefined;
}

type Method = 'GET' | 'POST';
/** The text of a response, and that response; or the body alone, where the page has read it already. */
export type Reply = readonly [body: unknown, response?: Response];

/**
 * One round trip, within its own time and the attempt's. The only place where anything is fetched.
 *
 * @throws UpgradeError `offline`, `network` or `timeout`; the signal's reason once it is aborted
 */
export async function send(
  options: RequestOptions,
  method: Method,
  { reason, signal }: RequestContext,
): Promise<Reply> {
  signal.throwIfAborted();
  if (!navigator.onLine) throw new UpgradeError('offline');
  const deadline = new AbortController();
  const message = `No answer within ${options.requestTimeout} ms.`;
  const timer = setTimeout(() => deadline.abort(new UpgradeError('timeout', { message })), options.requestTimeout);
  const either = AbortSignal.any([signal, deadline.signal]);
  try {
    return await Promise.race([
      exchange(options, method, { reason, signal: either }),
      new Promise<never>((_, reject) => either.addEventListener('abort', reject)),
    ]);
  } catch (cause) {
    either.throwIfAborted();
    // Offline by now or not: it may have reached the server, and `offline` starts again by itself.
    throw isUpgradeError(cause) ? cause : new UpgradeError('network', { message: String(cause), cause });
  } finally {
    clearTimeout(timer);
  }
}

async function exchange(options: RequestOptions, method: Method, context: RequestContext): Promise<Reply> {
  const answer = await (options.request ? options.request(context) : ask(options, method, context));
  return isResponse(answer) ? [await answer.text(), answer] : [answer];
}

async function ask({ endpoint, credentials, headers }: RequestOptions, method: Method, context: RequestContext) {
  const own = new Headers((typeof headers === 'function' ? await headers(context) : headers) ?? {});
  if (!own.has('accept')) own.set('accept', 'application/json');
  return fetch(endpoint, { method, credentials, headers: own, signal: context.signal, cache: 'no-store' });
}

/** By its looks: a page's client may bring a `Response` of its own. */
const isResponse = (value: unknown): value is Response => typeof (value as Response | undefined)?.text === 'function';
