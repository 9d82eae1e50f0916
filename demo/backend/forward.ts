import { Refusal, answer, complaint } from './answers.ts';
import type { Api, ApiAnswer } from './api.ts';
import { ApiFault, codesOf } from './api.ts';
import { PartnerError, type PartnerToken } from './partner.ts';
import type { User } from './options.ts';

export interface Errand {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly user: User;
  /** Further headers for the API. */
  readonly headers: HeadersInit;
  /** The page has gone, or the time is up. */
  readonly signal: AbortSignal;
}

/** What came of it: the API's status and body as they are, and for the log what was in them. */
export interface Outcome {
  readonly response: Response;
  readonly codes: readonly string[];
  readonly repeated: boolean;
}

/** Of the API's headers these reach the page. */
const PASSED = ['content-type', 'retry-after'];

/**
 * Asks the API for a customer. Repeated once where it says that the partner's token has expired: then nothing was done.
 * @throws {Refusal} where there is no answer to pass on
 */
export async function forward(api: Api, partner: PartnerToken, errand: Errand): Promise<Outcome> {
  try {
    const token = await within(partner.get(), errand.signal);
    let reply = await ask(api, token, errand);
    const isExpired = reply.status === 400 && codesOf(reply).includes('ER801');
    if (isExpired) reply = await ask(api, await within(partner.replace(token), errand.signal), errand);
    const codes = codesOf(reply);
    if (codes.includes('ER800')) partner.forget(token);
    if (partner.isIn(new TextDecoder().decode(reply.body))) throw new ApiFault('a secret in the answer');
    const headers = PASSED.flatMap((name) => {
      const value = reply.headers.get(name);
      return value === null ? [] : [[name, value] as [string, string]];
    });
    return { response: answer(reply.status, reply.body, headers), codes, repeated: isExpired };
  } catch (error) {
    throw toRefusal(error, errand.signal);
  }
}

function ask(api: Api, partnerToken: string, { method, path, user, headers, signal }: Errand): Promise<ApiAnswer> {
  const all = new Headers(headers);
  // Two ways to say who is asking are refused with ER803, two customers with ER703: exactly one of each.
  for (const name of ['x-api-key', 'user-authorization', 'user-identifier']) all.delete(name);
  all.set('authorization', `Bearer ${partnerToken}`);
  if ('token' in user) all.set('user-authorization', `Bearer ${user.token}`);
  else all.set('user-identifier', user.identifier);
  return api.call(method, path, { headers: all, signal });
}

/** A renewal is everybody's, so it goes on without those who cannot wait. */
function within<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const give = () => reject(signal.reason);
    if (signal.aborted) give();
    signal.addEventListener('abort', give, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', give));
  });
}

function toRefusal(error: unknown, signal: AbortSignal): Refusal {
  const unavailable = { message: 'The verification service gives no usable answer.' };
  if (error instanceof PartnerError && error.kind === 'rate-limit') {
    const seconds = String(Math.ceil(error.pause / 1_000));
    const body = complaint('ER920', 'Too many requests.', 'Wait before retrying.');
    return new Refusal('login: rate limit', 429, body, { 'retry-after': seconds });
  }
  if (error instanceof PartnerError) return new Refusal(`login: ${error.kind}`, 502, unavailable);
  if (error instanceof ApiFault) return new Refusal(error.message, 502, unavailable);
  if (signal.aborted) return new Refusal('time-out', 504, { message: 'The verification service takes too long.' });
  throw error;
}
