import type { importWithRetry } from '../import-with-retry.js';
import type { ProviderAdapter, Theme } from '../providers/provider.js';
import type { Attempt } from './attempt.js';
import type { RequestOptions } from './request.js';
import type { UpgradeState } from './state.js';

/** Calls `onChange` at once and on every change, until the signal is aborted, with whether the user can see the element. */
export type WatchVisibility = (signal: AbortSignal, onChange: (visible: boolean) => void) => void;

/** The page's settings, normalised. Read once per attempt. */
export interface UpgradeSettings extends RequestOptions {
  readonly launch: string;
  readonly statusEndpoint: string;
  readonly levelsEndpoint: string;
  /** What `levelsEndpoint` would answer, if the page has it. */
  readonly levels?: unknown;
  readonly defaultProvider: string;
  /** Contact the provider's host before the server has answered. */
  readonly warmUp: boolean;
  /** Milliseconds of visibility, from mounting, until the SDK must be ready. */
  readonly readyTimeout: number;
}

/** The language and theme that the SDK is asked for. */
export interface Appearance {
  readonly lang: string;
  readonly theme: Theme;
}

/** The place of the provider's SDK in the element. */
export interface ProviderSlot {
  readonly appearance: Appearance;
  readonly watchVisibility: WatchVisibility;
  /** Appends a fresh, empty element to the light DOM, with an id unique in the document. */
  createContainer(): HTMLElement;
  /** Resolves when the last SDK of this slot is unmounted; undefined if there was none. */
  unmounted: Promise<void> | undefined;
  /** The SDK has appeared in its container, or has left it. */
  requestUpdate(): void;
}

/** What the server has said in this attempt; an empty list proves something only after a filled one. */
export interface StatusMemory {
  sawItems?: boolean;
  /** Names of the items that were pending, since the current polling began. */
  pending?: ReadonlySet<string> | undefined;
  /** Seconds until the server wants to be asked again. */
  retryAfter?: number | undefined;
  /** The upgrade was rejected before this attempt, and the server has not said anything else since. */
  wasRejected?: boolean | undefined;
}

/** Finds a provider by any spelling of its name. */
export type FindProvider = (name: string) => RegisteredProvider | undefined;

/** What the controller needs from the element. */
export interface UpgradeHost {
  /** As they are now, normalised. */
  readSettings(): UpgradeSettings;
  /**
   * Loads what an attempt will need. A failure shows when it is needed.
   *
   * @param isStarting the request has left: the provider's host may be contacted
   */
  prepare(isStarting: boolean): void;
  /** Code that is loaded beside the request. */
  loadAttempt(): Promise<{ readonly Attempt: typeof Attempt; readonly host: AttemptHost }>;
  /** The answer to a request that the page has sent itself; once. */
  takeEarlyReply(): Promise<unknown> | undefined;
  /** The state is about to change, and with it what is on screen. */
  beforeStateChange(): void;
  stateChanged(state: UpgradeState, previousState: UpgradeState): void;
}

/** Dispatches events. The entry has their classes, so that a page's `instanceof` holds in the CDN build. */
export interface HostEvents {
  message(provider: string, name: string, payload: Readonly<Record<string, unknown>>): void;
  warning(code: string, message: string): void;
}

/** What an attempt needs from the element. */
export interface AttemptHost extends HostEvents {
  /** The place of the SDK. */
  readonly slot: ProviderSlot;
  readonly findProvider: FindProvider;
  /** The entry's: later chunks need no copy of it. */
  readonly load: typeof importWithRetry;
  /** @throws UpgradeError `provider-load-failed` */
  loadProvider(provider: string): Promise<ProviderAdapter>;
  /** The page's `providerOptions` for a provider; without a prototype. */
  optionsFor(provider: string): Readonly<Record<string, unknown>>;
}

export interface RegisteredProvider {
  /** The registry's spelling, e.g. `sumsub`. */
  readonly name: string;
  readonly requiresAccessToken: boolean;
}
