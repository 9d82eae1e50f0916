import websdk from '@sumsub/websdk';
import type { SnsWebSdkBaseConfig } from '@sumsub/websdk';
import type { ProviderAdapter, ProviderPayload } from './provider.js';
import { harmlessPart, readMessage } from './sumsub/messages.js';
import { namedUrl } from './sumsub/token.js';

/** `providerOptions.sumsub`. Whatever else is given goes to the SDK's `withConf`. */
export interface SumsubOptions {
  /** In place of the host that the access token names; an origin of any scheme. The page's own word, never the server's. */
  readonly baseUrl?: string;
  readonly uiConf?: Readonly<Record<string, unknown>>;
  readonly customizationName?: string;
  readonly translationName?: string;
  readonly country?: string;
  readonly i18n?: Readonly<Record<string, unknown>>;
  readonly [setting: string]: unknown;
}

/** Sumsub's WebSDK 2: only a frame, no remote script. */
const sumsub: ProviderAdapter<SumsubOptions> = {
  // While one has no session yet, it takes another's first message for its own, and spoils it for that other.
  exclusiveStart: true,

  mount({ container, payload, options: { baseUrl, ...conf }, lang, theme, signal, ...context }) {
    const accessToken = tokenIn(payload);
    // The SDK checks the origin of a message, not the frame that it comes from, and another element's frame has the same
    // origin. This listener runs just before the SDK's.
    let sender: MessageEventSource | null = null;
    addEventListener('message', (event) => (sender = event.source), { signal });
    const isOurs = () => sender === container.querySelector('iframe')?.contentWindow;

    const sdk = websdk
      .init(accessToken, async () => {
        // To a stranger's word our frame gets no answer at all: even a "no" would stop it.
        if (!isOurs()) return new Promise(() => undefined);
        return tokenIn(await context.refresh());
      })
      .withBaseUrl(baseUrl ? originOf(baseUrl) : context.trustedOrigin(namedUrl(accessToken), 'sumsub.com'))
      .withConf({ ...(conf as SnsWebSdkBaseConfig), lang: sdkLanguage(lang), theme })
      .withOptions({ addViewportTag: false })
      // Alone: an `.on` handler would hide its message from this one.
      .onMessage((name, message) => {
        if (!isOurs()) return;
        const fields = Object(message) as Readonly<Record<string, unknown>>;
        context.report({ type: 'message', name, payload: harmlessPart(fields) });
        const event = readMessage(name, fields);
        if (event) context.report(event);
      })
      .build();
    sdk.launch(container);
    return {
      unmount: () => sdk.destroy(),
      setLanguage: (tag) => sdk.setLanguage(sdkLanguage(tag)),
      setTheme: (name) => sdk.setTheme(name),
    };
  },
};

export default sumsub;

/** Without a scheme, `localhost:5000` would be a URL of the scheme `localhost`, and its frame one of the page's own. */
function originOf(baseUrl: string): string {
  if (/^https?:/.test(baseUrl)) return new URL(baseUrl).origin;
  throw new Error(`sumsub.baseUrl is no origin: ${baseUrl}`);
}

function tokenIn({ accessToken }: ProviderPayload): string {
  if (accessToken) return accessToken;
  throw Object.assign(new Error('The payload for Sumsub lacks "accessToken".'), { code: 'bad-response' });
}

/** ISO 639-1, and a few regions in lower case: `nl-NL` is `nl`, `zh-TW` is `zh-tw`. */
const sdkLanguage = (tag: string): string => tag.toLowerCase().replace(/^(?!zh-tw|pt-br)([a-z]+).*/, '$1');
