/**
 * The address that a payload names, parsed and checked: on one of the provider's hosts or below one, over https, without user
 * name and password. The named host receives the user's session, so call this before anything is loaded.
 *
 * @param hosts domains of the provider; their subdomains are included
 * @param baseUrl the page's own http or https origin. It replaces the host that the payload names; path, query and hash stay
 * @throws Error with the code `untrusted-host`, or a plain Error if `baseUrl` is not an origin
 */
export function trustedUrl(url: unknown, hosts: readonly string[], baseUrl?: string): string {
  const origin = baseUrl === undefined ? undefined : parseOrigin(baseUrl);
  const address = typeof url === 'string' && URL.canParse(url, origin) ? new URL(url, origin) : undefined;
  if (origin !== undefined && address && isWeb(address)) {
    // Set part by part: text that is joined to an origin can move the end of the host ("@evil.example", ".evil.example").
    const { pathname, search, hash } = address;
    return Object.assign(new URL(origin), { pathname, search, hash }).href;
  }
  if (origin === undefined && address?.protocol === 'https:' && hosts.some((host) => isBelow(address.hostname, host))) {
    return Object.assign(address, { username: '', password: '' }).href;
  }
  const message = `The payload's address is not one of the provider's (https, ${hosts.join(', ')}).`;
  throw Object.assign(new Error(message), { code: 'untrusted-host' });
}

/** Without a scheme, `localhost:5000` would be a URL of the scheme `localhost`. */
function parseOrigin(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url && isWeb(url)) return url.origin;
  throw new Error(`"baseUrl" in providerOptions is not an origin such as https://host.example: ${baseUrl}`);
}

const isWeb = ({ protocol }: URL): boolean => protocol === 'https:' || protocol === 'http:';

const isBelow = (hostname: string, host: string): boolean => host !== '' && `.${hostname}`.endsWith(`.${host}`);
