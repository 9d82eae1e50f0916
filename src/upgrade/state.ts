import type { ProviderProgress } from '../providers/provider.js';
import type { UpgradeError } from './error.js';

/** Verification levels by the server's own names, e.g. `hero` and `satoshi`; absent where the server named none. */
export interface Levels {
  readonly currentLevel?: string;
  readonly nextLevel?: string;
}

interface WithProvider {
  /** Name in the registry, e.g. `sumsub`. */
  readonly provider: string;
}

/** Where an upgrade stands. The one truth: view, events and custom states are read off it. */
export type UpgradeState =
  | { readonly status: 'idle' }
  | { readonly status: 'requesting' }
  | ({ readonly status: 'loading' } & WithProvider & Levels)
  | ({ readonly status: 'active'; readonly step?: string; readonly progress?: ProviderProgress } & WithProvider &
      Levels)
  | ({ readonly status: 'pending' } & Partial<WithProvider> & Levels)
  | ({ readonly status: 'approved'; readonly confirmedBy: 'provider' | 'server' } & Partial<WithProvider> & Levels)
  | ({ readonly status: 'rejected'; readonly final: boolean } & Partial<WithProvider> & Levels)
  | ({ readonly status: 'cancelled' } & Partial<WithProvider>)
  | { readonly status: 'unavailable'; readonly currentLevel?: string }
  | { readonly status: 'failed'; readonly error: UpgradeError };

export type UpgradeStatus = UpgradeState['status'];

/**
 * The unfinished statuses, and the way forward from each. Beside it: `failed` and `cancelled` follow any unfinished
 * one, `idle` follows all, and a new attempt whatever has no SDK under way.
 */
const forward: Partial<Record<UpgradeStatus, string>> = {
  requesting: 'loading unavailable pending approved rejected',
  loading: 'active',
  active: 'active pending approved rejected',
  pending: 'requesting active approved rejected',
};

/** Whether something is still to come. */
export const isUnfinished = ({ status }: UpgradeState): boolean => status in forward;

/** Whether one state may follow another. */
export function mayFollow(previous: UpgradeState, next: UpgradeState): boolean {
  const { status } = next;
  const ways = forward[previous.status];
  if (status === 'idle') return previous.status !== status;
  // The provider's word may still become the server's.
  if (!ways)
    return status === 'requesting' || (status === 'approved' && isProvisional(previous) && !isProvisional(next));
  return `${ways} failed cancelled`.includes(status);
}

/** An approval that the server has not confirmed yet. */
export const isProvisional = (state: UpgradeState): boolean =>
  state.status === 'approved' && state.confirmedBy === 'provider';
