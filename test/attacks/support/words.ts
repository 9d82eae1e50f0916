import { nextTask } from '../../upgrade/support/deferred.js';
/** The sources of the element, as the test server hands them out: everything that can be imported from `src/index.ts`. */
async function sources(): Promise<readonly string[]> {
  const seen = new Map<string, string>();
  const walk = async (url: string): Promise<void> => {
    if (seen.has(url)) return;
    seen.set(url, '');
    const text = await (await fetch(url)).text();
    seen.set(url, text);
    const names = [...text.matchAll(/(?:from|import)\s*\(?\s*["']([^"']+\.[jt]s)["']/g)].map(([, name = '']) => name);
    const own = names.map((name) => new URL(name, new URL(url, location.origin)).pathname);
    await Promise.all(own.filter((path) => path.startsWith('/src/')).map(walk));
  };
  await walk('/src/index.ts');
  return [...seen].filter(([url]) => /^\/src\/(upgrade|element|providers)\//.test(url)).map(([, text]) => text);
}

/**
 * Names that cannot be polluted without breaking the language itself: those that `Object.prototype` has already, and the
 * fields of a property descriptor, which make each `Object.defineProperty()` throw, and `return`, which makes each
 * `const [a] = list` throw. And `signal`, which makes each `addEventListener()` with an object as its options throw, of
 * which Lit adds one for each button. And `mode`, with which the test's own requests fail in WebKit.
 */
const isOfTheLanguage = (name: string) =>
  name in Object.prototype || /^([gs]et|value|writable|return|signal|mode)$/.test(name);

/** Every property name that the element's code reads or may compute: behind a dot, in quotes, or in braces. */
export async function propertyNames(): Promise<readonly string[]> {
  const text = (await sources()).join('\n');
  const places = [/\.\s*([a-z_$][\w$]*)/gi, /["'`]([a-z_$][\w$]*)["'`]/gi, /[{,]\s*([a-z_$][\w$]*)\s*(?=[,:=}])/gi];
  const names = places.flatMap((place) => [...text.matchAll(place)].map(([, name = '']) => name));
  return [...new Set(names)].filter((name) => !isOfTheLanguage(name)).sort();
}

/**
 * Puts a text under these names on `Object.prototype`, as a bad query parser does, until `act` is done.
 *
 * @returns the uncaught errors meanwhile
 */
export async function withPolluted(names: readonly string[], act: () => Promise<void>): Promise<readonly string[]> {
  const prototype = Object.prototype as Record<string, unknown>;
  const errors: string[] = [];
  const onError = (event: Event) => {
    errors.push(`uncaught: ${String((event as ErrorEvent).error ?? (event as PromiseRejectionEvent).reason)}`);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  addEventListener('error', onError, true);
  addEventListener('unhandledrejection', onError, true);
  for (const name of names) prototype[name] = EVIL;
  try {
    await act().catch((cause: unknown) => errors.push(`thrown: ${String(cause)}`));
  } finally {
    for (const name of names) Reflect.deleteProperty(prototype, name);
  }
  // Rejections are told in a later task.
  await nextTask();
  removeEventListener('error', onError, true);
  removeEventListener('unhandledrejection', onError, true);
  return errors;
}

export const EVIL = 'https://evil.example/x';
