import type { ProviderPayload } from '../providers/provider.js';
import { normalizeName } from './util.js';

/** Fields that an SDK can start with in place of an access token; in camel case, snake case, any case. */
const names = new Set(
  ['url', 'session url', 'verification url', 'hosted url', 'redirect url', 'player url', 'link', 'session token']
    .concat(['token', 'sdk token', 'auth token', 'access token', 'client secret', 'inquiry id', 'template id'])
    .concat(['template version id', 'workflow run id', 'short code', 'session id'])
    .map(normalizeName),
);

const isCredential = ([name, value]: [string, unknown]): boolean =>
  typeof value === 'string' && value.trim() !== '' && names.has(normalizeName(name));

/** Whether a payload holds something, beside an access token, that an SDK can start with. */
export const hasCredentials = (payload: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(payload).some(isCredential);

/**
 * Everything in a payload that must not be shown anywhere: its credentials, and the secret parts of a URL (an SDK may
 * quote its path alone).
 */
export function collectSecrets({ accessToken, ...payload }: ProviderPayload): readonly string[] {
  const texts = Object.entries(payload)
    .filter(isCredential)
    .map(([, value]) => value as string);
  const parts = texts.flatMap((text) => text.split(/[/?#&=]/).slice(3));
  return [...(accessToken ? [accessToken] : []), ...texts, ...parts];
}
