import { Refusal } from './answers.ts';

/**
 * Lets only our own pages through. Browsers say where a request comes from: `Sec-Fetch-Site` always to https and to localhost,
 * `Origin` with every POST. What says neither is no browser's POST.
 *
 * @param origin that of our pages, where it is not the one of the request's URL
 * @throws {Refusal} 403
 */
export function checkOrigin(request: Request, origin = new URL(request.url).origin): void {
  const site = request.headers.get('sec-fetch-site');
  const from = request.headers.get('origin');
  const isOwn = site ? site === 'same-origin' : from ? from === origin : request.method === 'GET';
  if (!isOwn) throw new Refusal('foreign origin', 403, { message: 'This is for pages of the same origin.' });
}

/** @throws {Refusal} 405 */
export function checkMethod({ method }: Request, allowed: 'GET' | 'POST'): void {
  if (method !== allowed) throw new Refusal('method', 405, { message: `Use ${allowed}.` }, { allow: allowed });
}
