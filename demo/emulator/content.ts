import { fillTokens } from './token.js';

/** The body of a reply as it is sent, with fresh tokens; and its first half, for broken connections. */
export function contentOf(body: unknown) {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  const bytes = new TextEncoder().encode(fillTokens(text));
  const isHtml = typeof body === 'string' && body.trimStart().startsWith('<');
  return {
    bytes,
    half: bytes.subarray(0, Math.ceil(bytes.length / 2)),
    type: `${isHtml ? 'text/html' : 'application/json'}; charset=utf-8`,
  };
}
