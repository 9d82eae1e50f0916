import { readError } from './onfido/errors.js';
import { loadSdk } from './onfido/load.js';
import type { OnfidoSdk } from './onfido/load.js';
import { tearDown, whenRendered } from './onfido/tear-down.js';
import { readTokenUrls } from './onfido/token.js';
import type { ProviderAdapter, ProviderEvent, ProviderPayload } from './provider.js';
import { warnIfCameraBlocked } from './shared/camera.js';
import { readField, requireField } from './shared/fields.js';
import { vendorLanguage } from './shared/language.js';
import { createRenewal } from './shared/renew.js';

/** `providerOptions.onfido`. All other settings go to the SDK's `init`. */
export interface OnfidoOptions {
  /** The vendor's SDK, if the page has loaded it: `Onfido` of the package `onfido-sdk-ui`. */
  readonly sdk?: OnfidoSdk;
  /** Major or full version to load from the vendor; default 14. */
  readonly version?: string;
  /** An http or https origin in place of the vendor's host and of the hosts that a token names. Set by the page, never by the server. */
  readonly baseUrl?: string;
  readonly [setting: string]: unknown;
}

/** Settings that put the SDK somewhere else than into the element, or that the element needs itself. */
const REFUSED_SETTINGS = [
  'containerId',
  'containerEl',
  'useModal',
  'isModalOpen',
  'sdkUrl',
  'onComplete',
  'onError',
  'onUserExit',
] as const;

/** Onfido's, with the folders of its own texts: github.com/onfido/onfido-sdk-ui, locales. */
const CODES = 'en_US en_GB es es_419 es_DO fr fr_CA no pt pt_BR zh_CN zh_TW'.split(' ');

/** The page's own language or texts; the element's language if they name none. */
const languageOf = (setting: unknown, lang: string): unknown => {
  const locale = vendorLanguage(lang, CODES);
  return typeof setting === 'object' && setting ? { locale, ...setting } : (setting ?? locale);
};

const toTheme = (setting: unknown): object =>
  typeof setting === 'string' ? { name: setting } : (Object(setting) as object);

/** Onfido Studio: the vendor's own code, loaded from the vendor into the page. */
const onfido: ProviderAdapter<OnfidoOptions> = {
  // The next instance must not start before this one is torn down.
  singleton: true,
  // Frames in the container belong to the SDK's code, which runs in the page.
  survivesReload: true,

  async mount({ container, payload, options, lang, theme, signal, ...context }) {
    const { sdk, version = '14', baseUrl, ...settings } = options;
    const readCredentials = (given: ProviderPayload) => {
      const token = requireField('Onfido', given, 'token', 'sdkToken', 'accessToken');
      // The SDK sends the token to every host that its claims name.
      if (baseUrl === undefined) for (const url of readTokenUrls(token)) context.trustedUrl(url, ['onfido.com']);
      const workflowRunId = readField(given, 'workflowRunId');
      if (workflowRunId === undefined && !('steps' in settings)) requireField('Onfido', given, 'workflowRunId');
      return { token, ...(workflowRunId && { workflowRunId }) };
    };
    const credentials = readCredentials(payload);
    for (const setting of REFUSED_SETTINGS.filter((name) => name in settings)) {
      const message = `providerOptions.onfido.${setting} is ignored: the SDK runs inside the element, which follows it.`;
      context.report({ type: 'warning', code: 'refused-option', message });
    }
    const { origin } = new URL(context.trustedUrl(baseUrl ?? 'https://sdk.onfido.com', ['onfido.com'], baseUrl));
    const onfidoSdk = sdk ?? (await loadSdk(`${origin}/v${version.replace(/^v/, '')}`));
    signal.throwIfAborted();
    container.style.cssText = 'display: block !important; block-size: 700px';
    warnIfCameraBlocked(context.report);

    let remove: (() => Promise<void>) | undefined;
    const start = (given: typeof credentials) => {
      const mounted = new AbortController();
      const handle = (event: ProviderEvent | 'expired') => {
        // Ignore callbacks of an instance that is being torn down.
        if (mounted.signal.aborted) return;
        if (event === 'expired') {
          mounted.abort();
          renew();
        } else context.report(event);
      };
      const rendered = whenRendered(container);
      void rendered.then(() => handle({ type: 'ready' }));
      const instance = onfidoSdk.init({
        ...settings,
        ...Object.fromEntries(REFUSED_SETTINGS.map((name) => [name, undefined])),
        ...given,
        containerEl: container,
        language: languageOf(settings['language'], lang),
        theme: { name: theme, ...toTheme(settings['theme']) },
        showExitButton: true,
        onComplete: () => handle({ type: 'submitted', closed: true }),
        onUserExit: () => handle({ type: 'cancelled' }),
        onError: (error) => handle(readError(error)),
      });
      let tornDown: Promise<void> | undefined;
      remove = () => {
        mounted.abort();
        return (tornDown ??= tearDown(instance, container, rendered));
      };
    };
    const renew = createRenewal({ ...context, signal }, async (fresh) => {
      const renewed = readCredentials(fresh);
      await remove?.();
      if (!signal.aborted) start(renewed);
    });
    start(credentials);
    return { unmount: () => remove?.() };
  },
};

export default onfido;
