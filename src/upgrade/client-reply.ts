import { parseJson, readAnswer, toText } from './answer.js';
import { isUpgradeError, UpgradeError } from './error.js';
import { sessionOver, statusInWords } from './phrases.js';
import { fieldOf } from './util.js';

/** The longest body that is read, in characters. */
const MAX_BODY = 262_144;

/** How many errors are looked through, each in the one before. */
const MAX_CAUSES = 4;

/** What came back: the body, parsed or as text, and what is known of the response. */
export interface Reply {
  readonly body: unknown;
  readonly status?: number | undefined;
  readonly redirected?: boolean | undefined;
  readonly header: (name: string) => string;
}

/** RTK Query's words for an error without an answer. */
const queryError = /^(FETCH|TIMEOUT|PARSING|CUSTOM)_ERROR$/;

/** Whatever fetch or the page's client resolves to: a `Response`, a response of axios or Angular, an error, or the body itself. */
export async function toReply(answer: unknown): Promise<Reply> {
  if (isResponse(answer)) {
    const body = answer.bodyUsed ? fieldOf(answer, '_data') : await readText(answer);
    return replyOf(body, answer.status, answer);
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
  // Some clients resolve to what others throw: a result of `Promise.allSettled()`, of RTK Query, of TanStack Query.
  const fault = answer instanceof Error ? answer : (fieldOf(answer, 'error') ?? fieldOf(answer, 'reason'));
  const isState = ['isError', 'isSuccess'].every((name) => fieldOf(answer, name) !== undefined);
  const isKnown = fault instanceof Error || statusOf(fault) !== undefined;
  if (isKnown || queryError.test(String(fieldOf(fault, 'status'))) || (isState && fault)) throw fault as Error;
  // The `status` of a query or a mutation is no answer.
  return replyOf(isState ? fieldOf(answer, 'data') : answer);
}

/**
 * The answer in an error, or in one that it holds, as axios, ky, ofetch, wretch, jQuery, Angular's HttpClient, tRPC, Apollo and others
 * throw it: a response, the fields of one, or the body alone.
 */
export async function replyIn(thrown: unknown, causes = MAX_CAUSES): Promise<Reply | undefined> {
  if (!causes || isUpgradeError(thrown)) return undefined;
  const named = [fieldOf(thrown, 'response'), fieldOf(thrown, 'context'), fieldOf(fieldOf(thrown, 'meta'), 'response')];
  // A client may call the body alone its response.
  const response = named.find((value) => isResponse(value) || statusOf(value)) ?? thrown;
  const status = statusOf(response);
  if (!status) {
    const body = understoodIn(thrown);
    if (body) return replyOf(body);
    const inner = await replyIn(fieldOf(thrown, 'cause') ?? fieldOf(thrown, 'networkError'), causes - 1);
    if (inner) return inner;
    const text = textOf(thrown);
    // A client that could not read an answer has had one.
    if (sessionOver.test(text) || text.startsWith('Syntax')) return replyOf(text);
    const named = Number(statusInWords.exec(text)?.[1]);
    return named ? replyOf(undefined, named) : undefined;
  }
  const body = bodyIn(thrown) ?? bodyIn(response);
  if (body === undefined && isResponse(response) && !response.bodyUsed) return toReply(response);
  // If the body has been read, some clients have it in the message.
  return replyOf(body ?? fieldOf(thrown, 'message'), status, response);
}

const understoodIn = (owner: unknown): unknown =>
  [owner, fieldOf(owner, 'message'), fieldOf(owner, 'info')].find(
    (body) => readAnswer(parseJson(body)).kind !== 'bad-response',
  );

const bodyNames = [
  'data',
  'error',
  'info',
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

export const isFunction = (value: unknown): value is (...values: readonly unknown[]) => unknown =>
  typeof value === 'function';

/** An HTTP status under any of its names, from `min` on. */
export function statusOf(response: unknown, min = 100): number | undefined {
  const names = ['status', 'statusCode', 'originalStatus', 'code'];
  return names.map((name) => Number(fieldOf(response, name))).find((status) => status >= min && status < 600);
}

/** By its shape: a page's client may bring a `Response` of its own. */
const isResponse = (value: unknown): value is Response =>
  isFunction((value as Partial<Response> | null | undefined)?.text);

/** @param response whatever may hold its headers; absent for a body without a response around it */
const replyOf = (body: unknown, status?: number, response?: unknown): Reply => ({
  body,
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
    return [value].join();
  },
});

async function readText(response: Response): Promise<string> {
  const reader = (response as Partial<Response>).body?.getReader();
  const decoder = new TextDecoder();
  let text = reader ? '' : await response.text();
  try {
    for (let part; reader && text.length <= MAX_BODY && !(part = await reader.read()).done;) {
      text += decoder.decode(part.value, { stream: true });
    }
  } catch (cause) {
    // The body has broken off. The status of an error counts without it.
    if (response.status < 300) throw cause;
  }
  if (text.length <= MAX_BODY) return text + decoder.decode();
  reader?.cancel().catch(() => undefined);
  throw new UpgradeError('bad-response', { message: `The answer is longer than ${MAX_BODY} characters.` });
}

const errorNames = ['name', 'code', 'error', 'errorCode', 'status', 'message'];

/** What an error says of itself. */
export const textOf = (error: unknown): string =>
  [...errorNames.map((name) => fieldOf(error, name)), error].map(toText).filter(Boolean).join(' ');
