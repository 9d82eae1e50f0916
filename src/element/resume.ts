import type { UpgradeState } from '../upgrade/state.js';

interface ResumableElement extends HTMLElement {
  readonly endpoint: string;
  readonly state: UpgradeState;
}

/** Milliseconds after which an interrupted attempt is no longer resumed. */
const MAX_AGE = 60 * 60_000;

/**
 * Starts again if this page was reloaded while an attempt was under way, for example by a phone that needed the memory for
 * its camera. From then on it remembers whether one is. The mark in the session storage holds no secret.
 */
export function resume(element: ResumableElement, onResume: () => void, signal: AbortSignal | undefined): void {
  // Without the query, which may differ each time.
  const key = `verification-upgrade:${location.pathname}:${element.endpoint.replace(/\?.*/, '')}`;
  const since = Number(read(key));
  if (signal?.aborted) return;
  const isRecent = since > 0 && Date.now() - since < MAX_AGE;
  if (isRecent && wasReloaded() && element.state.status === 'idle') onResume();
  const update = () => {
    const { status } = element.state;
    const isUnderWay = ['loading', 'active', 'pending'].includes(status);
    // Asking again is not yet an attempt that the user has begun, and no end of one either.
    if (status !== 'requesting' && status !== 'offered') write(key, isUnderWay ? String(Date.now()) : null);
  };
  element.addEventListener('upgrade-state-change', update, signal ? { signal } : {});
  if (element.state.status !== 'idle') update();
}

/** Also after going back in the history, and if the browser had discarded the tab. */
function wasReloaded(): boolean {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const { wasDiscarded } = document as { readonly wasDiscarded?: boolean };
  return wasDiscarded === true || navigation?.type === 'reload' || navigation?.type === 'back_forward';
}

/** The storage may be forbidden or full: then nothing is resumed. */
function read(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string | null): void {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, value);
  } catch {
    return;
  }
}
