import { decodeJwtClaims } from '../shared/jwt.js';

const DEFAULT_URL = 'https://in.sumsub.com';

/**
 * The URL that an access token names. Current tokens are unsigned JWTs behind a prefix, so anyone who can change one can name
 * any host: do not trust the result. Opaque tokens (`_act-<uuid>`) and claims without a `url` mean the default host; claims
 * that cannot be read give `undefined`.
 */
export function readTokenUrl(accessToken: string): unknown {
  const [header = '', claims] = accessToken.split('.', 2);
  if (!header.includes('jwt-') || claims === undefined) return DEFAULT_URL;
  const named = decodeJwtClaims(accessToken);
  return named && ('url' in named ? named['url'] : DEFAULT_URL);
}
