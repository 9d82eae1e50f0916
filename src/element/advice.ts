import { warnOnce } from '../upgrade/warn-once.js';

interface CheckedElement {
  readonly baseURI: string;
  readonly attributes: NamedNodeMap;
  readonly endpoint: unknown;
  readonly providers?: unknown;
  readonly providerOptions?: unknown;
  readonly headers?: unknown;
  readonly request?: unknown;
  readonly messages?: unknown;
}

/** By its name or by its value: a JWT, a token of Sumsub's, the value of a header. Not `data-*`, which is the page's own. */
const secretName = /^(?!data-).*(headers|token)$/i;
const secretValue = /bearer |\beyJ\w+\.|_act-/i;

/** The words that an attribute knows. */
const choices: Readonly<Record<string, readonly string[]>> = {
  launch: ['auto', 'visible', 'manual', 'offer'],
  display: ['inline', 'dialog'],
  theme: ['auto', 'light', 'dark'],
  method: ['post', 'get'],
  credentials: ['omit', 'same-origin', 'include'],
  'wait-for': ['headers', 'request'],
};
const numericAttribute = /^(request-timeout|ready-timeout|heading-level)$/;

/** Texts that have no key in a language: names of levels and providers, and those of one error code. */
const customText = /^(level|provider|failed)\./;

/**
 * Reports integration mistakes that would otherwise fail silently. Never names a secret itself.
 *
 * @param lacksHeaders the request of the attempt under way left with neither `headers` nor `request`
 * @param keys those of the texts of a language, if it is there
 */
export function validateUsage(element: CheckedElement, lacksHeaders: boolean, keys: readonly string[]): void {
  validateAttributes(element);
  validateProperties(element);
  validateNames(element, keys);
  if (!element.request && !isHttp(element.endpoint, element.baseURI))
    warnOnce('Set "endpoint" to an http or https address.');
  if (lacksHeaders && (element.headers !== undefined || element.request !== undefined)) {
    warnOnce('"headers" was set after a request had left without it. Set it earlier, or add wait-for="headers".');
  }
}

function validateAttributes({ attributes }: CheckedElement): void {
  for (const { name, value } of attributes) {
    const words = Object.hasOwn(choices, name) ? choices[name] : undefined;
    if (secretName.test(name) || secretValue.test(value)) {
      warnOnce(`Attribute "${name}" looks like a secret; use the "headers" property.`);
    } else if (value.startsWith('[object ')) warnOnce(`Attribute "${name}" is "${value}". Set the property.`);
    else if (/^on-?upgrade/.test(name)) warnOnce(`Attribute "${name}" does nothing; use addEventListener().`);
    else if (value && words && !words.includes(name === 'method' ? value.toLowerCase() : value))
      warnOnce(`Set attribute "${name}" to one of: ${words.join(', ')}.`);
    else if (numericAttribute.test(name) && isNaN(Number(value))) warnOnce(`Set attribute "${name}" to a number.`);
  }
}

function validateProperties({ headers, providers, providerOptions }: CheckedElement): void {
  const values = headers instanceof Headers ? [...headers.values()] : valuesOf(headers);
  if (values.some((value) => /\b(undefined|null|bearer *)$|\[object /i.test(String(value))))
    warnOnce('"headers" holds "undefined", "null", an object or nothing.');
  if (!isObject(providers ?? {}) || valuesOf(providers).some((loader) => typeof loader !== 'function'))
    warnOnce('Set "providers" to an object of functions.');
  if (!isObject(providerOptions ?? {}) || !valuesOf(providerOptions).every(isObject))
    warnOnce('Set "providerOptions" to an object with the options of each provider, such as { sumsub: { … } }.');
}

/** Names that are nearly right, such as the attribute `statusendpoint` and the property `supportURL`. */
function validateNames(element: CheckedElement, keys: readonly string[]): void {
  const { observedAttributes } = element.constructor as unknown as { observedAttributes: readonly string[] };
  const bare = (name: string) => name.replace(/[-_]/g, '');
  for (const { name } of element.attributes) {
    const known = observedAttributes.find((attribute) => bare(attribute) === bare(name));
    if (known && known !== name) warnOnce(`There is no attribute "${name}". Its name is "${known}".`);
  }
  for (const own of Object.keys(element))
    for (const name in element)
      if (name !== own && name.toLowerCase() === own.toLowerCase())
        warnOnce(`There is no property "${own}". Its name is "${name}".`);
  for (const key of Object.keys(Object(element.messages) as object))
    if (keys.length > 0 && !keys.includes(key) && !customText.test(key))
      warnOnce(`No view shows the text "${key}" of "messages".`);
}

const isObject = (value: unknown): boolean => typeof value === 'object';
const valuesOf = (value: unknown): readonly unknown[] => Object.values(Object(value ?? {}) as object);

/** Milliseconds after which a launch that still waits for a property is reported. */
const WAIT_WARNING = 10_000;

/** Reports a launch that waits for a property which the page does not set. */
export function warnIfWaiting(element: Element & { readonly waitFor: string }, signal: AbortSignal): void {
  const name = element.waitFor;
  if (signal.aborted || !/^(headers|request)$/.test(name)) return;
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
