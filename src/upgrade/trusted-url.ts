/**
 * The origin of a URL that came with the server's answer, if the provider owns it. Whoever gets to name the host gets the
 * access token, so an adapter asks this before it loads anything.
 *
 * @param hosts domains of the provider; their subdomains count
 * @throws Error with the code `untrusted-host`: not https, not one of the hosts, or no URL at all
 */
export function trustedOrigin(url: unknown, ...hosts: readonly string[]): string {
  if (typeof url === 'string' && URL.canParse(url)) {
    const { protocol, hostname, origin } = new URL(url);
    if (protocol === 'https:' && hosts.some((host) => `.${hostname}`.endsWith(`.${host}`))) return origin;
  }
  const message = `The payload names a host that is not the provider's (https, ${hosts.join(', ')}), or cannot be read.`;
  throw Object.assign(new Error(message), { code: 'untrusted-host' });
}
