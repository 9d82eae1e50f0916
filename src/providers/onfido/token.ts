import { decodeJwtClaims } from '../shared/jwt.js';

/**
 * The URLs that the claims of an Onfido SDK token name: its API and other hosts. Do not trust them. If the claims cannot be
 * read, the list holds something that is not a URL; a token that names none belongs to the vendor's own host.
 */
export function readTokenUrls(token: string): readonly unknown[] {
  const claims = decodeJwtClaims(token);
  if (!claims) return [undefined];
  const { urls = {} } = claims;
  return typeof urls === 'object' && urls !== null ? Object.values(urls) : [urls];
}
