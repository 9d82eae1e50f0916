import type { ProviderProgress } from '../providers/provider.js';
import type { UpgradeError } from './error.js';
import { omitUndefined, ownFields } from './util.js';

/** Verification levels by the server's own names, e.g. `hero` and `satoshi`; absent if the server named none. */
export interface Levels {
  readonly currentLevel?: string;
  readonly nextLevel?: string;
}

interface WithProvider {
  /** Name in the registry, e.g. `sumsub`. */
  readonly provider: string;
}

/** Who made a decision. Rely on `server` only. */
interface Decision {
  readonly confirmedBy: 'provider' | 'server';
}

/** The state of an upgrade. View, events and custom states are derived from it. */
export type UpgradeState =
  | { readonly status: 'idle' }
  | { readonly status: 'requesting' }
  | ({ readonly status: 'offered' } & WithProvider & Levels)
  | ({ readonly status: 'loading' } & WithProvider & Levels)
  | ({ readonly status: 'active'; readonly step?: string; readonly progress?: ProviderProgress } & WithProvider &
      Levels)
  | ({ readonly status: 'pending' } & Partial<WithProvider> & Levels)
  | ({ readonly status: 'approved' } & Decision & Partial<WithProvider> & Levels)
  | ({ readonly status: 'rejected'; readonly final: boolean } & Decision & Partial<WithProvider> & Levels)
  | ({ readonly status: 'cancelled' } & Partial<WithProvider>)
  | ({ readonly status: 'unavailable' } & Levels)
  | { readonly status: 'failed'; readonly error: UpgradeError };

export type UpgradeStatus = UpgradeState['status'];

/** The state with one of these statuses. */
export type StateOf<Status extends UpgradeStatus> = Extract<UpgradeState, { status: Status }>;

/**
 * What may follow each unfinished status, beside `failed`, `cancelled` and `idle`. Not in the entry of the CDN build: only an
 * attempt makes transitions that may be impossible.
 */
const transitions: Readonly<Record<string, readonly UpgradeStatus[] | null>> = {
  __proto__: null,
  requesting: ['offered', 'loading', 'unavailable', 'pending', 'approved', 'rejected'],
  offered: ['loading'],
  loading: ['active', 'pending', 'approved', 'rejected'],
  active: ['active', 'pending', 'approved', 'rejected'],
  pending: ['requesting', 'active', 'approved', 'rejected'],
};

/** Whether an end is still to come. */
export const isUnfinished = ({ status }: UpgradeState): boolean =>
  /^(requesting|offered|loading|active|pending)$/.test(status);

/** Whether one state may follow another. */
export function canTransition(previous: UpgradeState, next: UpgradeState): boolean {
  const { status } = next;
  if (status === 'idle') return previous.status !== 'idle';
  const allowed = transitions[previous.status];
  if (allowed) return allowed.includes(status) || status === 'failed' || status === 'cancelled';
  // A launch that was still to come may be cancelled.
  if (previous.status === 'idle' && status === 'cancelled') return true;
  // After an end: a new attempt, or the server's confirmation of what the provider approved.
  return status === 'requesting' || (isUnconfirmed(previous) && status === 'approved' && !isUnconfirmed(next));
}

/** An approval by the provider that the server has not confirmed yet. */
export const isUnconfirmed = (state: UpgradeState): state is StateOf<'approved'> =>
  state.status === 'approved' && state.confirmedBy === 'provider';

const factsOf = (state: UpgradeState): Levels & Partial<WithProvider> & Pick<UpgradeState, 'status'> =>
  ownFields(state);

/** The levels that a state carries. */
export function levelsOf(state: UpgradeState): Levels {
  const { currentLevel, nextLevel } = factsOf(state);
  return omitUndefined({ currentLevel, nextLevel });
}

/** The provider that a state carries. */
export const providerOf = (state: UpgradeState): string | undefined => factsOf(state).provider;
