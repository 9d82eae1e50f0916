import type { ProviderAdapter, Theme } from '../providers/provider.js';
import type { RequestOptions } from './request.js';
import type { UpgradeState } from './state.js';

/** Tells at once, and then on every change until the signal ends, whether a person can see the element. */
export type WatchVisibility = (signal: AbortSignal, seen: (visible: boolean) => void) => void;

/** How the page wants it. Read when needed, so it may change at any time. */
export interface UpgradeSettings extends RequestOptions {
  readonly statusEndpoint?: string | undefined;
  readonly defaultProvider: string;
  /** Contact the provider's host before the server has answered. */
  readonly warmUp: boolean;
  /** Milliseconds in front of somebody's eyes. */
  readonly readyTimeout: number;
}

/** What an upgrade asks of whoever shows it. */
export interface UpgradeHost {
  readonly settings: UpgradeSettings;
  /** The registry's own spelling of a provider's name; nothing where it is not registered. */
  findProvider(name: string): string | undefined;
  /** @throws UpgradeError `provider-load-failed` */
  loadProvider(provider: string): Promise<ProviderAdapter>;
  /** Opens a connection to the provider's host, where the provider has an address for that. */
  warmUp(provider: string): void;
  optionsFor(provider: string): Readonly<Record<string, unknown>>;
  /** Fetched beside the POST, as it is needed only then. */
  loadStage(): Promise<Stage>;
  /** The state is about to change, and with it what is on screen. */
  changing(): void;
  changed(state: UpgradeState, previousState: UpgradeState): void;
  message(provider: string, name: string, payload: Readonly<Record<string, unknown>>): void;
  warning(code: string, message: string): void;
}

/** How an SDK is asked to look. */
export interface Look {
  readonly lang: string;
  readonly theme: Theme;
}

/** Where a provider's SDK appears. */
export interface Stage {
  readonly look: Look;
  readonly watchVisibility: WatchVisibility;
  /** A fresh, empty element in the light DOM, with an id unique in the document. */
  createContainer(): HTMLElement;
  /** The SDK draws over the whole page: no dialog of ours may stand in front of it, and its place stays empty. */
  isCovered: boolean;
  /** A line for the developer. Once a page is enough, however many elements and tries there are. */
  advise(line: string): void;
  /** The SDK has come into its container, or has left the screen by itself. */
  update(): void;
}
