import type { importWithRetry } from '../import-with-retry.js';
import { UpgradeError } from '../upgrade/error.js';
import { fieldOf, normalizeName } from '../upgrade/util.js';
import type { ProviderAdapter } from './provider.js';
import type { ProviderLoaders } from './registry.js';

/** The registered spelling of a name as a server writes it: "SumSub" is `sumsub`. The page's own come last, and win. */
export function findProvider(providers: ProviderLoaders, name: string): string | undefined {
  return Object.keys(providers).findLast((known) => normalizeName(known) === normalizeName(name));
}

/** @throws UpgradeError `provider-load-failed` */
export async function loadProvider(
  load: typeof importWithRetry,
  providers: ProviderLoaders,
  provider: string,
): Promise<ProviderAdapter> {
  try {
    const loaded = await load(async () => providers[provider]?.());
    const adapter = (fieldOf(loaded, 'default') ?? loaded) as ProviderAdapter | undefined;
    if (typeof adapter?.mount === 'function') return adapter;
    throw new Error('It has no mount().');
  } catch (cause) {
    const message = `The adapter "${provider}" could not be loaded. ${String(cause)}`;
    throw new UpgradeError('provider-load-failed', { message, cause });
  }
}
