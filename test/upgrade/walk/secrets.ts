const mark = 's3cr3t-t0k3n';
/** The mark as it is, and as base64 has it at each of the three places where it can stand there. */
const forms = [mark, btoa(mark), ...['a', 'ab'].map((before) => btoa(before + mark).slice(4, 16))];

let count = 0;

/** An access token like no other. */
export const mintToken = (): string => `${mark}-${++count}`;

/** Where in a value a token shows, through objects and errors; undefined if it does not. */
export function leakIn(value: unknown, path = '', seen = new Set<unknown>()): string | undefined {
  if (typeof value === 'string') return forms.some((form) => value.includes(form)) ? `${path}: ${value}` : undefined;
  if (typeof value !== 'object' || value === null || seen.has(value) || value instanceof Node) return undefined;
  seen.add(value);
  const keys = [...Reflect.ownKeys(value), ...(value instanceof Error ? ['message', 'stack', 'cause'] : [])];
  for (const key of keys) {
    const leak = leakIn(key, `${path} key`, seen) ?? leakIn(Reflect.get(value, key), `${path}.${String(key)}`, seen);
    if (leak) return leak;
  }
  return undefined;
}
