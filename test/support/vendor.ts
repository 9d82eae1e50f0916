import type { ProviderAdapter, ProviderPayload, VerificationUpgradeElement } from '../../src/index.js';
import type { Reply, Run, UpgradeSetup } from './upgrade.js';
import { emulators, mountUpgrade } from './upgrade.js';

// Packages of Veriff and Persona ask for what every bundler puts in its place; here nothing is bundled.
Object.assign(globalThis, { process: { env: { NODE_ENV: 'production' } } });

/** Where the emulated vendors are, by their names in the registry. */
export async function vendorOrigin(name: string): Promise<string> {
  const { vendors } = (await emulators()) as unknown as { readonly vendors: Readonly<Record<string, string>> };
  const origin = vendors[name];
  if (!origin) throw new Error(`There is no emulated "${name}".`);
  return origin;
}

/** An answer that offers an upgrade with this provider, with whatever it hands out for it. */
export const offerBy = (provider: string, upgrade: Readonly<Record<string, unknown>>): Reply => ({
  body: { currentLevel: 'hero', nextLevel: 'satoshi', upgrade: { provider, status: 'open', ...upgrade } },
});

export interface VendorSetup extends UpgradeSetup {
  /** In the registry. */
  readonly vendor: string;
  /** What the server hands out; in the texts, `{{token:play}}` becomes a token. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** Of the provider, beside the emulator's origin. */
  readonly options?: Readonly<Record<string, unknown>>;
}

/** An element with an offer of this vendor, set up against its emulator. */
export async function mountVendor({ vendor, payload, options, ...setup }: VendorSetup): Promise<{
  element: VerificationUpgradeElement;
  run: Run;
}> {
  const baseUrl = await vendorOrigin(vendor);
  const { properties, ...rest } = setup;
  return mountUpgrade({
    replies: [offerBy(vendor, payload)],
    ...rest,
    properties: { providerOptions: { [vendor]: { baseUrl, ...options } }, ...properties },
  });
}

/** Has a vendor's frame say this to the page. */
export const postFrom = (frame: HTMLIFrameElement | null, data: unknown): void =>
  frame?.contentWindow?.postMessage({ emulator: 'post', data }, '*');

/** Uncaught errors of the page while `act` runs. */
export async function errorsDuring(act: () => Promise<void>): Promise<readonly string[]> {
  const errors: string[] = [];
  const onError = (event: ErrorEvent) => {
    errors.push(event.message);
    event.preventDefault();
    // The test runner takes an uncaught error for a failure of its own.
    event.stopImmediatePropagation();
  };
  addEventListener('error', onError, { capture: true });
  try {
    await act();
  } finally {
    removeEventListener('error', onError, { capture: true });
  }
  return errors;
}

/** Data that no SDK can read. */
export function unreadable(): readonly unknown[] {
  const cyclic: Record<string, unknown> = {};
  cyclic['self'] = cyclic;
  let deep: unknown = 'end';
  for (let level = 0; level < 500; level += 1) deep = [deep];
  return [null, undefined, 7, 7n, true, '', 'null', '{', {}, [], cyclic, deep, { type: cyclic, name: cyclic }];
}

/** The frame has loaded again by itself, and its script runs. */
export async function reloaded(frame: HTMLIFrameElement | null): Promise<void> {
  const loads = new Promise((resolve) => frame?.addEventListener('load', resolve, { once: true }));
  frame?.contentWindow?.postMessage({ emulator: 'reload' }, '*');
  await loads;
}

/** What the vendor's SDK has said to its frame so far. After it, everything that the frame has posted before has been handled. */
export async function toldTo(frame: HTMLIFrameElement | null): Promise<readonly unknown[]> {
  const target = frame?.contentWindow;
  const report = new Promise<readonly unknown[]>((resolve) => {
    addEventListener('message', function hear({ source, data }: MessageEvent<Record<string, unknown> | null>) {
      if (source !== target || data?.['emulator'] !== 'report') return;
      removeEventListener('message', hear);
      resolve(data['received'] as readonly unknown[]);
    });
  });
  target?.postMessage({ emulator: 'report' }, '*');
  return report;
}

/** A frame of another party on the page, loaded, on this origin: what it posts comes from there. Gone with `remove()`. */
export async function strangerOn(origin: string): Promise<HTMLIFrameElement> {
  const frame = document.createElement('iframe');
  frame.src = `${origin}/stranger`;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  document.body.append(frame);
  await loaded;
  return frame;
}

/** An adapter in the registry of an element, by its name; `onMount` is called before it mounts its SDK. */
export const watched = (
  name: string,
  adapter: ProviderAdapter,
  onMount: () => void,
): Partial<VerificationUpgradeElement> => {
  const mount: ProviderAdapter['mount'] = (context) => {
    onMount();
    return adapter.mount(context);
  };
  return { providers: { [name]: () => Promise.resolve({ ...adapter, mount }) } };
};

/** For adapters that are mounted without an element around them. */
export type Payload = ProviderPayload;
