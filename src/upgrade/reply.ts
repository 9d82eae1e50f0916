import type { ApiError, UpgradeAnswer } from './answer.js';
import { parseJson, readAnswer } from './answer.js';
import { isUpgradeError, UpgradeError } from './error.js';
import type { ErrorKind } from './error.js';
import type { FindProvider } from './host.js';
import type { RequestContext, RequestOptions, SentRequest } from './request.js';
import { fieldOf, ownFields } from './util.js';

/** The longest body that is read, in characters; the longest `Retry-After`, in seconds. */
const MAX_BODY = 262_144;
const MAX_WAIT = 3_600;

/** What came back: the body, parsed or as text, and what is known of the response. */
export interface Reply {
  readonly body: unknown;
  readonly status?: number | undefined;
  readonly redirected?: boolean | undefined;
  readonly header: (name: string) => string;
}

/** An answer that was neither refused nor unreadable. */
export type UsableAnswer = Exclude<UpgradeAnswer, { kind: 'errors' | 'bad-response' }>;

/** Asks, and asks once more if the session had expired and the page can renew it. */
export function request<T>(options: RequestOptions, context: RequestContext, read: (reply: Reply) => T): Promise<T> {
  return readWithRenewal(options, context, options.send(options, context), read);
}

/**
 * Reads the reply to a request that has left. If the server says that the session had expired (so it has done nothing) and
 * the page can bring another one, asks once more with the reason `expired`.
 *
 * @throws UpgradeError with a code of the error table; the signal's reason once it is aborted
 */
export async function readWithRenewal<T>(
  options: RequestOptions,
  context: RequestContext,
  sent: SentRequest,
  read: (reply: Reply) => T,
): Promise<T> {
  try {
    return read(await receive(options, sent, context.signal));
  } catch (cause) {
    // A GET can be repeated in any case; a POST only if the server has said that it did nothing.
    const expired = context.method === 'GET' ? /^(ER[78]01|http-(401|419|440))$/ : /^ER[78]01$/;
    const isExpired = isUpgradeError(cause) && expired.test(cause.code);
    const canRenew = typeof options.headers === 'function' || typeof options.request === 'function';
    if (!isExpired || !canRenew || context.reason === 'expired') throw cause;
    return request(options, { ...context, reason: 'expired' }, read);
  }
}

async function receive(options: RequestOptions, sent: SentRequest, attempt: AbortSignal): Promise<Reply> {
  const aborted = new Promise<never>((_, reject) => {
    sent.signal.addEventListener('abort', reject);
    if (sent.signal.aborted) reject(new Error('Aborted.'));
  });
  try {
    const answer = await Promise.race([sent.answer, aborted]);
    if (answer === undefined && !options.request) throw new UpgradeError('network', { message: failedRequest });
    return ownFields(await Promise.race([toReply(answer), aborted]));
  } catch (cause) {
    // The page's own client may throw what the server has answered.
    const reply = await Promise.race([replyIn(cause), aborted]).catch(() => undefined);
    attempt.throwIfAborted();
    if (reply) return ownFields(reply);
    if (sent.timeout.signal.aborted || isTimeout(cause)) {
      throw new UpgradeError('timeout', { message: `No answer within ${options.requestTimeout} ms.` });
    }
    // `offline` starts again by itself, so it must be certain that the request has not reached the server.
    if (!sent.wasOnline && !navigator.onLine && !isAnswered(cause)) throw new UpgradeError('offline');
    throw isUpgradeError(cause) ? cause : new UpgradeError('network', { message: String(cause), cause });
  } finally {
    clearTimeout(sent.timer);
  }
}

const failedRequest =
  'The request failed. Is "endpoint" reachable, not redirected and allowed by CORS and CSP? Are the headers valid?';

/**
 * How servers, and clients for signing in, say that the session is over, or refuse a CSRF token. A name such as `csrfToken`, which any
 * page may contain, does not count. `n_required` is `login_required` and `interaction_required`.
 */
const sessionOver =
  /unauth(ori[sz]|enticat)ed\b|n_required|no_account|invalid.(\w{1,9}.)?(grant|token)\b|(token|session|jwt)[ _-]?(\w{1,9} ){0,3}(expired|missing|not)|[cx]srf /i;

const names = ['name', 'code', 'error', 'errorCode', 'status', 'message'];

/** What an error, or the body of one, says of itself. */
const textOf = (error: unknown): string => [error, ...names.map((name) => fieldOf(error, name))].map(String).join(' ');

/** axios has one code for its timeout and for a page that is being left. */
const isTimeout = (cause: unknown): boolean =>
  !isUpgradeError(cause) && /timed?.?out|ABORTED (?!.*aborted)/i.test(textOf(cause));

const isAnswered = (cause: unknown): boolean => isUpgradeError(cause) && cause.code !== 'network';

/** Whatever fetch or the page's client resolves to: a `Response`, a response of axios or Angular, an error, or the body itself. */
async function toReply(answer: unknown): Promise<Reply> {
  if (isResponse(answer)) {
    const body = answer.bodyUsed ? fieldOf(answer, '_data') : await readText(answer);
    return { ...factsOf(answer, answer.status), body };
  }
  const subscribe = fieldOf(answer, 'subscribe');
  if (isFunction(subscribe)) {
    // An Observable, such as Angular's HttpClient returns, asks nothing before it is subscribed to.
    return toReply(await new Promise((next, error) => subscribe.call(answer, { next, error })));
  }
  if (isResponse(fieldOf(answer, 'response')) || (statusOf(answer) && fieldOf(answer, 'headers'))) {
    const reply = await replyIn(answer);
    if (reply) return reply;
  }
  // Some clients resolve to what others throw.
  const fault = answer instanceof Error ? answer : fieldOf(answer, 'error');
  if (fault instanceof Error || statusOf(fault)) throw fault as Error;
  return bare(answer);
}

/** A body without a response around it. */
const bare = (body: unknown): Reply => ({ body, header: () => '' });

/** How many errors are looked through, each in the one before. */
const MAX_CAUSES = 4;

/**
 * The answer in an error, or in one that it holds, as axios, ky, ofetch, wretch, jQuery, Angular's HttpClient, tRPC, Apollo and others
 * throw it: a response, the fields of one, or the body alone.
 */
async function replyIn(thrown: unknown, causes = MAX_CAUSES): Promise<Reply | undefined> {
  if (!causes || isUpgradeError(thrown)) return undefined;
  const named = [fieldOf(thrown, 'response'), fieldOf(thrown, 'context'), fieldOf(fieldOf(thrown, 'meta'), 'response')];
  // A client may call the body alone its response.
  const response = named.find((value) => isResponse(value) || statusOf(value)) ?? thrown;
  const status = statusOf(response);
  if (!status) {
    const body = understoodIn(thrown);
    if (body) return bare(body);
    const inner = await replyIn(fieldOf(thrown, 'cause') ?? fieldOf(thrown, 'networkError'), causes - 1);
    if (inner) return inner;
    const text = textOf(thrown);
    // A client that could not read an answer has had one.
    if (sessionOver.test(text) || text.startsWith('Syntax')) return bare(text);
    // "Request failed with status code 401"
    const named = Number(/(?:status|code|http|error)[^\d/]{0,9}\b([45]\d\d)\b/i.exec(text)?.[1]);
    return named ? { ...bare(undefined), status: named } : undefined;
  }
  const body = bodyIn(thrown) ?? bodyIn(response);
  if (body === undefined && isResponse(response) && !response.bodyUsed) return toReply(response);
  // If the body has been read, some clients have it in the message.
  return { ...factsOf(response, status), body: body ?? fieldOf(thrown, 'message') };
}

const understoodIn = (owner: unknown): unknown =>
  [owner, fieldOf(owner, 'message'), fieldOf(owner, 'info')].find(
    (body) => readAnswer(parseJson(body)).kind !== 'bad-response',
  );

const bodyNames = [
  'data',
  'error',
  'json',
  'text',
  '_data',
  'responseJSON',
  'response',
  'responseText',
  'bodyText',
  'body',
];

/** In their order, and no further than needed: an XMLHttpRequest may throw when its text is read. */
function bodyIn(owner: unknown): unknown {
  for (const name of bodyNames) {
    const value = fieldOf(owner, name) ?? undefined;
    // Under some of these names are methods, a stream, an error, or the response itself.
    const isOther = isFunction(value) || value instanceof ReadableStream || value instanceof Error;
    if (value !== undefined && !isOther && !isResponse(value) && !statusOf(value)) return value;
  }
  return understoodIn(owner);
}

const isFunction = (value: unknown): value is (...values: readonly unknown[]) => unknown => typeof value === 'function';

/** An HTTP status under any of its names, from `min` on. */
function statusOf(response: unknown, min = 100): number | undefined {
  const names = ['status', 'statusCode', 'originalStatus', 'code'];
  return names.map((name) => Number(fieldOf(response, name))).find((status) => status >= min && status < 600);
}

/** By its shape: a page's client may bring a `Response` of its own. */
const isResponse = (value: unknown): value is Response =>
  isFunction((value as Partial<Response> | null | undefined)?.text);

const factsOf = (response: unknown, status: number): Pick<Reply, 'status' | 'redirected' | 'header'> => ({
  status,
  redirected: fieldOf(response, 'redirected') === true || fieldOf(response, 'type') === 'opaqueredirect',
  header(name) {
    const headers = fieldOf(response, 'headers');
    const [get, read] = [fieldOf(headers, 'get'), fieldOf(response, 'getResponseHeader')];
    const value: unknown = isFunction(get)
      ? get.call(headers, name)
      : isFunction(read)
        ? read.call(response, name)
        : // Native clients keep the case of the names.
          Object.entries(Object(headers) as object).find(([key]) => key.toLowerCase() === name)?.[1];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  },
});

async function readText(response: Response): Promise<string> {
  const reader = (response as Partial<Response>).body?.getReader();
  const decoder = new TextDecoder();
  let text = reader ? '' : await response.text();
  for (let part; reader && text.length <= MAX_BODY && !(part = await reader.read()).done;) {
    text += decoder.decode(part.value, { stream: true });
  }
  if (text.length <= MAX_BODY) return text + decoder.decode();
  reader?.cancel().catch(() => undefined);
  throw new UpgradeError('bad-response', { message: `The answer is longer than ${MAX_BODY} characters.` });
}

/**
 * Reads a reply: by ER code first, by HTTP status second (an expired token comes as 400). ER708, "a document is pending",
 * is an answer; every other ER code is an error.
 *
 * @throws UpgradeError with a code of the error table
 */
export function readReply(reply: Reply, findProvider: FindProvider): UsableAnswer {
  const body = parseJson(reply.body);
  const answer = readAnswer(body, findProvider);
  const error = errorIn(reply, body, answer);
  if (error?.code === 'ER708') return { kind: 'pending', levels: {} };
  if (error) throw error;
  if (answer.kind !== 'bad-response' && answer.kind !== 'errors') return answer;
  const message = body === undefined ? 'The answer is no JSON. Is "endpoint" right?' : 'The answer has no "upgrade".';
  throw toError(reply, { code: 'bad-response', message });
}

/** The body of a reply that is not an error. @throws UpgradeError */
export function readBody(reply: Reply): unknown {
  const body = parseJson(reply.body);
  const error = errorIn(reply, body, readAnswer(body));
  if (error) throw error;
  return body;
}

function errorIn(given: Reply, body: unknown, answer: UpgradeAnswer): UpgradeError | undefined {
  if (answer.kind === 'errors') return mostUseful(answer.errors.map((error) => toError(given, error)));
  const { status: sent = 200 } = given;
  // Some servers and clients write the status of an error into a body that arrives as a success.
  const named =
    sent < 300 && answer.kind === 'bad-response'
      ? (statusOf(body, 400) ?? statusOf(fieldOf(body, 'error'), 400))
      : undefined;
  const status = named ?? sent;
  const reply = { ...given, status };
  const text = textOf(given.body);
  const isHtml = body === undefined && (/html/i.test(given.header('content-type')) || /^\s*</.test(text));
  if (status < 300) {
    const isLogin = isHtml
      ? given.redirected === true || /type=.?password|SAMLRequest/i.test(text)
      : (given.redirected === true && !status) || (answer.kind === 'bad-response' && sessionOver.test(text));
    if (isLogin) return toError(reply, { code: 'http-401', message: 'The session is over.' });
    if (status > 199) return undefined;
  }
  let kind: ErrorKind | undefined;
  if ((status === 400 || status === 403 || status === 422) && sessionOver.test(text)) kind = 'authentication';
  else if (status === 403) {
    if (/rate.?limit|quota/i.test(text)) kind = 'rate-limit';
    // A bot challenge, a firewall, or a gateway: signing in again does not help.
    else if (isHtml || reply.header('cf-mitigated') || /captcha|challenge/i.test(text)) kind = 'server';
  }
  return toError(reply, { kind });
}

/** Of several errors, the one with the most useful recovery; a tie goes to the first. */
function mostUseful(errors: readonly UpgradeError[]): UpgradeError | undefined {
  const usefulness = ({ code, recovery: [first = 'retry'] }: UpgradeError) =>
    code === 'ER708' ? 4 : ['sign-in', 'wait', 'support', 'retry'].indexOf(first);
  return errors.toSorted((a, b) => usefulness(a) - usefulness(b))[0];
}

function toError(
  reply: Reply,
  error: Partial<Omit<ApiError, 'code'>> & { code?: string; kind?: ErrorKind | undefined },
): UpgradeError {
  const { code, ...facts } = ownFields(error);
  const { status } = reply;
  const message = status === undefined ? undefined : `The server answered with status ${status}.`;
  const name = code ?? `http-${status ?? 0}`;
  const isLimit = /ER920|-4(03|29)/.test(name);
  return new UpgradeError(name, { message, ...facts, status, retryAfter: retryAfter(reply, isLimit) });
}

/** The standard one, and those that count for a rate limit alone. */
const waitHeaders = ['retry-after', 'x-ratelimit-reset-after', 'x-ratelimit-reset', 'ratelimit-reset'];

/** Seconds to wait, at most an hour. A header holds them, a date, or the seconds or milliseconds of a date. */
function retryAfter(reply: Reply, isLimit: boolean): number | undefined {
  const names = waitHeaders.slice(0, isLimit ? 4 : 1);
  const value = names.map((name) => reply.header(name)).find(Boolean) ?? '';
  // Against the server's own clock if it can be read: the device's may be wrong.
  const now = Date.parse(reply.header('date')) || Date.now();
  const number = /^[\d.]+ *(,|$)/.test(value) ? parseFloat(value) : NaN;
  // Date.parse() takes a lone number for a year or a month. A proxy may join two values.
  const date = /\d\D+\d/.test(value) ? Date.parse(value) : NaN;
  const time = Number.isNaN(number) ? date : number < 1e12 ? number * 1000 : number;
  const seconds = Math.ceil((time < 1e12 ? time : time - now) / 1000);
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(seconds, 0), MAX_WAIT);
}
