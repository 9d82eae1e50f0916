/**
 * The contract between an upgrade and a vendor's SDK. Types only: whoever writes an adapter needs nothing else.
 */

/** What the server handed out for the provider. Secret: it goes to the provider's SDK and nowhere else. */
export interface ProviderPayload {
  /** Present where the server sent one under any of its names; other providers get a URL, a session, a client secret. */
  readonly accessToken?: string;
  /** Whatever else the answer's `data` and `upgrade` held, under its own name. */
  readonly [field: string]: unknown;
}

/** The one vocabulary that every vendor's events are translated into. */
export type ProviderEvent =
  /** The first screen is there: the person can begin. */
  | { readonly type: 'ready' }
  /** The person moved on inside the SDK. After `submitted`, a named step means that they have to act again. */
  | { readonly type: 'step'; readonly step?: string; readonly progress?: ProviderProgress }
  /** Everything is handed in, the decision is open. `closed`: the SDK has left the screen by itself. */
  | { readonly type: 'submitted'; readonly closed?: boolean }
  /** The provider says yes. A hint only: the server decides. */
  | { readonly type: 'approved' }
  /** The provider says no, and offers no other try itself. */
  | { readonly type: 'rejected'; readonly final: boolean }
  /** The person left the SDK. */
  | { readonly type: 'cancelled' }
  /** The SDK cannot go on. `code` is one of the design's error codes; default `provider-error`. */
  | { readonly type: 'failed'; readonly code?: string; readonly message?: string; readonly cause?: unknown }
  /** Something is in the way, and the person can still go on. */
  | { readonly type: 'warning'; readonly code: string; readonly message: string }
  /** A vendor's message under its own name, for analytics; only fields that are neither secret nor personal. */
  | { readonly type: 'message'; readonly name: string; readonly payload?: Readonly<Record<string, unknown>> };

/** How far the person has come; `current` counts from 1. */
export interface ProviderProgress {
  readonly current: number;
  readonly total: number;
}

export type Theme = 'light' | 'dark';

export interface ProviderContext<Options = Readonly<Record<string, unknown>>> {
  /** Empty, connected, in the light DOM, with an id unique in the document. The adapter's own until it unmounts. */
  readonly container: HTMLElement;
  readonly payload: ProviderPayload;
  /** The page's `providerOptions` for this provider. */
  readonly options: Options;
  /** The language asked for, as a BCP 47 tag. */
  readonly lang: string;
  readonly theme: Theme;
  /** Ends with the mount. What the adapter starts beside the SDK hangs on it. */
  readonly signal: AbortSignal;
  /** Asks the endpoint for a fresh payload of the same provider and level. Rejects, never resolves to nothing. */
  refresh(): Promise<ProviderPayload>;
  report(event: ProviderEvent): void;
  /**
   * The origin of a URL that came with the payload, if it is https and one of the provider's hosts or below one. To be
   * asked before anything is loaded: whoever names the host gets the token.
   *
   * @throws Error that ends the attempt as `untrusted-host`
   */
  trustedOrigin(url: unknown, ...hosts: readonly string[]): string;
}

export interface MountedProvider {
  unmount(): void | Promise<void>;
  setLanguage?(lang: string): void;
  setTheme?(theme: Theme): void;
}

export interface ProviderAdapter<Options = Readonly<Record<string, unknown>>> {
  /** The SDK cannot bear a second one that starts at the same time on the page: they start one after another. */
  readonly startsAlone?: boolean;
  /** There can be only one of it on the page (a fixed id, a singleton): the next one waits until it is gone. */
  readonly staysAlone?: boolean;
  /** It draws over the whole page and leaves its container empty: our own dialog gives way, and the loading view stays. */
  readonly coversPage?: boolean;
  mount(context: ProviderContext<Options>): MountedProvider | Promise<MountedProvider>;
}

/** Fetches an adapter when it is needed: `() => import('./acme.js')`. */
export interface ProviderLoader {
  (): Promise<ProviderAdapter | { readonly default: ProviderAdapter }>;
  /**
   * An address on the provider's host that is cheap to frame: the connection is warm then, no token is in it. Here and
   * not in the adapter, as it is wanted before that has come.
   */
  warmUpUrl?(options: Readonly<Record<string, unknown>>): string;
}
