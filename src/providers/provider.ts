/**
 * The contract between an upgrade and a vendor's SDK. Types only: an adapter needs no other import.
 */

/** What the server answered for the provider. Secret: pass it to the provider's SDK and to nothing else. */
export interface ProviderPayload {
  /** Present if the server sent one under any of its names; other providers get a URL, a session, a client secret. */
  readonly accessToken?: string;
  /** Whatever else the answer's `data` and `upgrade` held, under its own name. */
  readonly [field: string]: unknown;
}

/** What an adapter reports. Each vendor's events are translated into these. */
export type ProviderEvent =
  /** The first screen is there: the user can begin. */
  | { readonly type: 'ready' }
  /** The user moved on inside the SDK, or the level changed. After `submitted`, a named step means that the user must act again. */
  | { readonly type: 'step'; readonly step?: string; readonly progress?: ProviderProgress }
  /**
   * Everything is submitted, the decision is open. `closed`: the SDK has left the screen by itself. `undecided`: the provider
   * says so of its review, which takes back a positive verdict. `asFound`: it may be an earlier review that has ended.
   */
  | {
      readonly type: 'submitted';
      readonly closed?: boolean;
      readonly undecided?: boolean;
      readonly asFound?: boolean;
    }
  /** A positive verdict. A hint only: the server decides. */
  | { readonly type: 'approved' }
  /** A negative verdict, and the provider offers no other try itself. */
  | { readonly type: 'rejected'; readonly final: boolean }
  /** The user closed the SDK. */
  | { readonly type: 'cancelled' }
  /** The SDK cannot go on. `code` is one of the design's error codes; default `provider-error`. */
  | { readonly type: 'failed'; readonly code?: string; readonly message?: string; readonly cause?: unknown }
  /** Not fatal: the user can still go on. */
  | { readonly type: 'warning'; readonly code: string; readonly message: string }
  /** A vendor's message under its own name, for analytics; only fields that are neither secret nor personal. */
  | { readonly type: 'message'; readonly name: string; readonly payload?: Readonly<Record<string, unknown>> };

/** The user's position in the SDK's steps; `current` counts from 1. */
export interface ProviderProgress {
  readonly current: number;
  readonly total: number;
}

export type Theme = 'light' | 'dark';

export interface ProviderContext<Options = Readonly<Record<string, unknown>>> {
  /** Empty, connected, in the light DOM, with an id unique in the document. Belongs to the adapter until it unmounts. */
  readonly container: HTMLElement;
  readonly payload: ProviderPayload;
  /** The page's `providerOptions` for this provider. */
  readonly options: Options;
  /** The language asked for, as a BCP 47 tag. */
  readonly lang: string;
  readonly theme: Theme;
  /** Aborted when the SDK is unmounted. Pass it to every listener and request that the adapter starts. */
  readonly signal: AbortSignal;
  /** Asks the endpoint for a fresh payload of the same provider and level. Rejects, never resolves to nothing. */
  readonly refresh: () => Promise<ProviderPayload>;
  readonly report: (event: ProviderEvent) => void;
  /**
   * The whole address that the payload names, parsed and checked: https, on one of the provider's hosts or below one,
   * without user name and password. Ask before anything is loaded: the named host gets the token.
   *
   * @param hosts domains of the provider; their subdomains count
   * @param baseUrl the page's own origin (`providerOptions`), of any scheme, in place of the host that the payload names
   * @throws Error that ends the attempt as `untrusted-host`
   */
  readonly trustedUrl: (url: unknown, hosts: readonly string[], baseUrl?: string) => string;
}

export interface MountedProvider {
  unmount(): void | Promise<void>;
  setLanguage?(lang: string): void;
  setTheme?(theme: Theme): void;
}

export interface ProviderAdapter<Options = Readonly<Record<string, unknown>>> {
  /** Two of this SDK may not start at the same time on one page: they start one after another. */
  readonly exclusiveStart?: boolean;
  /** Only one of this SDK can be on a page (a fixed id, one shared instance): the next one waits until it is unmounted. */
  readonly singleton?: boolean;
  /** The SDK draws over the whole page and leaves its container empty: our dialog closes, and the loading view stays. */
  readonly ownsViewport?: boolean;
  /** The provider knows one level only, so its verdict cannot belong to an earlier level and is not held. */
  readonly singleLevel?: boolean;
  /** The SDK shows the reason of a rejection itself, so it stays on screen after `rejected`. */
  readonly showsRejection?: boolean;
  /** The SDK's frame may load a second document without a new mount. */
  readonly survivesReload?: boolean;
  /** Starts the SDK. An adapter with nothing to unmount may return nothing. */
  mount(context: ProviderContext<Options>): MountedProvider | undefined | Promise<MountedProvider | undefined>;
}

/** Fetches an adapter when it is needed: `() => import('./acme.js')`. */
export interface ProviderLoader {
  (): Promise<ProviderAdapter | { readonly default: ProviderAdapter }>;
  /** An address on the provider's host that is cheap to frame, without a token. Used before the adapter is loaded. */
  warmUpUrl?(options: Readonly<Record<string, unknown>>): string;
  /** The SDK starts with an access token only: a URL or a session id in the payload is no offer. */
  requiresAccessToken?: boolean;
}
