import { parseBody } from './body.js';
import type { UpgradeHost } from './host.js';
import type { Reply } from './request.js';
import { send } from './request.js';
import { sleep } from './sleep.js';
import type { Levels, UpgradeState } from './state.js';

const first = 5_000;
const apart = 60_000;
const patience = 30 * 60_000;

export interface Confirmation {
  /** Asks the status endpoint once; rejects on any fault. */
  readonly ask: () => Promise<Reply>;
  /** The level aimed at; unknown after ER708. */
  readonly nextLevel: string | undefined;
  readonly signal: AbortSignal;
}

/**
 * Asks the host's status endpoint about an upgrade that awaits a decision: `confirmed`.
 *
 * @returns the state that follows; the same one where nobody knows more
 * @throws the signal's reason once it is aborted
 */
export async function confirm(host: UpgradeHost, state: UpgradeState, signal: AbortSignal): Promise<UpgradeState> {
  const endpoint = host.settings.statusEndpoint ?? '';
  const ask = () => send({ ...host.settings, endpoint }, 'GET', { reason: 'status', signal });
  const isConfirmed = await confirmed({ ask, nextLevel: (state as Levels).nextLevel, signal });
  return isConfirmed ? { ...state, status: 'approved', confirmedBy: 'server' } : state;
}

/**
 * Asks the server until it says that the upgrade is done: true. False after half an hour. Faults of the endpoint count
 * as "not yet". First after 5 s, then slower by half each time, up to a minute apart, with jitter so that a crowd of
 * pages spreads out; only while the tab is in front and online.
 */
export async function confirmed({ ask, nextLevel, signal }: Confirmation): Promise<boolean> {
  const until = Date.now() + patience;
  let sawWork = false;
  for (let pause = first; ; pause = Math.min(pause * 1.5, apart)) {
    await sleep(pause === first ? pause : pause * (0.8 + 0.2 * Math.random()), signal);
    await whenReachable(signal);
    if (Date.now() > until) return false;
    const [text, response] = await ask().catch(() => [undefined] as const);
    signal.throwIfAborted();
    if (response?.ok === false) continue;
    const body = parseBody(text);
    if (nextLevel !== undefined && levelIn(body) === nextLevel) return true;
    // BTC Direct's verification-status lists what is left to do. Empty from the start, it proves nothing: the person may
    // have been verified all along.
    if (!Array.isArray(body)) continue;
    if (body.length === 0 && sawWork) return true;
    sawWork ||= body.length > 0;
  }
}

const levelIn = (body: unknown): unknown => (body as { currentLevel?: unknown } | null | undefined)?.currentLevel;

/** Resolves when the tab is in front and online. */
async function whenReachable(signal: AbortSignal): Promise<void> {
  while (document.visibilityState === 'hidden' || !navigator.onLine) {
    await new Promise((resolve, reject) => {
      document.addEventListener('visibilitychange', resolve, { once: true, signal });
      window.addEventListener('online', resolve, { once: true, signal });
      signal.addEventListener('abort', reject, { once: true });
    });
  }
}
