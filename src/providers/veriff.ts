import type { ProviderAdapter, ProviderEvent } from './provider.js';
import { addressOf } from './shared/address.js';
import { missing } from './shared/missing.js';
import { need } from './shared/payload.js';
import { guard } from './veriff/guard.js';
import { placeInTopLayer } from './veriff/top-layer.js';

/** `providerOptions.veriff`. */
export interface VeriffOptions {
  /** In place of the session URL's host; an origin of any scheme. The page's own word, never the server's. */
  readonly baseUrl?: string;
}

/** What the SDK's events mean. "Finished" is not a yes: the verdict goes to the server. */
const readings: Readonly<Record<string, ProviderEvent>> = {
  STARTED: { type: 'step', step: 'started' },
  SUBMITTED: { type: 'submitted' },
  FINISHED: { type: 'submitted', closed: true },
  CANCELED: { type: 'cancelled' },
};

/** Veriff's InContext SDK 2: a frame, in the panel on a desktop and over the whole screen on a phone. */
const veriff: ProviderAdapter<VeriffOptions> = {
  // One fixed id for its frame, by which it also answers and closes.
  singleton: true,

  async mount({ container, payload, options, lang, signal, ...context }) {
    const named = need('Veriff', payload, 'url', 'sessionUrl', 'verificationUrl');
    const url = addressOf(named, context, options.baseUrl, 'veriff.me', 'veriff.com');
    const { createVeriffFrame } = await load();
    signal.throwIfAborted();

    // The frame takes all of a height that has to be definite; the vendor asks for 680.
    container.style.cssText = 'display: block; block-size: 680px';
    let isSubmitted = false;
    const hear = (name: string) => {
      context.report({ type: 'message', name });
      isSubmitted ||= name === 'SUBMITTED';
      // Somebody who closes it after that has not given up.
      const event = readings[name === 'CANCELED' && isSubmitted ? 'FINISHED' : name];
      if (event) context.report(event);
    };
    let frame: { close: () => void } | undefined;
    const restart = () => {
      frame?.close();
      frame = createVeriffFrame({
        url,
        lang: lang.split('-', 1).join(''),
        embedded: true,
        embeddedOptions: { rootElementID: container.id },
        onReload: restart,
        onEvent: hear,
      });
      placeInTopLayer(container);
    };
    const ready = () => context.report({ type: 'ready' });
    guard({ origin: new URL(url).origin, signal, ready, reload: restart });
    restart();
    return { unmount: () => frame?.close() };
  },
};

export default veriff;

async function load() {
  try {
    return await import('@veriff/incontext-sdk');
  } catch (cause) {
    throw missing('@veriff/incontext-sdk@2', cause);
  }
}
