/** An error that becomes an `UpgradeError` of this code. Adapters need nothing beyond this folder for it. */
export const untrusted = (message: string): Error => Object.assign(new Error(message), { code: 'untrusted-host' });

/**
 * The origin of a URL that came with the server's answer, if the provider owns it. Whoever gets to name the host gets the
 * access token, so this is checked before anything is loaded.
 *
 * @param hosts domains of the provider; their subdomains count
 * @throws Error with the code `untrusted-host`: not https, not one of the hosts, or no URL at all
 */
export function trustedOrigin(url: unknown, ...hosts: readonly string[]): string {
  if (typeof url === 'string' && URL.canParse(url)) {
    const { protocol, hostname, origin } = new URL(url);
    if (protocol === 'https:' && hosts.some((host) => `.${hostname}`.endsWith(`.${host}`))) return origin;
  }
  throw untrusted(`${String(url)} is not https on ${hosts.join(', ')}.`);
}
