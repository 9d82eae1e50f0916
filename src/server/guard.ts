import { HttpError } from './answers.js';
import type { Call } from './call.js';

/**
 * Lets only our own pages through. Browsers say which page a request comes from: `Sec-Fetch-Site` on every request to https and to localhost,
 * `Origin` on every POST. A POST without both is not from a browser.
 *
 * @param origin the one of our pages. It must match an `Origin` header even if the browser calls the request same-origin:
 *   with DNS rebinding, the page of another site has our address.
 * @throws {HttpError} 403
 */
export function checkOrigin(call: Call, origin: string | undefined): void {
  const site = call.header('sec-fetch-site');
  const from = call.header('origin');
  const isOurs = from === null || from === (origin ?? call.origin);
  const isOwn = site
    ? site === 'same-origin' && (isOurs || origin === undefined)
    : from
      ? isOurs
      : call.method === 'GET';
  if (!isOwn) throw new HttpError('foreign origin', 403, { message: 'This is for pages of the same origin.' });
}

/** @throws {HttpError} 405 */
export function checkMethod({ method }: Call, allowed: 'GET' | 'POST'): void {
  if (method !== allowed) throw new HttpError('method', 405, { message: `Use ${allowed}.` }, { allow: allowed });
}
