import { trustedOrigin, untrusted } from '../trusted-url.js';

/**
 * The origin of Sumsub's frame for an access token. Tokens of today are unsigned JWTs behind a prefix, and their `url`
 * claim names the host: anybody who can touch the token could have it sent anywhere, so only Sumsub's hosts will do.
 * Opaque tokens (`_act-<uuid>`) and claims without a `url` mean the default host.
 *
 * @throws Error with the code `untrusted-host`
 */
export function frameOrigin(accessToken: string): string {
  const [, part] = /jwt-[^.]*\.([^.]*)/.exec(accessToken) ?? [];
  const { url = 'https://in.sumsub.com' } = part === undefined ? {} : readClaims(part);
  return trustedOrigin(url, 'sumsub.com');
}

/** Base64url, which the SDK's own reader stumbles over. */
function readClaims(part: string): { readonly url?: unknown } {
  try {
    return Object(JSON.parse(atob(part.replaceAll('-', '+').replaceAll('_', '/')))) as { url?: unknown };
  } catch {
    throw untrusted('Unreadable token claims.');
  }
}
