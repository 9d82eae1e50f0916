/**
 * What a page has to allow for each provider: one table for the doctor, the documentation and the element's advice. No
 * DOM, no adapter; each provider is an export of its own, so that a bundle holds the ones it names.
 */

/** A directive of `Content-Security-Policy` that a provider needs something of. */
export type PolicyDirective =
  'script-src' | 'style-src' | 'font-src' | 'img-src' | 'worker-src' | 'connect-src' | 'frame-src';

export interface ProviderHosts {
  /** Sources that the page's `Content-Security-Policy` must allow. */
  readonly policy: Readonly<Partial<Record<PolicyDirective, readonly string[]>>>;
  /**
   * The origins that `Permissions-Policy` must name beside `self`, for camera and microphone: it takes no wildcard.
   * Empty if the SDK runs in the page's own origin.
   */
  readonly cameraOrigins: readonly string[];
}

/** A token of the form `_act-<uuid>` names no host: its frame is on `in.sumsub.com`. */
export const sumsub: ProviderHosts = {
  policy: { 'frame-src': ['https://*.sumsub.com'] },
  cameraOrigins: ['https://api.sumsub.com', 'https://in.sumsub.com'],
};

export const veriff: ProviderHosts = {
  policy: { 'frame-src': ['https://*.veriff.me', 'https://*.veriff.com'] },
  cameraOrigins: ['https://magic.veriff.me', 'https://alchemy.veriff.com'],
};

export const persona: ProviderHosts = {
  policy: { 'frame-src': ['https://*.withpersona.com'] },
  cameraOrigins: ['https://inquiry.withpersona.com'],
};

export const didit: ProviderHosts = {
  policy: { 'style-src': ["'unsafe-inline'"], 'frame-src': ['https://*.didit.me'] },
  cameraOrigins: ['https://verify.didit.me'],
};

export const stripeIdentity: ProviderHosts = {
  policy: {
    'script-src': ['https://js.stripe.com', 'https://*.js.stripe.com'],
    'connect-src': ['https://api.stripe.com'],
    'frame-src': ['https://js.stripe.com', 'https://*.js.stripe.com', 'https://hooks.stripe.com'],
  },
  cameraOrigins: ['https://js.stripe.com'],
};

const ofOnfido = ['https://sdk.onfido.com', 'https://assets.onfido.com'];

export const onfido: ProviderHosts = {
  policy: {
    'script-src': ofOnfido,
    'style-src': ofOnfido,
    'font-src': ofOnfido,
    'img-src': ['data:', 'blob:'],
    'worker-src': ['blob:'],
    'connect-src': ['https://*.onfido.com', 'wss://*.onfido.com'],
    'frame-src': ofOnfido,
  },
  cameraOrigins: [],
};

/** By the name in the registry. `hosted` has no host of its own: the server names it. */
export const providerHosts = { sumsub, veriff, persona, didit, 'stripe-identity': stripeIdentity, onfido } as const;

export type KnownProvider = keyof typeof providerHosts;

/** The name of Lit's policy, the only one that the element needs with `require-trusted-types-for 'script'`. */
export const trustedTypesPolicy = 'lit-html';
