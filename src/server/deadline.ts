/** The time for a piece of work is up. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
}

/**
 * Runs work under a time limit. Rejects at the limit even if the work ignores its signal.
 *
 * `AbortSignal.any([…, AbortSignal.timeout(…)])` is no alternative: in Node 20 such a timeout is lost with the next garbage
 * collection.
 *
 * @param milliseconds at most 2^31 - 1
 * @param parent aborts the work, too
 * @throws {TimeoutError} at the limit; the parent's reason if that aborts
 */
export async function withDeadline<T>(
  milliseconds: number,
  work: (signal: AbortSignal) => T | Promise<T>,
  parent?: AbortSignal,
): Promise<T> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new TimeoutError('timeout')), milliseconds);
  const forward = () => controller.abort(parent?.reason);
  if (parent?.aborted) forward();
  parent?.addEventListener('abort', forward);
  try {
    return await untilAborted((async () => work(controller.signal))(), controller.signal);
  } finally {
    clearTimeout(timer);
    parent?.removeEventListener('abort', forward);
  }
}

/** Waits for a promise that others may share, until the signal is aborted. */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/**
 * Like a deadline, for work that cannot be aborted. It does not count the time in which this process was too busy to see the answer.
 * @throws {TimeoutError}
 */
export function withPatience<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    let turns = 10;
    // After a busy time, an interval fires once, and then lets the network have its turn.
    const timer = setInterval(() => {
      if (--turns > 0) return;
      clearInterval(timer);
      reject(new TimeoutError('timeout'));
    }, milliseconds / turns);
    work.finally(() => clearInterval(timer)).then(resolve, reject);
  });
}

export const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
