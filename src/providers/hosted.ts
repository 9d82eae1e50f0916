import { readIdenfy } from './hosted/idenfy.js';
import { showFrame, showLink } from './hosted/show.js';
import type { ProviderAdapter, ProviderEvent } from './provider.js';
import { addressOf } from './shared/address.js';
import { need } from './shared/payload.js';

/** How a vendor that hands out nothing but a URL is shown and followed; also `providerOptions.hosted`. */
export interface HostedOptions {
  /** The vendor's domains; their subdomains count. Without any, nothing is loaded. */
  readonly hosts?: readonly string[];
  /** In place of the URL's host; an origin of any scheme. The page's own word, never the server's. */
  readonly baseUrl?: string;
  /** `frame` in the panel, or `tab`: a link that opens it. Default `frame`. */
  readonly display?: 'frame' | 'tab';
  /** What the link says; default the vendor's host. */
  readonly label?: string;
  /** Fields of the payload to look for the URL in; default `url`, `sessionUrl`, `verificationUrl`, `playerUrl`, `link`. */
  readonly fields?: readonly string[];
  /** Name of a URL parameter that gets the language. */
  readonly languageParameter?: string;
  /** Permissions of the frame; default `camera; microphone; fullscreen`. */
  readonly allow?: string;
  /** Reads the vendor's documented message. It gets nothing from other frames or origins. */
  readonly read?: (message: unknown) => ProviderEvent | undefined;
  /**
   * How the end is seen where the vendor says nothing: `redirect`, the frame comes back to this page's own origin; or
   * `status`, the element asks its `status-endpoint` from the beginning, in the state `pending`. Default `redirect`.
   */
  readonly end?: 'redirect' | 'status';
}

/** An adapter for one vendor: `providers: { acme: async () => hosted({ hosts: ['acme.example'] }) }`. */
export const hosted = (vendor: HostedOptions = {}): ProviderAdapter<HostedOptions> => ({
  mount({ container, payload, options, lang, signal, ...context }) {
    const terms = { ...vendor, ...options };
    const { hosts = [], baseUrl, fields = anyField, languageParameter, end, read, label } = terms;
    if (hosts.length === 0 && baseUrl === undefined) {
      throw new Error("No hosts: name the vendor's domains in the adapter, or in providerOptions.hosted.hosts.");
    }
    const url = new URL(addressOf(need('the hosted page', payload, ...fields), context, baseUrl, ...hosts));
    if (languageParameter) url.searchParams.set(languageParameter, lang.split('-', 1).join(''));

    const submitted: ProviderEvent = { type: 'submitted', closed: true };
    const shown = (terms.display === 'tab' ? showLink : showFrame)({
      container,
      url: url.href,
      label: label ?? url.host,
      allow: terms.allow ?? 'camera; microphone; fullscreen',
      needsOpener: read !== undefined,
      // Whoever opens a tab that has no word for us and no opener may be done at any time: the server knows.
      opened() {
        if (!read) context.report({ type: 'submitted' });
      },
      ready() {
        context.report({ type: 'ready' });
        if (end === 'status') context.report({ type: 'submitted' });
      },
      left: () => context.report(submitted),
    });
    const hear = ({ source, origin, data }: MessageEvent<unknown>) => {
      if (source === null || source !== shown.window() || origin !== url.origin) return;
      const event = read?.(parsed(data));
      if (event) context.report(event);
    };
    addEventListener('message', hear, { signal });
    return { unmount: () => shown.remove() };
  },
});

/** For a server that names its provider "hosted"; the page names the hosts in `providerOptions.hosted`. */
export default hosted();

/** iDenfy: a frame, one message at its end. */
export const idenfy = hosted({
  hosts: ['idenfy.com'],
  languageParameter: 'lang',
  allow: 'camera; fullscreen',
  read: readIdenfy,
});

const anyField = ['url', 'sessionUrl', 'verificationUrl', 'hostedUrl', 'playerUrl', 'link'];

/** Some vendors post JSON as text. */
function parsed(data: unknown): unknown {
  try {
    return typeof data === 'string' ? (JSON.parse(data) as unknown) : data;
  } catch {
    return data;
  }
}
