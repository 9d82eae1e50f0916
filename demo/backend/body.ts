/** There was more to read than there may be. */
export class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
}

/**
 * Reads a body to its end.
 * @param most bytes it may have
 * @throws {TooLargeError} as soon as there are more; the rest is not read
 */
export async function readBody(
  { body, headers }: Pick<Request | Response, 'body' | 'headers'>,
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(headers.get('content-length')) > most) {
    await body?.cancel();
    throw new TooLargeError();
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = body?.getReader();
  for (;;) {
    const { done = true, value } = (await reader?.read()) ?? {};
    if (done || !value) break;
    length += value.length;
    if (length > most) {
      await reader?.cancel();
      throw new TooLargeError();
    }
    chunks.push(value);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

/** The JSON in these bytes; undefined where it is none. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
