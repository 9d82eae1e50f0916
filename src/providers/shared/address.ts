import type { ProviderContext } from '../provider.js';

/**
 * The address that a payload names, on one of the vendor's hosts. A name or a password in it is left behind.
 *
 * @param baseUrl the page's own word: an origin of any scheme, in place of the host that the payload names
 * @param hosts domains of the vendor; their subdomains count
 * @throws Error with the code `untrusted-host`; a plain one where the page's own word is no origin
 */
export function addressOf(
  url: string,
  context: Pick<ProviderContext, 'trustedOrigin'>,
  baseUrl: string | undefined,
  ...hosts: readonly string[]
): string {
  const origin = baseUrl === undefined ? context.trustedOrigin(url, ...hosts) : originOf(baseUrl);
  const { pathname, search, hash } = new URL(url, origin);
  return origin + pathname + search + hash;
}

/**
 * @throws Error where it is none: without a scheme, `localhost:5000` would be a URL of the scheme `localhost`, and its frame
 *   one of the page's own
 */
export function originOf(baseUrl: string): string {
  const { origin } = URL.canParse(baseUrl) ? new URL(baseUrl) : {};
  if (origin && origin !== 'null') return origin;
  throw new Error(`"baseUrl" in the page's providerOptions is no origin, such as https://host.example: ${baseUrl}`);
}
