import type { ProviderEvent } from '../providers/provider.js';
import type { Levels, UpgradeState } from './state.js';

/** Where a provider's event takes the upgrade; nothing where it changes nothing. */
export function nextState(
  event: ProviderEvent,
  state: UpgradeState,
  facts: { readonly provider: string } & Levels,
): UpgradeState | undefined {
  switch (event.type) {
    case 'step': {
      const held = state.status === 'active' ? state : undefined;
      const { step = held?.step, progress = held?.progress } = event;
      // Progress alone does not take a submitted upgrade back to work.
      if (!held && step === undefined) return undefined;
      const next = { status: 'active' as const, ...facts, ...(step && { step }), ...(progress && { progress }) };
      return held && isSame(held, next) ? undefined : next;
    }
    case 'submitted':
      return { status: 'pending', ...facts };
    case 'approved':
      return { status: 'approved', confirmedBy: 'provider', ...facts };
    case 'rejected':
      return { status: 'rejected', final: event.final, ...facts };
    case 'cancelled':
      return { status: 'cancelled', provider: facts.provider };
    default:
      return undefined;
  }
}

const isSame = (a: UpgradeState & { status: 'active' }, b: UpgradeState & { status: 'active' }): boolean =>
  a.step === b.step && a.progress?.current === b.progress?.current && a.progress?.total === b.progress?.total;
