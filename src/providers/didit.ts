import { harmlessPart, readEvent, readResult } from './didit/events.js';
import type { ProviderAdapter, ProviderEvent } from './provider.js';
import { addressOf } from './shared/address.js';
import { missing } from './shared/missing.js';
import { watchSender } from './shared/ours.js';
import { need } from './shared/payload.js';

/** `providerOptions.didit`. */
export interface DiditOptions {
  /** In place of the session URL's host; an origin of any scheme. The page's own word, never the server's. */
  readonly baseUrl?: string;
  readonly defaultDocumentCamera?: 'front' | 'back';
  readonly defaultLivenessCamera?: 'front' | 'back';
  readonly showDocumentCameraSwitchButton?: boolean;
  readonly showLivenessCameraSwitchButton?: boolean;
}

/** Didit, embedded. Its language is that of the session URL. */
const didit: ProviderAdapter<DiditOptions> = {
  // One instance for the whole page.
  singleton: true,

  async mount({ container, payload, options: { baseUrl, ...cameras }, signal, ...context }) {
    const addressIn = (given: typeof payload) =>
      addressOf(need('Didit', given, 'url', 'sessionUrl', 'verificationUrl'), context, baseUrl, 'didit.me');
    const url = addressIn(payload);
    const { DiditSdk } = await load();
    signal.throwIfAborted();

    const sdk = DiditSdk.shared;
    const begin = (address: string) => {
      const configuration = { ...cameras, embedded: true, embeddedContainerId: container.id };
      return sdk.startVerification({ url: address, configuration });
    };
    const renew = async () => {
      try {
        const fresh = await context.refresh();
        if (!signal.aborted) await begin(addressIn(fresh));
      } catch (cause) {
        // A refresh that failed has ended the attempt already; whatever else it was ends it now.
        context.report({ type: 'failed', cause });
      }
    };
    const hear = (event: ProviderEvent | 'expired' | undefined) => {
      if (signal.aborted) return;
      if (event === 'expired') void renew();
      else if (event) context.report(event);
    };
    sdk.onEvent = ({ type, data }) => {
      if (signal.aborted) return;
      const fields = Object(data) as Readonly<Record<string, unknown>>;
      context.report({ type: 'message', name: type, payload: harmlessPart(fields) });
      hear(readEvent(type, fields));
    };
    sdk.onComplete = (result) => hear(readResult(result));
    // Embedded, the SDK has nothing to ask "really?" with, and so does nothing.
    const frame = () => container.querySelector('iframe');
    const isOurs = watchSender(frame, new URL(url).origin, signal);
    const hearMessage = ({ data }: MessageEvent) => {
      if (isOurs() && isCloseRequest(data)) context.report({ type: 'cancelled' });
    };
    addEventListener('message', hearMessage, { signal, capture: true });

    // The frame takes all of a height that has to be definite.
    container.style.cssText = 'display: block; block-size: 700px';
    await begin(url);
    return {
      unmount() {
        sdk.onEvent = sdk.onComplete = undefined;
        sdk.destroy();
      },
    };
  },
};

export default didit;

function isCloseRequest(data: unknown): boolean {
  const text = typeof data === 'string' ? data : JSON.stringify(data ?? null);
  return text.includes('"didit:close_request"');
}

async function load() {
  try {
    return await import('@didit-protocol/sdk-web');
  } catch (cause) {
    throw missing('@didit-protocol/sdk-web@0.4', cause);
  }
}
