import { answer, apiError, HttpError, retryIn, type Answer } from './answers.js';
import { ApiError, codesOf, retryAfter, type Api } from './api.js';
import { untilAborted } from './deadline.js';
import { isToken } from './login.js';
import type { User } from './options.js';
import { PartnerError } from './partner-error.js';
import type { Partner } from './partner.js';
import type { ApiAnswer } from './transport.js';

/** A request to the API about a user. */
export interface ForwardedRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly user: User;
  /** Further headers for the API, of which only those that are allowed reach it. */
  readonly headers: Iterable<readonly [name: string, value: string]>;
  /** The page has gone, or the time is up. */
  readonly signal: AbortSignal;
}

/** The API's status and body as they are, and for the log what was in them. */
export interface Forwarded {
  readonly answer: Answer;
  readonly codes: readonly string[];
  readonly repeated: boolean;
}

/**
 * Headers of a request that may reach the API. What says who is asking, and what the browser says of itself, must not: users with
 * other names for it, such as `XPUB`, are not known in full, so that the list has what is allowed.
 */
const ALLOWED = /^(accept-language|baggage|traceparent|tracestate|x-(?!api-key$|forwarded-|user-)[\w-]+)$/;

/**
 * Asks the API about a user. Repeats the request once if the API refuses the partner's token: then it has done nothing.
 * @throws {HttpError} if there is no answer to pass on
 */
export async function forward(
  api: Api,
  partner: Partner,
  request: ForwardedRequest,
  now: () => number,
): Promise<Forwarded> {
  const { signal } = request;
  try {
    // A renewal is everybody's, so it goes on without those who cannot wait for it.
    const token = partner.fresh ?? (await untilAborted(partner.get(), signal));
    let reply = await ask(api, token, request);
    let refusal = refusalIn(reply);
    if (!refusal) partner.accept(token);
    const other = refusal && (await untilAborted(partner.replace(token, refusal), signal));
    if (other !== undefined) {
      reply = await ask(api, other, request);
      refusal = refusalIn(reply);
      if (refusal) partner.reject(other);
      else partner.accept(other);
    }
    if (partner.isIn(reply.body)) throw new ApiError('a secret in the answer');
    return { answer: toAnswer(reply, now()), codes: codesOf(reply), repeated: other !== undefined };
  } catch (error) {
    throw toHttpError(error);
  }
}

function refusalIn(reply: ApiAnswer): 'ER800' | 'ER801' | undefined {
  const codes = codesOf(reply);
  return codes.includes('ER801') ? 'ER801' : codes.includes('ER800') ? 'ER800' : undefined;
}

function ask(
  api: Api,
  partnerToken: string,
  { method, path, user, headers, signal }: ForwardedRequest,
): Promise<ApiAnswer> {
  const all: Record<string, string> = {};
  for (const [name, value] of headers) if (ALLOWED.test(name)) all[name] = value;
  all['authorization'] = `Bearer ${partnerToken}`;
  // Two ways to say who is asking are refused with ER803, two users with ER703: exactly one of each.
  if ('token' in user) all['user-authorization'] = `Bearer ${user.token}`;
  else all['user-identifier'] = user.identifier;
  return api.call(method, path, { headers: all, signal });
}

/** Of the API's headers only these reach the page. */
function toAnswer(reply: ApiAnswer, now: number): Answer {
  const { status, header, body } = reply;
  const type = header('content-type');
  const seconds = retryAfter(reply, now);
  return answer(status, body, {
    ...(type !== null && { 'content-type': type }),
    ...(seconds !== undefined && retryIn(seconds)),
  });
}

/** What the deadline or the page's leaving has thrown is passed on as it is. */
function toHttpError(error: unknown): unknown {
  const unavailable = { message: 'The verification service gives no usable answer.' };
  if (error instanceof PartnerError && error.kind === 'rate-limit') {
    const body = apiError('ER920', 'Too many requests.', 'Wait before retrying.');
    return new HttpError('login: rate limit', 429, body, retryIn(error.pause / 1_000));
  }
  if (error instanceof PartnerError) return new HttpError(`login: ${error.kind}`, 502, unavailable);
  if (error instanceof ApiError) return new HttpError(error.message, 502, unavailable);
  return error;
}

/** Whether the API can be asked about this user: `user` is a function of the page's own, and may return anything. */
export const isUsable = (user: User): boolean => isToken('token' in user ? user.token : user.identifier);
