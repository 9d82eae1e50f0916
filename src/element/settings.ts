import type { Messages } from '../locales/en.js';
import type { Theme } from '../providers/provider.js';
import type { ProviderLoaders } from '../providers/registry.js';
import type { UpgradeSettings } from '../upgrade/host.js';
import type { RequestOptions } from '../upgrade/request.js';
import { send } from '../upgrade/request.js';
import { fieldOf, ownFields } from '../upgrade/util.js';
import type { Launch } from './launch.js';

/** What each attribute means when it is absent, empty or invalid. */
export const defaults = {
  endpoint: '/api/v2/user/upgrade' as string,
  method: 'post' as string,
  launch: 'auto' as string,
  display: 'inline' as string,
  theme: 'auto' as string,
  defaultProvider: 'sumsub' as string,
  credentials: 'same-origin' as RequestCredentials,
  requestTimeout: 15_000 as number,
  readyTimeout: 20_000 as number,
  headingLevel: 2 as number,
  warmUp: false as boolean,
  resume: false as boolean,
  waitFor: '' as string,
  signInUrl: '' as string,
  supportUrl: '' as string,
  privacyUrl: '' as string,
  doneUrl: '' as string,
  statusEndpoint: '' as string,
  levelsEndpoint: '' as string,
};

type Defaults = typeof defaults;
type Setting = keyof Defaults;

const settingNames = Object.keys(defaults) as readonly Setting[];

/** The property that each attribute sets. */
export const attributes = Object.fromEntries(
  settingNames.map((name) => [name.replace(/[A-Z]/g, '-$&').toLowerCase(), name]),
) as Readonly<Record<string, Setting>>;

/** Secrets, functions and tables have no attribute. */
const propertyOnly = [
  'headers',
  'request',
  'earlyReply',
  'levels',
  'providers',
  'providerOptions',
  'messages',
] as const;

/** Properties that a page may set. */
export type PropertyName = Setting | (typeof propertyOnly)[number];

export const propertyNames: readonly PropertyName[] = [...settingNames, ...propertyOnly];

/** Browsers treat a longer timer as none. */
const MAX_TIMEOUT = 2 ** 31 - 1;

/** What an attribute or a property is set to, or the default in place of a value that cannot be used. */
function normalize(name: string, value: unknown): unknown {
  // Not what was put on Object.prototype.
  const fallback = fieldOf(defaults, name);
  if (typeof fallback === 'number') return Math.min(Math.max(Number(value), 0), MAX_TIMEOUT) || fallback;
  // Vue sets the text of an attribute as a property.
  if (typeof fallback === 'boolean') return !!value && value !== 'false';
  // Fetch refuses any other word.
  if (name === 'credentials') return /^(omit|include)$/.test(String(value)) ? value : fallback;
  // Frameworks say "not yet" with null.
  return fallback !== undefined && !value ? fallback : (value ?? undefined);
}

/** A module with this class can be imported on a server, which has no HTMLElement. */
const Base =
  (globalThis as { HTMLElement?: typeof HTMLElement }).HTMLElement ?? (Object as unknown as typeof HTMLElement);

/**
 * An element with the settings as its properties and attributes, and one update for all changes in a task. It does what
 * Lit's base class would do, in a tenth of its bytes: the POST waits for this (docs/decisions/0007-lit-after-the-post.md).
 */
export abstract class SettingsElement extends Base {
  static readonly observedAttributes = Object.keys(attributes);

  /** URL that gets the POST, relative to the document. */
  declare endpoint: string;
  /**
   * `auto`: when connected. `visible`: when first near the viewport. `manual`: a start button, or the page calls `start()`.
   * `offer`: asks when connected, and mounts the SDK when the user accepts.
   */
  declare launch: Launch;
  /** `inline`, or `dialog`. */
  declare display: 'inline' | 'dialog';
  /** `auto` follows `color-scheme` and `prefers-color-scheme`. Passed on to the SDK. */
  declare theme: 'auto' | Theme;
  /** Used when the answer has a payload and names no provider; its adapter loads while the POST is under way. */
  declare defaultProvider: string;
  /** Credentials mode of the request. */
  declare credentials: RequestCredentials;
  /** Milliseconds until the POST fails as `timeout`. */
  declare requestTimeout: number;
  /** Milliseconds, while visible, until the SDK must be ready; else `provider-timeout`. */
  declare readyTimeout: number;
  /** Level of the headings in the page's outline. */
  declare headingLevel: number;
  /** How `endpoint` is asked: `post`, or `get` for endpoints that are read. */
  declare method: 'post' | 'get';
  /** The property that an automatic launch waits for: `headers` or `request`. */
  declare waitFor: '' | 'headers' | 'request';
  /** Start again by itself after a reload while an attempt was under way. */
  declare resume: boolean;
  /** "How we use your data", in the start and offer views. */
  declare privacyUrl: string;
  /** Where "Continue" leads after `approved`. */
  declare doneUrl: string;
  /** GET, asked beside the upgrade request with `launch="offer"`, for the limits in the offer. */
  declare levelsEndpoint: string;
  /** Contact the provider's host before the server has answered: faster, but the vendor sees the visitor. */
  declare warmUp: boolean;
  /** Link for signing in again, shown if the session is over. */
  declare signInUrl: string;
  /** Link shown where only support can help. */
  declare supportUrl: string;
  /** GET, asked while `pending` until the server says that the upgrade is done. */
  declare statusEndpoint: string;
  /** Headers of each request, or a function called for each, so that tokens can rotate. */
  declare headers: RequestOptions['headers'];
  /** In place of fetch, for pages with an API client of their own. */
  declare request: RequestOptions['request'];
  /** The answer to a request that the page has sent already. Used once, by the first attempt. */
  declare earlyReply: Promise<unknown> | undefined;
  /** What `levels-endpoint` would return, if the page has it already. */
  declare levels: unknown;
  /** Adapters to add to the built-in ones, or to put in their place. */
  declare providers: ProviderLoaders;
  /** For each provider: what is handed to its SDK. */
  declare providerOptions: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** In place of any of our words, and names of levels (`level.hero`). */
  declare messages: Partial<Messages>;

  /** Without a prototype: fields that were put on Object.prototype are no settings. */
  readonly #values: Record<string, unknown> = ownFields({
    ...defaults,
    providers: {},
    providerOptions: ownFields({}),
    messages: {},
  });
  #wasConnected = false;
  #update: Promise<void> | undefined;
  /** The last update that has begun. */
  #updating: Promise<void> | undefined;

  static {
    for (const name of propertyNames) {
      Object.defineProperty(this.prototype, name, {
        configurable: true,
        enumerable: true,
        get(this: SettingsElement) {
          return this.#values[name];
        },
        set(this: SettingsElement, value: unknown) {
          this.#set(name, value);
        },
      });
    }
  }

  /** Resolves when everything that has changed until now is on the screen. */
  get updateComplete(): Promise<void> {
    return this.#update ?? this.#updating ?? Promise.resolve();
  }

  /** Updates in a microtask; not before the element has been on a page. */
  requestUpdate(): void {
    if (!this.#wasConnected) return;
    this.#update ??= Promise.resolve().then(() => {
      this.#update = undefined;
      return (this.#updating = this.update());
    });
  }

  connectedCallback(): void {
    // Properties set before the upgrade shadow the accessors. Move them over; they win over attributes.
    for (const name of propertyNames) {
      if (!Object.hasOwn(this, name)) continue;
      this.#set(name, Reflect.get(this, name));
      Reflect.deleteProperty(this, name);
    }
    this.#wasConnected = true;
    this.requestUpdate();
  }

  attributeChangedCallback(attribute: string, _old: string | null, value: string | null): void {
    const name = attributes[attribute];
    if (!name) return;
    this.#set(name, value === '' && typeof defaults[name] === 'boolean' ? true : value);
  }

  #set(name: string, value: unknown): void {
    const normalized = normalize(name, value);
    if (Object.is(this.#values[name], normalized)) return;
    this.#values[name] = normalized;
    this.requestUpdate();
  }

  /** A copy for one attempt; `headers` and `request` stay live. */
  protected get settings(): UpgradeSettings {
    const values = this.#values as Defaults & Pick<RequestOptions, 'headers' | 'request'>;
    return {
      ...values,
      send,
      get headers() {
        return values.headers;
      },
      get request() {
        return values.request;
      },
    };
  }

  /** Brings the settings and the state onto the screen. */
  protected abstract update(): Promise<void> | undefined;
}
