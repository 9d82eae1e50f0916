import type { ProviderAdapter, ProviderEvent } from './provider.js';
import { warnIfCameraBlocked } from './shared/camera.js';
import { readCode, requireField } from './shared/fields.js';
import { primaryLanguage } from './shared/language.js';
import { watchOutside } from './shared/outside.js';
import { keepVisible, missingPackageError } from './shared/sdk.js';
import { filterMessages, FRAME_ID } from './veriff/messages.js';
import { placeInTopLayer } from './veriff/top-layer.js';

/** `providerOptions.veriff`. */
export interface VeriffOptions {
  /** An http or https origin in place of the session URL's host. Set by the page, never by the server. */
  readonly baseUrl?: string;
}

/** What the SDK's events mean. "Finished" is not an approval: the verdict goes to the server only. */
const events: Readonly<Record<string, ProviderEvent>> = {
  STARTED: { type: 'step', step: 'started' },
  SUBMITTED: { type: 'submitted' },
  FINISHED: { type: 'submitted', closed: true },
  CANCELED: { type: 'cancelled' },
};

/** How often a frame may ask to be loaded again before the attempt fails. */
const MAX_RELOADS = 5;

/** Veriff's InContext SDK 2: a frame, in the panel on a desktop and over the whole screen on a phone. */
const veriff: ProviderAdapter<VeriffOptions> = {
  // The SDK finds its frame by one fixed id.
  singleton: true,
  // Each document of the frame starts with a handshake, which the SDK answers.
  survivesReload: true,

  async mount({ container, payload, options, lang, signal, ...context }) {
    const named = requireField('Veriff', payload, 'url', 'sessionUrl', 'verificationUrl');
    const url = context.trustedUrl(named, ['veriff.me', 'veriff.com'], options.baseUrl);
    const { createVeriffFrame } = await load();
    signal.throwIfAborted();
    if (document.getElementById(FRAME_ID)) {
      throw new Error(
        `Another element on the page has the id "${FRAME_ID}", by which Veriff's SDK finds its own frame.`,
      );
    }

    // The frame fills its container, which needs a definite height. Veriff asks for 680 pixels.
    container.style.cssText = 'display: block !important; block-size: 680px';
    const onEvent = (name: string) => {
      context.report({ type: 'message', name: readCode(name) });
      const event = Object.hasOwn(events, name) && events[name];
      if (event) context.report(event);
    };
    let sdk: { close: () => void } | undefined;
    let frame: HTMLIFrameElement | null = null;
    const start = () => {
      sdk?.close();
      sdk = createVeriffFrame({
        url,
        lang: primaryLanguage(lang),
        embedded: true,
        embeddedOptions: { rootElementID: container.id },
        onReload: reload,
        onEvent,
      });
      frame = document.querySelector<HTMLIFrameElement>(`iframe#${FRAME_ID}`);
      keepVisible(frame);
      placeInTopLayer(frame, container);
    };
    let reloads = 0;
    const reload = () => {
      reloads += 1;
      if (reloads <= MAX_RELOADS) start();
      else context.report({ type: 'failed', message: `Veriff: the frame asked for more than ${MAX_RELOADS} reloads.` });
    };
    const onReady = () => context.report({ type: 'ready' });
    const { origin } = new URL(url);
    filterMessages({ window: () => frame?.contentWindow, origin, signal, onReady, onReload: reload });
    watchOutside({ ...context, signal, origin, element: () => frame, onRemoved: reload });
    start();
    if (!container.contains(frame)) warnIfCameraBlocked(context.report);
    return { unmount: () => sdk?.close() };
  },
};

export default veriff;

async function load() {
  try {
    return await import('@veriff/incontext-sdk');
  } catch (cause) {
    throw missingPackageError('@veriff/incontext-sdk@2', cause);
  }
}
