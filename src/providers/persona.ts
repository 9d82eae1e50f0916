import { mountFrame } from './persona/frame.js';
import type { ProviderAdapter, ProviderContext, ProviderPayload } from './provider.js';
import { readField } from './shared/fields.js';
import { createRenewal } from './shared/renew.js';
import { missingPackageError } from './shared/sdk.js';

/** `providerOptions.persona`. */
export interface PersonaOptions {
  /** An http or https origin in place of Persona's host, e.g. a domain of yours. Set by the page, never by the server. */
  readonly baseUrl?: string;
  /** Origins of all pages around this one, if it is in a frame itself. */
  readonly frameAncestors?: readonly string[];
  readonly routingCountry?: string;
  readonly themeSetId?: string;
}

/** Persona 5, inline: the SDK only sets up a frame that the adapter creates. The SDK's own dialog can hide itself on phones. */
const persona: ProviderAdapter<PersonaOptions> = {
  // An inquiry belongs to one template, and the server creates one for each upgrade.
  singleLevel: true,
  // Its messages carry the container's id, which is part of the frame's address.
  survivesReload: true,

  async mount(context) {
    const { payload, signal } = context;
    const origin = readOrigin(context);
    const { setupEvents, setupIframe } = await load();
    signal.throwIfAborted();

    let remove: (() => void) | undefined;
    const start = (given: ProviderPayload) => {
      remove?.();
      remove = mountFrame({ setupEvents, setupIframe }, { ...context, payload: given }, origin, renew);
    };
    const renew = createRenewal(context, start);
    start(payload);
    return { unmount: () => remove?.() };
  },
};

export default persona;

const DEFAULT_HOST = 'inquiry.withpersona.com';

function readOrigin({ payload, options, trustedUrl }: ProviderContext<PersonaOptions>): string {
  const given = readField(payload, 'customHost', 'host');
  // The SDK also takes a word, such as "production".
  const host = given && /[.:]/.test(given) ? given : DEFAULT_HOST;
  const named = options.baseUrl ?? (host.includes('://') ? host : `https://${host}`);
  return new URL(trustedUrl(named, ['withpersona.com'], options.baseUrl)).origin;
}

async function load() {
  try {
    return await import('persona');
  } catch (cause) {
    throw missingPackageError('persona@5', cause);
  }
}
