import { UpgradeError } from '../upgrade/error.js';
import { load } from '../upgrade/load.js';
import { plainName } from '../upgrade/plain-name.js';
import type { ProviderAdapter, ProviderLoader } from './provider.js';

export type ProviderLoaders = Readonly<Record<string, ProviderLoader>>;

const sumsub: ProviderLoader = () => import('./sumsub.js');
sumsub.warmUpUrl = ({ baseUrl = 'https://api.sumsub.com' }) => `${baseUrl as string}/websdk/websdk.html`;

/** Each adapter is a chunk of its own, fetched when a server names it. */
export const builtInProviders: ProviderLoaders = {
  veriff: () => import('./veriff.js'),
  persona: () => import('./persona.js'),
  didit: () => import('./didit.js'),
  'stripe-identity': () => import('./stripe-identity.js'),
  onfido: () => import('./onfido.js'),
  hosted: () => import('./hosted.js'),
  // Last: the default is looked for from the end, and found before any other name is made plain.
  sumsub,
};

/** The registered spelling of a name as a server writes it: "SumSub" is `sumsub`. The page's own come last, and win. */
export function findProvider(providers: ProviderLoaders, name: string): string | undefined {
  return Object.keys(providers).findLast((known) => known === name || plainName(known) === plainName(name));
}

/** @throws UpgradeError `provider-load-failed` */
export async function loadProvider(providers: ProviderLoaders, provider: string): Promise<ProviderAdapter> {
  try {
    const loaded = await load(async () => providers[provider]?.());
    const adapter = loaded && 'default' in loaded ? loaded.default : loaded;
    if (typeof adapter?.mount === 'function') return adapter;
    throw new Error('No mount().');
  } catch (cause) {
    const message = `Adapter "${provider}": ${String(cause)}`;
    throw new UpgradeError('provider-load-failed', { message, cause });
  }
}
