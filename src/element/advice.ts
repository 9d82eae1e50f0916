import { warnOnce } from '../upgrade/warn-once.js';

interface CheckedElement {
  readonly baseURI: string;
  readonly attributes: NamedNodeMap;
  readonly endpoint: unknown;
  readonly providers?: unknown;
  readonly headers?: unknown;
  readonly request?: unknown;
}

/** By its name or by its value: a JWT, a token of Sumsub's, the value of a header. Not `data-*`, which is the page's own. */
const secretName = /^(?!data-).*(headers|token)$/i;
const secretValue = /bearer |\beyJ\w+\.|_act-/i;

/**
 * Reports integration mistakes that would otherwise fail silently. Never names a secret itself.
 *
 * @param lacksHeaders the request of the attempt under way left with neither `headers` nor `request`
 */
export function validateUsage(element: CheckedElement, lacksHeaders: boolean): void {
  const loaders = element.providers ?? {};
  for (const { name, value } of element.attributes) {
    if (secretName.test(name) || secretValue.test(value)) {
      warnOnce(`Attribute "${name}" looks like a secret; use the "headers" property.`);
    } else if (value.startsWith('[object ')) warnOnce(`Attribute "${name}" is "${value}". Set the property.`);
  }
  const { headers } = element;
  const values = headers instanceof Headers ? [...headers.values()] : Object.values(Object(headers) as object);
  if (values.some((value) => /\b(undefined|null|bearer *)$|\[object /i.test(String(value))))
    warnOnce('"headers" holds "undefined", "null", an object or nothing.');
  if (!element.request && !isHttp(element.endpoint, element.baseURI))
    warnOnce('Set "endpoint" to an http or https address.');
  if (typeof loaders !== 'object' || Object.values(loaders).some((loader) => typeof loader !== 'function'))
    warnOnce('Set "providers" to an object of functions.');
  if (lacksHeaders && (element.headers !== undefined || element.request !== undefined)) {
    warnOnce('"headers" was set after a request had left without it. Set it earlier, or add wait-for="headers".');
  }
}

/** Milliseconds after which a launch that still waits for a property is reported. */
const WAIT_WARNING = 10_000;

/** Reports a launch that waits for a property which the page does not set. */
export function warnIfWaiting(element: Element & { readonly waitFor: string }, signal: AbortSignal): void {
  const name = element.waitFor;
  if (!/^(headers|request)$/.test(name)) return;
  const timer = setTimeout(() => {
    if (Reflect.get(element, name) === undefined) warnOnce(`wait-for="${name}" is set, and "${name}" is not set yet.`);
  }, WAIT_WARNING);
  signal.addEventListener('abort', () => clearTimeout(timer));
}

/** Also of a URL object. A relative one is not, if the page is one of an app: capacitor://localhost, tauri://localhost, file:. */
function isHttp(endpoint: unknown, baseURI: string): boolean {
  const address = String(endpoint);
  return URL.canParse(address, baseURI) && new URL(address, baseURI).protocol.startsWith('http');
}
