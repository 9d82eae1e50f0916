const defaultUrl = 'https://in.sumsub.com';

/**
 * The URL that an access token names. Tokens of today are unsigned JWTs behind a prefix, and anybody who can touch one
 * could have it sent anywhere: what comes back is not to be trusted. Opaque tokens (`_act-<uuid>`) and claims without a
 * `url` mean the default host; claims that cannot be read are no URL.
 */
export function namedUrl(accessToken: string): unknown {
  const [, claims] = /jwt-[^.]*\.([^.]*)/.exec(accessToken) ?? [];
  if (claims === undefined) return defaultUrl;
  try {
    // Base64url, which the SDK's own reader stumbles over.
    const { url = defaultUrl } = JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/'))) as {
      url?: unknown;
    };
    return url;
  } catch {
    return undefined;
  }
}
