/** An object with a value at a path: `put('a.b', 1)` is `{ a: { b: 1 } }`. What `base` holds already stays. */
export function put(
  path: string,
  value: unknown,
  base: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const [first = '', ...rest] = path.split('.');
  if (rest.length === 0) return { ...base, [first]: value };
  return { ...base, [first]: put(rest.join('.'), value, base[first] as Record<string, unknown> | undefined) };
}
