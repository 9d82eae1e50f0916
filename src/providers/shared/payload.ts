import type { ProviderPayload } from '../provider.js';

/** A text of the payload, under the first of these names that has one: in camel case or in snake case. */
export function find(payload: ProviderPayload, ...names: readonly string[]): string | undefined {
  const values = names.flatMap((name) => [payload[name], payload[snake(name)]]);
  return values.map((value) => (typeof value === 'string' ? value.trim() : '')).find(Boolean);
}

/**
 * The same, where nothing goes without it.
 *
 * @throws Error with the code `bad-response`: it is the server's answer that lacks something. Names alone are told
 */
export function need(provider: string, payload: ProviderPayload, ...names: readonly string[]): string {
  const found = find(payload, ...names);
  if (found) return found;
  const held = Object.keys(payload).join(', ') || 'nothing';
  const wanted = names.map((name) => (snake(name) === name ? name : `${name} or ${snake(name)}`)).join(', ');
  const message = `The payload for ${provider} lacks "${names[0] ?? ''}" (read: ${wanted}; it holds: ${held}).`;
  throw Object.assign(new Error(message), { code: 'bad-response' });
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
