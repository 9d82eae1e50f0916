const encoder = new TextEncoder();

/** Node hashes in 1 µs where Web Crypto, which goes through another thread, takes 100. Other runtimes may not have it. */
const hasNode = typeof process !== 'undefined' && 'getBuiltinModule' in process;
const node = hasNode ? process.getBuiltinModule('node:crypto') : undefined;
const hasHash = node !== undefined && 'hash' in node;

/** SHA-256 in base64url, 43 characters: keys that say nothing of what they stand for, and are all equally long. */
export async function digest(text: string): Promise<string> {
  if (hasHash) return node.hash('sha256', text, 'base64url');
  return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(text))));
}

export const toBase64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

/** The bytes in base64 or base64url, or undefined. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
