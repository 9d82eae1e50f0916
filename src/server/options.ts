import type { Log, ResponseInfo, RequestInfo } from './log.js';
import type { Store } from './store.js';

/** What `new Headers()` takes. */
export type HeadersInput = NonNullable<ConstructorParameters<typeof Headers>[0]>;

/**
 * The user that the API is asked about: by the token of their BTC Direct login, or by an identifier that is linked to their account.
 * Never both: the API takes one.
 */
export type User = ({ readonly token: string } | { readonly identifier: string }) & {
  /** What stays the same for this user while tokens change; requests are counted by it. Default: the token or identifier. */
  readonly id?: string;
};

/** At most `requests` in `seconds`, counted from the user's first request. */
export interface Limit {
  readonly requests: number;
  readonly seconds: number;
}

export interface WebhookOptions {
  /** The secret that BTC Direct signs with. While it is changed, a list of the new one and the former. */
  readonly secret: string | readonly string[];
  /** Header with the signature, in hex or base64, with or without `sha256=` before it. Not documented; default `X-Signature`. */
  readonly header?: string;
  /**
   * Handles an event. If it throws or takes longer than `timeout`, the sender gets an error and sends the event again, so
   * it must be safe to call twice.
   */
  readonly onEvent: (event: unknown) => void | Promise<void>;
  /** Identifies a delivery. Default: its signature, so that the same bytes are handled once. */
  readonly keyOf?: (event: unknown) => string | undefined;
  /** Milliseconds that `onEvent` may take. Default 20,000. */
  readonly timeout?: number;
}

/** The routes that ask the API about a user. */
export type UserRoute = 'upgrade' | 'status' | 'levels' | 'liveness';

export interface BackendOptions {
  /** Origin of the API: `https://api.btcdirect.eu`, or `https://api-sandbox.btcdirect.eu`. */
  readonly api: string;
  /** The partner's own credentials. They are sent to the API's login and nowhere else. */
  readonly username: string;
  readonly password: string;
  /**
   * The user who is signed in, from your session; `undefined` if no user is. Without this option the request's own
   * `User-Authorization: Bearer …` header is used. A `User-Identifier` header never is: identifiers are no secrets.
   */
  readonly user?: (request: Request) => User | undefined | Promise<User | undefined>;
  /** Origin of your pages. Set it behind a proxy that changes the host or the scheme, and against DNS rebinding. */
  readonly origin?: string;
  /**
   * Hosts that your pages ask for this server, as in `Host`: `www.example.com`, or `localhost:3000`. Requests about users with another
   * one get 421, which rules out DNS rebinding for a GET, too: browsers send no `Origin` with it. Default: any.
   */
  readonly hosts?: readonly string[];
  /** Per user and route. Default: 20 upgrades and 30 requests to each other route in 60 seconds. */
  readonly limits?: Readonly<Partial<Record<UserRoute, Limit>>>;
  /** Path of the API that the status route asks. Default: `/api/v2/user/verification-status`, which is documented. */
  readonly statusPath?: string;
  /** Milliseconds for one request, with repeats and renewals. Default 12,000: the element gives up after 15,000. */
  readonly timeout?: number;
  /** Milliseconds for a login or a renewal of the partner's token. Default 8,000. */
  readonly loginTimeout?: number;
  /**
   * Further headers for the API. Passed on are `accept-language`, `baggage` and names that begin with `x-`, except
   * `x-api-key` and `x-forwarded-*`; all others are dropped. `traceparent` and `tracestate` are passed on without this option.
   */
  readonly headers?: (request: Request) => HeadersInput | Promise<HeadersInput>;
  readonly webhook?: WebhookOptions;
  /** What processes share. Default: the memory of this process. */
  readonly store?: Store;
  /** Called with one entry per request, login, renewal and change of the store. Default: nothing is written. */
  readonly log?: Log;
  /** Called before a request is handled. The same object is passed to `onResponse`, so it can be the key of a `WeakMap`. */
  readonly onRequest?: (request: RequestInfo) => void;
  /** Called when a request has been answered. */
  readonly onResponse?: (request: RequestInfo, response: ResponseInfo) => void;
  /**
   * Sends the requests to the API: a `fetch` with a pool or a proxy of your own, or a stub in tests. Default: in Node its HTTP client with
   * `keepAlive`, which takes half the time of its `fetch`; in other runtimes `globalThis.fetch`.
   */
  readonly fetch?: typeof globalThis.fetch;
  /** Another clock for tests, in milliseconds since the epoch. */
  readonly now?: () => number;
}

/** An option or a setting is missing or wrong. The message is one line without a secret, to be printed. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/**
 * The API's address as an origin.
 * @throws {ConfigurationError} if it is no URL, or if the password would be sent unencrypted
 */
export function originOf(api: string): string {
  const url = URL.canParse(api) ? new URL(api) : undefined;
  const isLocal = url !== undefined && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  if (url?.protocol === 'https:' || (isLocal && url.protocol === 'http:')) return url.origin;
  throw new ConfigurationError(
    'The address of the API must be an https URL, such as https://api-sandbox.btcdirect.eu.',
  );
}

const userRoutes: readonly string[] = ['upgrade', 'status', 'levels', 'liveness'] satisfies readonly UserRoute[];

/** @throws {ConfigurationError} if an option is missing or out of range, also those of a page without types */
export function checkOptions(options: BackendOptions): void {
  const { username, password, origin, limits = {}, timeout = 1, loginTimeout = 1, webhook } = options;
  const { hosts = [], statusPath = '/', user, headers, log, onRequest, onResponse, fetch, now } = options;
  const fail = (message: string) => {
    throw new ConfigurationError(message);
  };
  if (!username || !password) fail("The partner's username and password are missing.");
  if (origin !== undefined && !(URL.canParse(origin) && /^https?:/.test(origin)))
    fail('"origin" must be an origin, such as https://www.example.com.');
  const list: unknown = hosts;
  if (!Array.isArray(list)) fail('"hosts" must be a list.');
  for (const host of hosts)
    if (!URL.canParse(`http://${host}`) || new URL(`http://${host}`).host !== host.toLowerCase().replace(/:80$/, ''))
      fail(`"hosts" must list hosts, such as www.example.com; "${host}" is none.`);
  // It is appended to the origin of the API: without the slash, the partner's token would be sent to another host.
  if (!statusPath.startsWith('/')) fail('"statusPath" must begin with a slash.');
  for (const [name, limit] of Object.entries(limits)) {
    if (!userRoutes.includes(name)) fail(`"limits.${name}" is none of ${userRoutes.join(', ')}.`);
    const { requests = NaN, seconds = NaN }: Partial<Limit> = Object(limit) as object;
    if (!(requests >= 0 && seconds > 0 && seconds <= 86_400))
      fail(`"limits.${name}" needs requests of 0 or more, and seconds from 1 to 86,400.`);
  }
  for (const [name, milliseconds] of Object.entries({
    timeout,
    loginTimeout,
    'webhook.timeout': webhook?.timeout ?? 1,
  }))
    if (!(milliseconds > 0 && milliseconds <= 300_000)) fail(`"${name}" must be from 1 to 300,000 milliseconds.`);
  const functions = { user, headers, log, onRequest, onResponse, fetch, now };
  for (const [name, value] of Object.entries(functions))
    if (value && typeof value !== 'function') fail(`"${name}" must be a function.`);
  if (webhook && typeof webhook.onEvent !== 'function') fail('"webhook.onEvent" must be a function.');
  const secrets = [webhook?.secret ?? []].flat();
  if (webhook && (secrets.length === 0 || secrets.includes(''))) fail('"webhook.secret" is empty.');
}
