import { parseJson } from './body.js';
import { toBase64Url } from './digest.js';

/** Letters of a secret that must not be found in an answer: a part of it, in case it was cut. */
const PART = 12;
/** Shorter secrets are in many a text by chance. */
const SHORTEST = 8;

const decoder = new TextDecoder();

/** What to look for in a text, for a secret: its parts as they are, and in base64. */
export function needlesOf(secret: string): readonly string[] {
  // The header and the claims of a JWT look like those of others; its signature is unique, and without it the rest is worthless.
  const core = /^[\w-]+\.[\w-]*\.([\w-]{20,})$/.exec(secret)?.[1] ?? secret;
  if (core.length < SHORTEST) return [];
  const bytes = [...new TextEncoder().encode(core)];
  // Base64 depends on where in a group of three the secret begins; the groups at its ends are mixed with what is beside it.
  const encoded = [0, 1, 2].map((offset) =>
    toBase64Url(Uint8Array.from([...Array<number>(offset).fill(0), ...bytes])).slice(4, -4),
  );
  return [core, ...encoded].flatMap(partsOf);
}

function partsOf(text: string): readonly string[] {
  const parts = text.length <= PART ? [text] : (text.match(new RegExp(`.{${PART}}`, 'gs')) ?? []);
  return parts.filter((part) => part.length >= SHORTEST);
}

/** Whether a body of the API holds one of the needles. */
export function holdsAny(body: Uint8Array, needles: readonly string[]): boolean {
  const text = decoder.decode(body);
  // In JSON each letter may be written as an escape.
  const plain = text.includes('\\') ? text + JSON.stringify(parseJson(body)) : text;
  const comparable = /[+/]/.test(plain) ? `${plain}\n${plain.replaceAll('+', '-').replaceAll('/', '_')}` : plain;
  return needles.some((needle) => comparable.includes(needle));
}
