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
  /** In place of fetch: resolves to a `Response`, or to the body already read. */
  readonly request?: ((context: RequestContext) => unknown) | undefined;
}

type Method = 'GET' | 'POST';
/** A body, parsed where it is JSON, and the response it came in; that is missing where the page brought the body itself. */
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
  const timer = setTimeout(() => deadline.abort(), options.requestTimeout);
  const either = AbortSignal.any([signal, deadline.signal]);
  try {
    return await Promise.race([
      exchange(options, method, { reason, signal: either }),
      new Promise<never>((_, reject) => either.addEventListener('abort', reject)),
    ]);
  } catch (cause) {
    signal.throwIfAborted();
    if (isUpgradeError(cause)) throw cause;
    if (either.aborted)
      throw new UpgradeError('timeout', { message: `No answer within ${options.requestTimeout} ms.` });
    // Offline by now or not: it may have reached the server, and `offline` starts again by itself.
    throw new UpgradeError('network', { message: String(cause), cause });
  } finally {
    clearTimeout(timer);
  }
}

async function exchange(options: RequestOptions, method: Method, context: RequestContext): Promise<Reply> {
  const { endpoint, credentials, headers, request } = options;
  if (request) {
    const result = await request(context);
    return isResponse(result) ? readReply(result) : [result];
  }
  const own = new Headers((typeof headers === 'function' ? await headers(context) : headers) ?? {});
  if (!own.has('accept')) own.set('accept', 'application/json');
  return readReply(
    await fetch(endpoint, { method, credentials, headers: own, signal: context.signal, cache: 'no-store' }),
  );
}

/** By its looks: a page's client may bring a `Response` of its own. */
const isResponse = (value: unknown): value is Response => typeof (value as Response | undefined)?.text === 'function';

async function readReply(response: Response): Promise<Reply> {
  const text = await response.text();
  try {
    return [JSON.parse(text), response];
  } catch {
    // The parser's message may quote the body, token included: it goes no further.
    return [undefined, response];
  }
}
