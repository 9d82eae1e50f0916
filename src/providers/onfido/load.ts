import { loadScript, watchScript } from '../shared/script.js';
import { rejectTrustedTypes } from '../shared/sdk.js';

export interface OnfidoHandle {
  tearDown(): Promise<void> | void;
}

/** The part of the SDK that the adapter uses. */
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

/** The vendor's script, loaded once per page. Its npm package, which has no open licence, loads the same script. */
export async function loadSdk(src: string): Promise<OnfidoSdk> {
  const present = sdkOnPage();
  if (present) return present;
  rejectTrustedTypes('Onfido');
  await watchScript(new URL(src).origin, () => loadScript(src));
  const loaded = sdkOnPage();
  if (loaded) return loaded;
  throw Object.assign(new Error(`${src} has loaded but does not define "Onfido".`), { code: 'provider-load-failed' });
}

function sdkOnPage(): OnfidoSdk | undefined {
  const { Onfido: sdk } = page;
  return typeof sdk?.init === 'function' ? (sdk as OnfidoSdk) : undefined;
}
