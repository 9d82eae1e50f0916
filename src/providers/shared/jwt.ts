import { fieldsOf } from './fields.js';
import type { Fields } from './fields.js';

/** The claims of a JSON Web Token, unverified: do not trust them. `undefined` if they cannot be read. */
export function decodeJwtClaims(token: string): Fields | undefined {
  const [, claims = ''] = token.split('.', 2);
  try {
    // Base64url; `atob` reads plain base64 only.
    const value: unknown = JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/')));
    return typeof value === 'object' && value !== null ? fieldsOf(value) : undefined;
  } catch {
    return undefined;
  }
}
