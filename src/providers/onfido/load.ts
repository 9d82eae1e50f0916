import { loadScript, watchScript } from '../shared/script.js';

export interface OnfidoHandle {
  tearDown(): Promise<void> | void;
}

/** As far as the adapter knows it. */
export interface OnfidoSdk {
  init(settings: {
    readonly token: string;
    readonly containerEl: HTMLElement;
    readonly onComplete: () => void;
    readonly onUserExit: () => void;
    readonly onError: (error: unknown) => void;
    readonly [setting: string]: unknown;
  }): OnfidoHandle;
}

const page = globalThis as { Onfido?: Partial<OnfidoSdk> };

/** The vendor's script, once for the page. Its npm package is under the vendor's own licence, and loads the same. */
export async function loadSdk(src: string): Promise<OnfidoSdk> {
  const present = sdkOnPage();
  if (present) return present;
  await watchScript(new URL(src).origin, () => loadScript(src));
  const loaded = sdkOnPage();
  if (loaded) return loaded;
  throw Object.assign(new Error(`${src} is there, and no "Onfido" with it.`), { code: 'provider-load-failed' });
}

function sdkOnPage(): OnfidoSdk | undefined {
  const { Onfido: sdk } = page;
  return typeof sdk?.init === 'function' ? (sdk as OnfidoSdk) : undefined;
}
