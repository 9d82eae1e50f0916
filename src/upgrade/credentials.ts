import type { ProviderPayload } from '../providers/provider.js';
import { normalizeName } from './util.js';

/** Fields that an SDK can start with in place of an access token. Names as `normalizeName` spells them. */
const names =
  /^((session|verification|hosted|redirect|player)?url|link|(session|sdk|auth|access)?token|clientsecret|(inquiry|template(version)?|workflowrun|session)id|shortcode)$/;

const isCredential = ([name, value]: [string, unknown]): boolean =>
  typeof value === 'string' && value.trim() !== '' && names.test(normalizeName(name));

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
