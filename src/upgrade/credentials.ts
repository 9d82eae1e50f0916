import type { ProviderPayload } from '../providers/provider.js';
import { plainName } from './plain-name.js';

/** Fields that let a provider's SDK begin without an access token; in camel case, snake case, any case. */
const names = new Set(
  ['url', 'session url', 'verification url', 'hosted url', 'redirect url', 'player url', 'link', 'session token']
    .concat(['token', 'sdk token', 'auth token', 'access token', 'client secret', 'inquiry id', 'template id'])
    .concat(['template version id', 'workflow run id', 'short code', 'session id'])
    .map(plainName),
);

/** The API hands these an access token and nothing else: a URL beside their status is no invitation. */
const tokenBased = /^sumsub$/;

const isCredential = ([name, value]: [string, unknown]): boolean =>
  typeof value === 'string' && value.trim() !== '' && names.has(plainName(name));

/** Whether there is something in a payload that this provider can begin with although it has no access token. */
export const canBegin = (provider: string, payload: Readonly<Record<string, unknown>>): boolean =>
  !tokenBased.test(plainName(provider)) && Object.entries(payload).some(isCredential);

/**
 * Everything in a payload that must show nowhere: the texts of its credentials, and what is secret inside of a URL (an
 * SDK may quote its path alone). Short pieces are words, not secrets.
 */
export function secretsOf({ accessToken, ...payload }: ProviderPayload): readonly string[] {
  const texts = Object.entries(payload)
    .filter(isCredential)
    .map(([, value]) => value as string);
  const parts = texts.filter((text) => URL.canParse(text)).flatMap((text) => text.split(/[/?#&=]/).slice(3));
  return [...(accessToken ? [accessToken] : []), ...texts, ...parts.filter(({ length }) => length >= 16)];
}
