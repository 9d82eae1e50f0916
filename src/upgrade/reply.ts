import type { ApiError, UpgradeAnswer } from './answer.js';
import { parseJson, readAnswer } from './answer.js';
import type { Reply } from './client-reply.js';
import { isFunction, replyIn, statusOf, textOf, toReply } from './client-reply.js';
import { isUpgradeError, UpgradeError } from './error.js';
import type { ErrorKind } from './error.js';
import type { FindProvider } from './host.js';
import { botChallenge, loginPage, rateLimited, sessionOver, timedOut } from './phrases.js';
import type { RequestContext, RequestOptions, SentRequest } from './request.js';
import { fieldOf, ownFields, tryTo } from './util.js';

/** The longest `Retry-After`, in seconds. */
const MAX_WAIT = 3_600;

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
 * @throws UpgradeError with a code of the error table
 */
export async function readWithRenewal<T>(
  options: RequestOptions,
  context: RequestContext,
  sent: SentRequest,
  read: (reply: Reply) => T,
): Promise<T> {
  try {
    return read(await receive(options, sent));
  } catch (cause) {
    // A GET can be repeated in any case; a POST only if the server has said that it did nothing.
    const expired = context.method === 'GET' ? /^(ER[78]01|http-(401|419|440))$/ : /^ER[78]01$/;
    const isExpired = isUpgradeError(cause) && expired.test(cause.code);
    const canRenew = [options.headers, options.request].some(isFunction);
    if (!isExpired || !canRenew || context.reason === 'expired') throw cause;
    return request(options, { ...context, reason: 'expired' }, read);
  }
}

async function receive(options: RequestOptions, sent: SentRequest): Promise<Reply> {
  const aborted = new Promise<never>((_, reject) => {
    sent.signal.addEventListener('abort', reject);
    if (sent.signal.aborted) reject(sent.signal.reason as Error);
  });
  try {
    const answer = await Promise.race([sent.answer, aborted]);
    if (answer === undefined && !options.request) throw new UpgradeError('network', { message: failedRequest });
    return await Promise.race([toReply(answer), aborted]);
  } catch (cause) {
    // The page's own client may throw what the server has answered.
    const reply = await Promise.race([replyIn(cause), aborted]).catch(() => undefined);
    if (reply) return reply;
    const own = isUpgradeError(cause) ? cause : undefined;
    if (sent.timeout.signal.aborted || (!own && timedOut.test(textOf(cause)))) {
      throw new UpgradeError('timeout', { message: `No answer within ${options.requestTimeout} ms.` });
    }
    // `offline` starts again by itself, so it must be certain that the request has not reached the server.
    if (!sent.wasOnline && !navigator.onLine && (!own || own.code === 'network')) throw new UpgradeError('offline');
    throw own ?? new UpgradeError('network', { message: textOf(cause) || failedRequest, cause });
  } finally {
    clearTimeout(sent.timer);
  }
}

const failedRequest =
  'The request failed. Is "endpoint" reachable, not redirected and allowed by CORS and CSP? Are the headers valid?';

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
  const isUnread = answer.kind === 'bad-response';
  const named = isUnread && sent < 300 ? (statusOf(body, 400) ?? statusOf(fieldOf(body, 'error'), 400)) : undefined;
  const status = named ?? sent;
  const reply = { ...given, status };
  // Not every object can be written as JSON, such as one that holds itself.
  const text = typeof given.body === 'string' ? given.body : (tryTo(() => JSON.stringify(given.body)) ?? '');
  const isHtml = /^\s*</.test(text) || (body === undefined && /html/i.test(given.header('content-type')));
  if (status < 300) {
    const isLogin = (given.redirected === true && (isHtml || !status)) || (isHtml ? loginPage : sessionOver).test(text);
    if (isLogin && isUnread) return toError(reply, { code: 'http-401', message: 'The session is over.' });
    if (status > 199) return undefined;
  }
  let kind: ErrorKind | undefined;
  if ([400, 403, 422].includes(status) && sessionOver.test(text)) kind = 'authentication';
  else if (status === 403) {
    if (rateLimited.test(text)) kind = 'rate-limit';
    // A bot challenge, a firewall, or a gateway: signing in again does not help.
    else if (isHtml || reply.header('cf-mitigated') || botChallenge.test(text)) kind = 'server';
  }
  return toError(reply, { kind });
}

/** Of several errors, the one with the most useful recovery, signing in above all; a tie goes to the first. */
function mostUseful(errors: readonly UpgradeError[]): UpgradeError | undefined {
  const usefulness = ({ code, recovery: [first = 'retry'] }: UpgradeError) =>
    code === 'ER708' ? 3 : ['wait', 'support', 'retry'].indexOf(first);
  return errors.toSorted((a, b) => usefulness(a) - usefulness(b))[0];
}

function toError(
  reply: Reply,
  error: Partial<Omit<ApiError, 'code'>> & { code?: string; kind?: ErrorKind | undefined },
): UpgradeError {
  const { code, ...facts } = ownFields(error);
  const { status, redirected } = reply;
  const message =
    status === undefined ? undefined : `The server answered with status ${status}${redirected ? ' (redirected)' : ''}.`;
  const name = code ?? `http-${status ?? 0}`;
  const isLimit = /ER920|-4(03|29)/.test(name);
  return new UpgradeError(name, { message, ...facts, status, retryAfter: retryAfter(reply, isLimit) });
}

/** The standard one, and those that count for a rate limit alone. */
const waitHeaders = ['retry-after', 'x-ratelimit-reset-after', 'x-ratelimit-reset', 'ratelimit-reset'];

/** Seconds to wait, at most an hour. A header holds them, a date, or the seconds or milliseconds of a date. */
function retryAfter(reply: Reply, isLimit: boolean): number | undefined {
  const names = waitHeaders.slice(0, isLimit ? 4 : 1);
  const value = names.map(reply.header).find(Boolean) ?? '';
  // Against the server's own clock if it can be read: the device's may be wrong.
  const now = Date.parse(reply.header('date')) || Date.now();
  const number = parseFloat(value);
  // A proxy may join two values. Date.parse() takes a lone number for a year or a month.
  const isNumber = /^[\d.]+ *(,|$)/.test(value);
  const date = /\d\D+\d/.test(value) ? Date.parse(value) : NaN;
  const time = isNumber ? number * (number < 1e12 ? 1000 : 1) : date;
  const seconds = Math.ceil((time < 1e12 ? time : time - now) / 1000);
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(seconds, 0), MAX_WAIT);
}
