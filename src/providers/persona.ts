import { mountFrame } from './persona/frame.js';
import type { ProviderAdapter, ProviderContext, ProviderPayload } from './provider.js';
import { originOf } from './shared/address.js';
import { missing } from './shared/missing.js';
import { find } from './shared/payload.js';

/** `providerOptions.persona`. */
export interface PersonaOptions {
  /** In place of Persona's own host, e.g. a domain of yours that it answers on. The page's own word, never the server's. */
  readonly baseUrl?: string;
  /** Origins of all pages around this one, where it stands in a frame itself. */
  readonly frameAncestors?: readonly string[];
  readonly routingCountry?: string;
  readonly themeSetId?: string;
}

/** Persona 5, inline: a frame of ours that the SDK gives its address. The SDK's own dialog can hide itself on phones. */
const persona: ProviderAdapter<PersonaOptions> = {
  async mount(context) {
    const { payload, options, signal } = context;
    const origin = options.baseUrl === undefined ? theirOrigin(payload, context) : originOf(options.baseUrl);
    const { setupEvents, setupIframe } = await load();
    signal.throwIfAborted();

    let leave: (() => void) | undefined;
    const enter = (given: ProviderPayload) => {
      leave?.();
      leave = mountFrame({ setupEvents, setupIframe }, context, given, origin, () => void renew());
    };
    // A session that has run out: the server hands out another one.
    const renew = async () => {
      try {
        const fresh = await context.refresh();
        if (!signal.aborted) enter(fresh);
      } catch (cause) {
        // A refresh that failed has ended the attempt already; whatever else it was ends it now.
        context.report({ type: 'failed', cause });
      }
    };
    enter(payload);
    return { unmount: () => leave?.() };
  },
};

export default persona;

const ownOrigin = 'https://inquiry.withpersona.com';

function theirOrigin(payload: ProviderPayload, context: Pick<ProviderContext, 'trustedOrigin'>): string {
  const customHost = find(payload, 'customHost', 'host');
  return customHost === undefined ? ownOrigin : context.trustedOrigin(withScheme(customHost), 'withpersona.com');
}

const withScheme = (host: string): string => (host.includes('://') ? host : `https://${host}`);

async function load() {
  try {
    return await import('persona');
  } catch (cause) {
    throw missing('persona@5', cause);
  }
}
