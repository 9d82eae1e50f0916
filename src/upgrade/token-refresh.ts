import { UpgradeError } from './error.js';
import { sleep } from './sleep.js';

const inARow = 3;
const rowEnds = 60_000;

/**
 * Paces a provider that asks for fresh tokens: a second and a third one within a minute have to wait a little, a fourth
 * is refused. Sumsub's frame asks again at once, without end, when the new token is no good either.
 *
 * @returns resolves when another token may be asked for
 * @throws UpgradeError `token-refresh-failed`
 */
export function paceRefreshes(signal: AbortSignal): () => Promise<void> {
  let count = 0;
  let last = -Infinity;
  return async () => {
    const now = performance.now();
    count = now - last < rowEnds ? count + 1 : 1;
    last = now;
    if (count > inARow) {
      throw new UpgradeError('token-refresh-failed', {
        message: `The provider refused ${inARow} fresh tokens in a row.`,
      });
    }
    await sleep((count - 1) * 1000, signal);
  };
}
