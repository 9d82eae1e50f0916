import type { ProviderPayload } from '../provider.js';

/** Fields of a vendor's message, unchecked. Without a prototype: a polluted `Object.prototype` adds nothing to them. */
export type Fields = Readonly<Record<string, unknown>>;

export const fieldsOf = (value: unknown): Fields => ({
  __proto__: null,
  ...(typeof value === 'object' ? value : undefined),
});

/** A non-empty text of the payload: that of the first of these fields which has one. Names compare without case and punctuation. */
export function readField(payload: ProviderPayload, ...names: readonly string[]): string | undefined {
  const fields = Object.entries(payload).map(([name, value]) => [simplify(name), value] as const);
  const values = names.flatMap((name) => fields.filter(([own]) => own === simplify(name)).map(([, value]) => value));
  return values.map((value) => (typeof value === 'string' ? value.trim() : '')).find(Boolean);
}

/** Servers spell one name as `sessionUrl`, `session_url`, `session-url` or `SessionURL`. */
const simplify = (name: string): string => name.toLowerCase().replace(/[_-]/g, '');

/**
 * The same for a field that the SDK cannot start without.
 *
 * @throws Error with the code `bad-response`. The message names the fields and quotes no value
 */
export function requireField(provider: string, payload: ProviderPayload, ...names: readonly string[]): string {
  const value = readField(payload, ...names);
  if (value) return value;
  const present = Object.keys(payload).join(', ') || 'nothing';
  const message = `The payload for ${provider} lacks "${names[0] ?? ''}" (accepted: ${names.join(', ')}; present: ${present}).`;
  throw Object.assign(new Error(message), { code: 'bad-response' });
}

/** Up to 19 characters, or words of letters: `PROOF_OF_RESIDENCE`, `idCheck.onApplicantStatusChanged`. */
const IDENTIFIER = /^([\w.: -]{1,19}|[A-Z]?[a-z]+([_.: -]?[A-Z][a-z]+|[_.: -][a-z]+)*|[A-Z]+([_.: -][A-Z]+)*)$/;

/**
 * A vendor's name or code for something, or '' for any other value. Texts of a vendor can quote the access token in a form
 * that nothing recognises, so only what looks like an identifier is passed on.
 */
export const readCode = (value: unknown): string =>
  typeof value === 'string' && value.length <= 64 && IDENTIFIER.test(value) ? value : '';

/** What an error message says about a vendor's error: its code and nothing else. */
export const describeError = (vendor: string, ...codes: readonly unknown[]): string =>
  `${vendor}: ${codes.map(readCode).filter(Boolean).join(' ') || 'an error without a code'}`;

/** The fields of a message that may reach the page's analytics: those with an allowed name, if they hold a code, a number or a boolean. */
export const pickAllowed = (fields: Fields, allowed: RegExp): Fields =>
  Object.fromEntries(
    Object.entries(fields).filter(
      ([name, value]) => allowed.test(name) && (/^(number|boolean)$/.test(typeof value) || readCode(value) !== ''),
    ),
  );
