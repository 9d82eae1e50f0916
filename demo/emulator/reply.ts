/** One answer of the emulated API, as a script lists it. All fields are optional; without any it is an empty 200. */
export interface Reply {
  /** HTTP status, default 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string is sent as it is, anything else as JSON. `{{token}}` and `{{token:play}}` become fresh tokens. */
  readonly body?: unknown;
  /** Milliseconds before the answer. */
  readonly delay?: number;
  /** Never answers. */
  readonly hang?: boolean;
  /** Destroys the connection: `true` before the answer, `midway` after half of the body. */
  readonly drop?: boolean | 'midway';
  /** Sends only the first half of the body, in an otherwise complete response. */
  readonly truncate?: boolean;
}

const FIELDS: Readonly<Record<keyof Reply, (value: unknown) => boolean>> = {
  status: (value) => typeof value === 'number' && Number.isInteger(value) && value >= 200 && value <= 599,
  headers: (value) => isRecord(value) && Object.values(value).every((header) => typeof header === 'string'),
  body: () => true,
  delay: (value) => typeof value === 'number' && value >= 0,
  hang: (value) => typeof value === 'boolean',
  drop: (value) => typeof value === 'boolean' || value === 'midway',
  truncate: (value) => typeof value === 'boolean',
};

/**
 * Reads a script from the `replies` parameter of a request.
 * @throws {TypeError} if the text is no JSON list of replies; the message names the problem.
 */
export function parseReplies(json: string): readonly Reply[] {
  let list: unknown;
  try {
    list = JSON.parse(json);
  } catch {
    throw new TypeError('replies: this is not JSON.');
  }
  if (!Array.isArray(list) || list.length === 0)
    throw new TypeError('replies: a list with at least one reply is needed.');
  list.forEach(checkReply);
  return list as Reply[];
}

function checkReply(reply: unknown, index: number): void {
  if (!isRecord(reply)) throw new TypeError(`replies[${String(index)}]: not an object.`);
  for (const [name, value] of Object.entries(reply)) {
    const fits = Object.hasOwn(FIELDS, name) ? FIELDS[name as keyof Reply] : undefined;
    if (!fits) throw new TypeError(`replies[${String(index)}]: "${name}" is not a field of a reply.`);
    if (!fits(value)) throw new TypeError(`replies[${String(index)}].${name}: ${JSON.stringify(value)} does not fit.`);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
