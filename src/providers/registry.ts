import { importWithRetry } from '../import-with-retry.js';
import { UpgradeError } from '../upgrade/error.js';
import { normalizeName } from '../upgrade/util.js';
import type { ProviderAdapter, ProviderLoader } from './provider.js';

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

/** The registered spelling of a name as a server writes it: "SumSub" is `sumsub`. The page's own come last, and win. */
export function findProvider(providers: ProviderLoaders, name: string): string | undefined {
  return Object.keys(providers).findLast((known) => known === name || normalizeName(known) === normalizeName(name));
}

/** @throws UpgradeError `provider-load-failed` */
export async function loadProvider(providers: ProviderLoaders, provider: string): Promise<ProviderAdapter> {
  try {
    const loaded = await importWithRetry(async () => providers[provider]?.());
    const adapter = loaded && 'default' in loaded ? loaded.default : loaded;
    if (typeof adapter?.mount === 'function') return adapter;
    throw new Error('It has no mount().');
  } catch (cause) {
    const message = `The adapter "${provider}" could not be loaded. ${String(cause)}`;
    throw new UpgradeError('provider-load-failed', { message, cause });
  }
}
