import { readIdenfy } from './hosted/idenfy.js';
import { showFrame, showLink } from './hosted/show.js';
import type { ProviderAdapter, ProviderEvent } from './provider.js';
import { requireField } from './shared/fields.js';
import { primaryLanguage } from './shared/language.js';
import { trackMessageSource } from './shared/message-source.js';

/** How a vendor that hands out only a URL is shown and followed; also `providerOptions.hosted`. */
export interface HostedOptions {
  /** The vendor's domains; their subdomains are included. Without any, nothing is loaded. */
  readonly hosts?: readonly string[];
  /** An http or https origin in place of the URL's host. Set by the page, never by the server. */
  readonly baseUrl?: string;
  /** `frame` in the panel, or `tab`: a link that opens a tab. Default `frame`. */
  readonly display?: 'frame' | 'tab';
  /** Text of the link. Default: the vendor's host. */
  readonly label?: string;
  /**
   * Fields of the payload that may hold the URL, in this order. Default `url`, `sessionUrl`, `verificationUrl`, `hostedUrl`,
   * `playerUrl`, `link`.
   */
  readonly fields?: readonly string[];
  /** Name of a URL parameter for the language. Default: none. */
  readonly languageParameter?: string;
  /** Permissions of the frame. Default `camera; microphone; fullscreen`. */
  readonly allow?: string;
  /** Translates the vendor's documented message. Called only for messages of the vendor's own frame or tab. */
  readonly read?: (message: unknown) => ProviderEvent | undefined;
  /**
   * How the end is noticed if the vendor sends no message. `redirect`: the frame returns to the page's own origin, to a blank
   * page. `status`: the element asks its `status-endpoint` from the beginning, in the state `pending`. Default `redirect`.
   */
  readonly end?: 'redirect' | 'status';
  /** `false` if the verdict that `read` reports can belong to an earlier level. Read from the adapter only. Default `true`. */
  readonly singleLevel?: boolean;
}

/** An adapter for one vendor: `providers: { acme: async () => hosted({ hosts: ['acme.example'] }) }`. */
export const hosted = (vendor: HostedOptions = {}): ProviderAdapter<HostedOptions> => ({
  // The server hands out a URL for each upgrade.
  singleLevel: vendor.singleLevel !== false,
  // The vendor's page may consist of several documents.
  survivesReload: true,

  mount({ container, payload, options, lang, signal, ...context }) {
    // Without a prototype: fields that were put on Object.prototype are no options.
    const settings = Object.assign(Object.create(null) as HostedOptions, vendor, options);
    const { hosts = [], baseUrl, fields = DEFAULT_FIELDS, languageParameter, end, read, label } = settings;
    if (hosts.length === 0 && baseUrl === undefined) {
      throw new Error("No hosts: set the vendor's domains in the adapter or in providerOptions.hosted.hosts.");
    }
    const url = new URL(context.trustedUrl(requireField('the hosted page', payload, ...fields), hosts, baseUrl));
    if (languageParameter) url.searchParams.set(languageParameter, primaryLanguage(lang));

    const view = (settings.display === 'tab' ? showLink : showFrame)({
      container,
      url: url.href,
      label: label ?? url.host,
      allow: settings.allow ?? 'camera; microphone; fullscreen',
      needsOpener: read !== undefined,
      // A tab without an opener sends no message and can be done at any time: only the server knows.
      onOpen() {
        if (!read) context.report({ type: 'submitted' });
      },
      onReady() {
        context.report({ type: 'ready' });
        if (end === 'status') context.report({ type: 'submitted' });
      },
      onReturn: () => context.report({ type: 'submitted', closed: true }),
    });
    if (read) {
      const isFromVendor = trackMessageSource({ window: view.window, origin: url.origin, signal });
      const onMessage = ({ data }: MessageEvent<unknown>) => {
        const event = isFromVendor() ? readSafely(read, data) : undefined;
        if (event) context.report(event);
      };
      addEventListener('message', onMessage, { signal });
    }
    return { unmount: () => view.remove() };
  },
});

/** For a server that calls its provider "hosted"; the page sets the hosts in `providerOptions.hosted`. */
export default hosted();

/** iDenfy: a frame that sends one message at its end. */
export const idenfy = hosted({
  hosts: ['idenfy.com'],
  languageParameter: 'lang',
  allow: 'camera; fullscreen',
  read: readIdenfy,
});

const DEFAULT_FIELDS = ['url', 'sessionUrl', 'verificationUrl', 'hostedUrl', 'playerUrl', 'link'];

/** Some vendors post JSON as text. A message that `read` has no answer to must not end in an uncaught error. */
function readSafely(read: NonNullable<HostedOptions['read']>, data: unknown): ProviderEvent | undefined {
  try {
    return read(parseJson(data));
  } catch {
    return { type: 'warning', code: 'provider', message: 'The "read" function of the hosted adapter threw an error.' };
  }
}

function parseJson(data: unknown): unknown {
  try {
    return typeof data === 'string' ? (JSON.parse(data) as unknown) : data;
  } catch {
    return data;
  }
}
