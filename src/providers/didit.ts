import { ALLOWED_FIELDS, canRead, isCloseRequest, readEvent, readResult } from './didit/events.js';
import type { ProviderAdapter, ProviderEvent, ProviderPayload } from './provider.js';
import { fieldsOf, pickAllowed, readCode, requireField } from './shared/fields.js';
import { trackMessageSource } from './shared/message-source.js';
import { createRenewal } from './shared/renew.js';
import { keepVisible, missingPackageError, rejectTrustedTypes } from './shared/sdk.js';

/** `providerOptions.didit`. */
export interface DiditOptions {
  /** An http or https origin in place of the session URL's host. Set by the page, never by the server. */
  readonly baseUrl?: string;
  readonly defaultDocumentCamera?: 'front' | 'back';
  readonly defaultLivenessCamera?: 'front' | 'back';
  readonly showDocumentCameraSwitchButton?: boolean;
  readonly showLivenessCameraSwitchButton?: boolean;
}

/** Didit, embedded. Its language is that of the session URL. */
const didit: ProviderAdapter<DiditOptions> = {
  // One shared instance for the whole page.
  singleton: true,
  // A session belongs to one workflow, and the server creates one for each upgrade.
  singleLevel: true,
  // The SDK recognises the frame by its window, which stays the same.
  survivesReload: true,

  async mount({ container, payload, options, signal, ...context }) {
    const { baseUrl, ...cameras } = options;
    const readUrl = (given: ProviderPayload) =>
      context.trustedUrl(requireField('Didit', given, 'url', 'sessionUrl', 'verificationUrl'), ['didit.me'], baseUrl);
    const url = readUrl(payload);
    rejectTrustedTypes('Didit');
    const { DiditSdk } = await load();
    signal.throwIfAborted();

    const sdk = DiditSdk.shared;
    const frame = () => container.querySelector('iframe');
    const start = async (address: string) => {
      const configuration = { ...cameras, embedded: true, embeddedContainerId: container.id };
      await sdk.startVerification({ url: address, configuration });
      keepVisible(frame());
    };
    const renew = createRenewal({ ...context, signal }, (fresh) => start(readUrl(fresh)));
    const handle = (event: ProviderEvent | 'expired' | undefined) => {
      if (event === 'expired') renew();
      else if (event) context.report(event);
    };
    sdk.onEvent = ({ type, data }) => {
      const fields = fieldsOf(data);
      if (readCode(type)) context.report({ type: 'message', name: type, payload: pickAllowed(fields, ALLOWED_FIELDS) });
      handle(readEvent(type, fields));
    };
    sdk.onComplete = (result) => handle(readResult(result));
    const { origin } = new URL(url);
    const isFromFrame = trackMessageSource({ window: () => frame()?.contentWindow, origin, signal, canRead });
    // Embedded, the SDK has no dialog to confirm the exit with, and ignores the request.
    const onMessage = ({ data }: MessageEvent<unknown>) => {
      if (isFromFrame() && isCloseRequest(data)) context.report({ type: 'cancelled' });
    };
    addEventListener('message', onMessage, { signal, capture: true });

    // The frame fills its container, which needs a definite height.
    container.style.cssText = 'display: block !important; block-size: 700px';
    await start(url);
    return {
      unmount() {
        sdk.onEvent = sdk.onComplete = undefined;
        sdk.destroy();
      },
    };
  },
};

export default didit;

async function load() {
  try {
    return await import('@didit-protocol/sdk-web');
  } catch (cause) {
    throw missingPackageError('@didit-protocol/sdk-web@0.4', cause);
  }
}
