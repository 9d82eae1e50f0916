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
  const isSameOrigin = from === null || from === (origin ?? call.origin);
  const isOwn = site
    ? site === 'same-origin' && (isSameOrigin || origin === undefined)
    : from
      ? isSameOrigin
      : call.method === 'GET';
  if (!isOwn) throw new HttpError('foreign origin', 403, { message: 'This is for pages of the same origin.' });
}

/**
 * Answers to our own names alone: with DNS rebinding, the page of another site asks for us by its own name, and is of the same origin
 * for the browser.
 * @param hosts in lower case; undefined if any will do
 * @throws {HttpError} 421
 */
export function checkHost({ origin }: Call, hosts: ReadonlySet<string> | undefined): void {
  // Proxies may name the port of the scheme, and a name may end at the root of the domains.
  const host = origin
    .slice(origin.indexOf('//') + 2)
    .toLowerCase()
    .replace(/\.?(:80|:443)?$/, '');
  if (hosts?.has(host) === false)
    throw new HttpError('foreign host', 421, { message: 'This server does not answer to that host.' });
}

/** @throws {HttpError} 405 */
export function checkMethod({ method }: Call, ...allowed: readonly string[]): void {
  if (!allowed.includes(method))
    throw new HttpError('method', 405, { message: `Use ${allowed.join(' or ')}.` }, { allow: allowed.join(', ') });
}
