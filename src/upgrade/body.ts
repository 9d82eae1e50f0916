/** What the body of a reply says; nothing where it is a text that is no JSON. */
export function parseBody(body: unknown): unknown {
  if (typeof body !== 'string') return body;
  try {
    return JSON.parse(body);
  } catch {
    // The parser's message may quote the body, token included: it goes no further.
    return undefined;
  }
}
