type WithoutUndefined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** A copy that inherits nothing: what was put on `Object.prototype` is no field of an answer, an option or a state. */
export const ownFields = <T extends object>(fields: T): T => Object.assign(Object.create(null) as object, fields);

/** A copy without the fields that are undefined, and without a prototype. */
export const omitUndefined = <T extends object>(fields: T): WithoutUndefined<T> =>
  ownFields(
    Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as WithoutUndefined<T>,
  );

/** Provider names and status words compare without case and punctuation: "SumSub", "sum-sub" and "sumsub" are one. */
export const normalizeName = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Whether two levels are known, and the same one. */
export const isSameLevel = (one: string | undefined, other: string | undefined): boolean =>
  !!one && !!other && normalizeName(one) === normalizeName(other);

/** A field of a foreign object: its own, or its class's, never one that was put on `Object.prototype`. */
export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && !(name in Object.prototype && !Object.hasOwn(value, name))
    ? Reflect.get(value, name)
    : undefined;
}

/** Undefined if it throws. */
export function tryTo<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}

/**
 * A property of the document, or of what else is a root. An element of the page with that name shadows the document's own, and
 * MooTools has a class of its own in place of `Document`.
 */
export const documentProperty = <Name extends keyof Document>(root: Node, name: Name): Document[Name] =>
  Reflect.get(Reflect.getPrototypeOf(root) ?? root, name, root);

/** Whether nothing has the focus. */
export function isFocusNowhere(document: Document): boolean {
  const body = documentProperty(document, 'body');
  return (documentProperty(document, 'activeElement') ?? body) === body;
}

/** The browser's, unless the page has a variable of its own with that name. */
const clock = (): Partial<Performance> | null => performance;

/** Milliseconds by a monotonic clock. */
export const now = (): number => clock()?.now?.() ?? Date.now();

/** How the page was loaded, and when. */
export const navigationTiming = (): PerformanceNavigationTiming | undefined =>
  clock()?.getEntriesByType?.('navigation')[0] as PerformanceNavigationTiming | undefined;

/** Whether the tab is in front. An element with the name `visibilityState` shadows the property. */
export const isTabVisible = (): boolean => documentProperty(document, 'visibilityState') === 'visible';
