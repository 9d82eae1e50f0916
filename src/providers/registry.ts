import type { ProviderLoader } from './provider.js';

export type ProviderLoaders = Readonly<Record<string, ProviderLoader>>;

const sumsub: ProviderLoader = () => import('./sumsub.js');
sumsub.warmUpUrl = ({ baseUrl = 'https://api.sumsub.com' }) => `${baseUrl as string}/websdk/websdk.html`;
sumsub.requiresAccessToken = true;

/** Each adapter is a chunk of its own, loaded when a server names it. */
export const builtInProviders: ProviderLoaders = {
  veriff: () => import('./veriff.js'),
  persona: () => import('./persona.js'),
  didit: () => import('./didit.js'),
  'stripe-identity': () => import('./stripe-identity.js'),
  onfido: () => import('./onfido.js'),
  hosted: () => import('./hosted.js'),
  // Last: the default is searched for from the end, and found before any other name is normalised.
  sumsub,
};
