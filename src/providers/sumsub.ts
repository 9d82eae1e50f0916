import websdk from '@sumsub/websdk';
import type { SnsWebSdkBaseConfig } from '@sumsub/websdk';
import type { ProviderAdapter, ProviderPayload } from './provider.js';
import { fieldsOf, pickAllowed, readCode } from './shared/fields.js';
import { trackMessageSource } from './shared/message-source.js';
import { createRenewal } from './shared/renew.js';
import { keepVisible, MAX_FRAME_HEIGHT } from './shared/sdk.js';
import { ALLOWED_FIELDS, createReader } from './sumsub/messages.js';
import { readTokenUrl } from './sumsub/token.js';

/** Pixels that the frame has at least, whatever height a style of the page gives to all frames. */
const MIN_FRAME_HEIGHT = 400;

/** `providerOptions.sumsub`. All other settings go to the SDK's `withConf`. */
export interface SumsubOptions {
  /** An http or https origin in place of the host that the access token names. Set by the page, never by the server. */
  readonly baseUrl?: string;
  readonly uiConf?: Readonly<Record<string, unknown>>;
  readonly customizationName?: string;
  readonly translationName?: string;
  readonly country?: string;
  readonly i18n?: Readonly<Record<string, unknown>>;
  readonly [setting: string]: unknown;
}

/** Sumsub's WebSDK 2: a frame, no remote script. */
const sumsub: ProviderAdapter<SumsubOptions> = {
  // Until an instance has a session, it takes the first message of another instance's frame for its own.
  exclusiveStart: true,
  showsRejection: true,

  mount({ container, payload, options, lang, theme, signal, ...context }) {
    const { baseUrl, controlledNavigationBack, singleStep, ...settings } = options;
    const accessToken = readToken(payload);
    const { origin } = new URL(context.trustedUrl(baseUrl ?? readTokenUrl(accessToken), ['sumsub.com'], baseUrl));
    if (controlledNavigationBack || singleStep) {
      // The frame hides its own buttons for these, and the page has none in their place.
      const message = 'controlledNavigationBack and singleStep are ignored: they take away buttons.';
      context.report({ type: 'warning', code: 'refused-option', message });
    }
    const frame = () => container.querySelector('iframe');
    // The SDK checks the origin of a message but not its frame, and all Sumsub frames on the page have the same origin.
    const isFromFrame = trackMessageSource({ window: () => frame()?.contentWindow, origin, signal, canRead });
    const renew = createRenewal({ ...context, signal }, (fresh) => {
      const message = { method: 'idCheck.updateAccessToken', accessToken: readToken(fresh) };
      frame()?.contentWindow?.postMessage(message, origin);
    });

    const read = createReader();
    const sdk = websdk
      .init(accessToken, () => {
        if (isFromFrame()) renew();
        // The SDK gets no answer: it would post the fresh token to whatever page is in the frame by then.
        return new Promise(() => undefined);
      })
      .withBaseUrl(origin)
      // Without a prototype: the SDK passes on each setting that it can read.
      .withConf(Object.assign(Object.create(null) as SnsWebSdkBaseConfig, settings, { lang: sdkLanguage(lang), theme }))
      .withOptions({ addViewportTag: false })
      // No `.on` handlers: each would hide its message from this one.
      .onMessage((name, payload) => {
        if (!isFromFrame()) return;
        const fields = fieldsOf(payload);
        if (readCode(name)) {
          context.report({ type: 'message', name, payload: pickAllowed(fields, ALLOWED_FIELDS) });
        }
        const event = read(name, fields);
        if (event) context.report(event);
      })
      .build();
    sdk.launch(container);
    const { style } = frame() ?? container;
    style.maxHeight = `${MAX_FRAME_HEIGHT}px`;
    style.setProperty('min-height', `${MIN_FRAME_HEIGHT}px`, 'important');
    keepVisible(frame());
    return {
      unmount: () => sdk.destroy(),
      setLanguage: (tag) => sdk.setLanguage(sdkLanguage(tag)),
      setTheme: (name) => sdk.setTheme(name),
    };
  },
};

export default sumsub;

/** What the SDK's own listener can read: anything with a textual `method` or without one. */
const canRead = (data: unknown): boolean =>
  data !== null && data !== undefined && /^(string|undefined)$/.test(typeof (data as { method?: unknown }).method);

function readToken({ accessToken }: ProviderPayload): string {
  if (accessToken) return accessToken;
  throw Object.assign(new Error('The payload for Sumsub lacks "accessToken".'), { code: 'bad-response' });
}

/**
 * ISO 639-1, a few regions in lower case, and codes of Sumsub's own: `nl-NL` is `nl`, `zh-Hant` is `zh-tw`, `nb` is `no`. Not by
 * `vendorLanguage()`: the SDK waits for this file, and these few codes cost it less.
 */
const sdkLanguage = (tag: string): string =>
  tag
    .toLowerCase()
    .replace(/^zh-h(ant|k)/, 'zh-tw')
    .replace(/^n[bn]/, 'no')
    .replace(/^(fil|tl)/, 'fl')
    .replace(/^(zh-tw|pt-br|[a-z]+).*/, '$1');
