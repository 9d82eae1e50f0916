import type { ProviderEvent } from '../providers/provider.js';
import type { Levels, StateOf, UpgradeState } from './state.js';
import { ownFields } from './util.js';

export interface VerdictContext extends Levels {
  readonly provider: string;
  /** A verdict belongs to this attempt: something was submitted in it, or the provider knows one level only. */
  readonly isCounted: boolean;
  /** A positive verdict is held, since the verification may go on with another level. */
  readonly isHeld: boolean;
  /** The SDK has steps that it did not have before. */
  readonly hasMoreSteps: boolean;
}

/** The state after a provider's event; undefined if it changes nothing. */
export function nextState(
  event: ProviderEvent,
  state: UpgradeState,
  { isCounted, isHeld, hasMoreSteps, ...facts }: VerdictContext,
): UpgradeState | undefined {
  const pending = { status: 'pending', ...facts } as const;
  switch (event.type) {
    case 'step': {
      const current = state.status === 'active' ? ownFields(state) : undefined;
      const { step = current?.step, progress = current?.progress } = ownFields(event);
      // Progress alone does not bring a submitted upgrade back.
      if (!current && step === undefined && !hasMoreSteps) return undefined;
      const next = { status: 'active' as const, ...facts, ...(step && { step }), ...(progress && { progress }) };
      return current && isSame(current, next) ? undefined : next;
    }
    case 'submitted':
      return pending;
    case 'approved':
      // As found, or held: pending until it is certain.
      return isCounted && !isHeld ? { status: 'approved', confirmedBy: 'provider', ...facts } : pending;
    case 'rejected':
      return isCounted ? { status: 'rejected', final: event.final, confirmedBy: 'provider', ...facts } : pending;
    case 'cancelled':
      return { status: 'cancelled', provider: facts.provider };
  }
  return undefined;
}

const isSame = (a: StateOf<'active'>, b: StateOf<'active'>): boolean =>
  a.step === b.step && a.progress?.current === b.progress?.current && a.progress?.total === b.progress?.total;
