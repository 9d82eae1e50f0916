import { loadSdk } from './onfido/load.js';
import type { OnfidoSdk } from './onfido/load.js';
import { readError } from './onfido/errors.js';
import { drawnIn, tearDown } from './onfido/tear-down.js';
import { namedUrls } from './onfido/token.js';
import type { ProviderAdapter, ProviderEvent, ProviderPayload } from './provider.js';
import { find, need } from './shared/payload.js';

/** `providerOptions.onfido`. Whatever else is given goes to the SDK's `init`. */
export interface OnfidoOptions {
  /** The vendor's SDK, where the page has it already: `Onfido` of the package `onfido-sdk-ui`. */
  readonly sdk?: OnfidoSdk;
  /** Major or full version to load from the vendor; default 14. */
  readonly version?: string;
  /** In place of the vendor's host, and of the hosts that a token names. The page's own word, never the server's. */
  readonly baseUrl?: string;
  readonly [setting: string]: unknown;
}

/** Onfido Studio: the vendor's own code, loaded from the vendor into the page. */
const onfido: ProviderAdapter<OnfidoOptions> = {
  // Another one must not begin before this one is torn down.
  singleton: true,

  async mount({ container, payload, options, lang, theme, signal, ...context }) {
    const { sdk, version = '14', baseUrl, ...settings } = options;
    const termsIn = (given: ProviderPayload) => {
      const token = need('Onfido', given, 'token', 'sdkToken', 'accessToken');
      // The SDK sends the token to whatever host its claims name.
      if (baseUrl === undefined) for (const url of namedUrls(token)) context.trustedOrigin(url, 'onfido.com');
      const workflowRunId = find(given, 'workflowRunId');
      if (workflowRunId === undefined && !('steps' in settings)) need('Onfido', given, 'workflowRunId');
      return { token, ...(workflowRunId && { workflowRunId }) };
    };
    const terms = termsIn(payload);
    const onfidoSdk = sdk ?? (await loadSdk(`${baseUrl ?? 'https://sdk.onfido.com'}/v${version.replace(/^v/, '')}`));
    signal.throwIfAborted();
    container.style.cssText = 'display: block; block-size: 700px';

    let leave: (() => Promise<void>) | undefined;
    const begin = (given: typeof terms) => {
      const stay = new AbortController();
      const drawn = drawnIn(container);
      void drawn.then(() => hear({ type: 'ready' }));
      // What one says that has to go, or is gone, is nothing to anybody.
      const hear = (event: ProviderEvent | 'expired') => {
        if (stay.signal.aborted) return;
        if (event !== 'expired') context.report(event);
        else {
          stay.abort();
          void renew();
        }
      };
      const handle = onfidoSdk.init({
        ...settings,
        ...given,
        containerEl: container,
        language: lang.replaceAll('-', '_'),
        theme: { name: theme, ...Object(settings['theme']) },
        showExitButton: true,
        onComplete: () => hear({ type: 'submitted', closed: true }),
        onUserExit: () => hear({ type: 'cancelled' }),
        onError: (error) => hear(readError(error)),
      });
      let leaving: Promise<void> | undefined;
      leave = () => {
        stay.abort();
        return (leaving ??= tearDown(handle, container, drawn));
      };
    };
    const renew = async () => {
      try {
        const fresh = termsIn(await context.refresh());
        await leave?.();
        if (!signal.aborted) begin(fresh);
      } catch (cause) {
        // A refresh that failed has ended the attempt already; whatever else it was ends it now.
        context.report({ type: 'failed', cause });
      }
    };
    begin(terms);
    return { unmount: () => leave?.() };
  },
};

export default onfido;
