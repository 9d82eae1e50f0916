import de from '../../../src/locales/de.js';
import en from '../../../src/locales/en.js';
import es from '../../../src/locales/es.js';
import fr from '../../../src/locales/fr.js';
import nl from '../../../src/locales/nl.js';
import type { UpgradeState, UpgradeStatus } from '../../../src/index.js';

/** What may follow what, written down from the design by hand and not from the source. */
const table: Readonly<Record<UpgradeStatus, readonly UpgradeStatus[]>> = {
  idle: ['requesting', 'cancelled'],
  requesting: ['offered', 'loading', 'unavailable', 'pending', 'approved', 'rejected', 'failed', 'cancelled', 'idle'],
  offered: ['loading', 'failed', 'cancelled', 'idle'],
  loading: ['active', 'pending', 'approved', 'rejected', 'failed', 'cancelled', 'idle'],
  active: ['active', 'pending', 'approved', 'rejected', 'failed', 'cancelled', 'idle'],
  pending: ['requesting', 'active', 'approved', 'rejected', 'failed', 'cancelled', 'idle'],
  approved: ['requesting', 'approved', 'idle'],
  rejected: ['requesting', 'idle'],
  cancelled: ['requesting', 'idle'],
  unavailable: ['requesting', 'idle'],
  failed: ['requesting', 'idle'],
};

/** What is wrong with a transition; undefined if it is legal. */
export function violationOf(previous: UpgradeState, next: UpgradeState): string | undefined {
  if (!table[previous.status].includes(next.status)) return `${previous.status} -> ${next.status} is not in the design`;
  if (previous.status === 'approved' && next.status === 'approved') {
    const [was, is] = [previous.confirmedBy, next.confirmedBy];
    if (was !== 'provider' || is !== 'server') return `approved by the ${was}, then by the ${is}`;
  }
  return undefined;
}

/** Whether an attempt is under way, so that another one must not begin. */
export const isBusy = (status: UpgradeStatus, hasSdk: boolean): boolean =>
  ['requesting', 'offered', 'loading', 'active'].includes(status) || (status === 'pending' && hasSdk);

/** Nothing of an attempt may be left: no SDK, no request. */
export const isEnd = (status: UpgradeStatus): boolean =>
  ['idle', 'approved', 'rejected', 'cancelled', 'unavailable', 'failed'].includes(status);

/** Every heading that the view of a state may have, in any language. */
export function headingsOf({ status }: UpgradeState): readonly string[] {
  const views: Readonly<Record<string, RegExp>> = {
    idle: /^(start|loading)\./,
    requesting: /^loading\./,
    offered: /^offer\./,
    // While the SDK is on screen, the review is announced only if it lasts.
    pending: /^(pending|active)\./,
  };
  const isOfView = views[status] ?? new RegExp(`^${status}\\.`);
  const locales: readonly Readonly<Record<string, string>>[] = [en, nl, fr, de, es];
  return locales.flatMap((locale) =>
    Object.entries(locale).flatMap(([key, text]) => (isOfView.test(key) && key.endsWith('.heading') ? [text] : [])),
  );
}
