/**
 * The URLs that the claims of an Onfido SDK token name: its API, and hosts beside it. What comes back is not to be trusted.
 * Claims that cannot be read come back as what is no URL; a token that names none belongs to the vendor's own host.
 */
export function namedUrls(token: string): readonly unknown[] {
  const [, claims = ''] = token.split('.');
  try {
    const { urls = {} } = JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/'))) as { urls?: unknown };
    return typeof urls === 'object' && urls !== null ? Object.values(urls) : [urls];
  } catch {
    return [undefined];
  }
}
