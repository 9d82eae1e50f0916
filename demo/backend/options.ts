import type { Log } from './log.ts';

/**
 * The customer for whom the API is asked: by the token of their login, or by an identifier that is linked to their account. Never
 * both, the API takes one.
 */
export type User = ({ readonly token: string } | { readonly identifier: string }) & {
  /** What stays the same for this customer while tokens change; requests are counted by it. Default: the token or identifier. */
  readonly id?: string;
};

/** So many requests in so many seconds. */
export interface Limit {
  readonly requests: number;
  readonly seconds: number;
}

/** Remembers which webhooks have come. Several servers need one that they share, such as Redis (`SET key 1 NX EX 86400`). */
export interface Remembered {
  /** @returns false where the key is known already */
  add(key: string): boolean | Promise<boolean>;
  /** The webhook was not dealt with: its next delivery counts. */
  delete(key: string): void | Promise<void>;
}

export interface WebhookOptions {
  /** The secret that BTC Direct signs with. */
  readonly secret: string;
  /** Header that holds the signature, as hex or base64, `sha256=` before it or not. Not documented; the default is `X-Signature`. */
  readonly header?: string;
  /** What is done with an event. Where it rejects, the sender gets a 500 and tries again. */
  readonly onEvent: (event: unknown) => void | Promise<void>;
  /** Tells one delivery from another. Default: its signature, so that the same bytes count once. */
  readonly keyOf?: (event: unknown) => string | undefined;
  /** Default: in memory, the last 10,000 of one day. */
  readonly remembered?: Remembered;
}

export interface BackendOptions {
  /** Origin of the API: `https://api.btcdirect.eu`, or `https://api-sandbox.btcdirect.eu`. */
  readonly api: string;
  /** The partner's own name and password. They go to the API's login and nowhere else. */
  readonly username: string;
  readonly password: string;
  /**
   * Says who is asking, from your session. Without it, the page's own `User-Authorization: Bearer …` header counts. A page's
   * `User-Identifier` never does: whoever knows an identifier would be that customer.
   */
  readonly user?: (request: Request) => User | undefined | Promise<User | undefined>;
  /** Origin of your pages, where the server does not see it itself: behind a proxy that changes the host or the scheme. */
  readonly origin?: string;
  /** For each customer. Default: 20 upgrades and 30 looks at the status in 60 seconds. */
  readonly limits?: { readonly upgrade?: Limit; readonly status?: Limit };
  /** What the status is asked from. Default: `/api/v2/user/verification-status`, which is documented. */
  readonly statusPath?: string;
  /** Milliseconds for one request, repeats and renewals included. Default 12,000: the element gives up after 15,000. */
  readonly timeout?: number;
  /** Milliseconds for a login or a renewal of the partner's token. Default 8,000. */
  readonly loginTimeout?: number;
  /** Further headers for the API, from those of the page: a trace id, say. Nothing else of the page's request gets there. */
  readonly headers?: (request: Request) => HeadersInit;
  readonly webhook?: WebhookOptions;
  /** Default: nothing is written. */
  readonly log?: Log;
  /** For tests: another fetch, another clock (milliseconds since the epoch). */
  readonly fetch?: typeof globalThis.fetch;
  readonly now?: () => number;
}

/** Something is wrong with what the server was given. The message is one line, made to be printed, and holds no secret. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/**
 * The API's address as an origin.
 * @throws {ConfigurationError} where it is none, or where the password would travel in the open
 */
export function originOf(api: string): string {
  const url = URL.canParse(api) ? new URL(api) : undefined;
  const isLocal = url !== undefined && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  if (url?.protocol === 'https:' || (isLocal && url.protocol === 'http:')) return url.origin;
  throw new ConfigurationError(
    'The address of the API has to be an https URL, such as https://api-sandbox.btcdirect.eu.',
  );
}
