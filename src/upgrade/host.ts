import type { ProviderAdapter, Theme } from '../providers/provider.js';
import type { handleReply, requestLevels } from './attempt.js';
import type { ProviderSession } from './provider-session.js';
import type { RequestOptions, RequestReason } from './request.js';
import type { UpgradeError } from './error.js';
import type { Levels, UpgradeState } from './state.js';

/** Calls `onChange` at once and on every change, until the signal is aborted, with whether the user can see the element. */
export type WatchVisibility = (signal: AbortSignal, onChange: (visible: boolean) => void) => void;

/** The page's settings, normalised. Read once per attempt. */
export interface UpgradeSettings extends RequestOptions {
  readonly launch: string;
  readonly statusEndpoint: string;
  readonly levelsEndpoint: string;
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
  /** The mounted SDK draws over the whole page (`ownsViewport`). Set at mount, cleared at unmount. */
  isOverlay: boolean;
  /** Resolves when the last SDK of this slot is unmounted; undefined if none is unmounting. */
  unmounted: Promise<void> | undefined;
  /** The SDK has appeared in its container, or has left it. */
  requestUpdate(): void;
}

/** Code that is loaded beside the request. */
export interface AttemptModule {
  readonly handleReply: typeof handleReply;
  readonly requestLevels: typeof requestLevels;
  /** The place of the SDK; the same one for every attempt. */
  readonly slot: ProviderSlot;
}

/** What the server has said in this attempt; an empty list proves something only after a filled one. */
export interface StatusMemory {
  sawItems?: boolean;
  /** Names of the items that were pending. */
  pending?: ReadonlySet<string>;
}

/** What one attempt may do to the upgrade. `transition` and `fail` do nothing once the attempt has ended. */
export interface AttemptContext {
  readonly host: UpgradeHost;
  readonly slot: ProviderSlot;
  readonly settings: UpgradeSettings;
  readonly reason: RequestReason;
  /** Aborted when the attempt ends. */
  readonly signal: AbortSignal;
  /** Aborted at the next transition. */
  readonly statusSignal: AbortSignal;
  readonly state: UpgradeState;
  /** @param signal in place of the attempt's */
  transition(next: UpgradeState, signal?: AbortSignal): void;
  fail(error: UpgradeError): void;
  /** Resolves when the SDK may be mounted: at once, or when the user accepts the offer. */
  accepted(offer: { readonly provider: string } & Levels): Promise<void>;
  /** The SDK of this attempt is about to be mounted. */
  attach(session: ProviderSession): void;
  /** Unmounts the SDK; the state stays. */
  release(): void;
  /** Asks the status endpoint once, if there is one. */
  refreshStatus(): void;
}

/** Finds a provider by any spelling of its name. */
export type FindProvider = (name: string) => RegisteredProvider | undefined;

/** What the upgrade needs from the element. */
export interface UpgradeHost {
  readonly settings: UpgradeSettings;
  readonly findProvider: FindProvider;
  /** @throws UpgradeError `provider-load-failed` */
  loadProvider(provider: string): Promise<ProviderAdapter>;
  /** Opens a connection to the provider's host, if its loader has an address for that. */
  warmUp(provider: string): void;
  /** The page's `providerOptions` for a provider; without a prototype. */
  optionsFor(provider: string): Readonly<Record<string, unknown>>;
  loadAttempt(): Promise<AttemptModule>;
  loadView(): Promise<unknown>;
  /** Renders what has changed beside the state. */
  requestUpdate(): void;
  /** The answer to a request that the page has sent itself; once. */
  takeEarlyReply(): Promise<unknown> | undefined;
  /** The state is about to change, and with it what is on screen. */
  beforeStateChange(): void;
  stateChanged(state: UpgradeState, previousState: UpgradeState): void;
  message(provider: string, name: string, payload: Readonly<Record<string, unknown>>): void;
  warning(code: string, message: string): void;
}

export interface RegisteredProvider {
  /** The registry's spelling, e.g. `sumsub`. */
  readonly name: string;
  readonly requiresAccessToken: boolean;
}
