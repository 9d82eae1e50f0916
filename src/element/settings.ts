import type { UpgradeSettings } from '../upgrade/host.js';

/** What each attribute means when it is absent, empty or nonsense. */
export const defaults = {
  endpoint: '/api/v2/user/upgrade',
  launch: 'auto',
  display: 'inline',
  theme: 'auto',
  defaultProvider: 'sumsub',
  credentials: 'same-origin',
  requestTimeout: 15_000,
  readyTimeout: 20_000,
  headingLevel: 2,
  warmUp: false,
  signInUrl: '',
  supportUrl: '',
  statusEndpoint: '',
} as const;

type Setting = keyof typeof defaults;

/** The property that each attribute sets. */
export const attributes: Readonly<Record<string, Setting>> = Object.fromEntries(
  (Object.keys(defaults) as Setting[]).map((name) => [name.replace(/[A-Z]/g, '-$&').toLowerCase(), name]),
);

/** What is secret, a function or a table has no attribute. */
const withoutAttribute = ['headers', 'request', 'providers', 'providerOptions', 'messages'] as const;

export type PropertyName = Setting | (typeof withoutAttribute)[number];

export const propertyNames: readonly PropertyName[] = [...Object.values(attributes), ...withoutAttribute];

/** Browsers take a longer timer for none at all. */
const longest = 2 ** 31 - 1;

/** A value that can be worked with: a number above zero, a text that says something; else the default. */
export function sane<Value>(value: unknown, fallback: Value): Value {
  const usable = typeof fallback === 'number' ? Math.min(Math.max(Number(value), 0), longest) : value;
  return usable ? (usable as Value) : fallback;
}

/** What an attribute makes of its property. */
export function fromAttribute(name: Setting, value: string | null): unknown {
  const fallback = defaults[name];
  return sane(typeof fallback === 'boolean' ? value !== null : value, fallback);
}

/** The settings as they are to be taken, whatever the page has put in. */
export function settingsOf(element: UpgradeSettings): UpgradeSettings {
  const settings = Object.entries(defaults).map(([name, fallback]) => [name, sane(element[name as never], fallback)]);
  return {
    ...(Object.fromEntries(settings) as typeof defaults),
    // Fetch refuses any other word.
    credentials: /^(omit|include)$/.test(element.credentials) ? element.credentials : defaults.credentials,
    headers: element.headers,
    request: element.request,
  };
}
