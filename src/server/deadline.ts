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
 * @param onGone registers a callback that aborts the work too, and returns a function that ends that
 * @throws {TimeoutError} at the limit; an `AbortError` if the callback is called
 */
export function withDeadline<T>(
  milliseconds: number,
  work: (signal: AbortSignal) => T | Promise<T>,
  onGone?: (callback: () => void) => () => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const controller = new AbortController();
    const { signal } = controller;
    const end = () => {
      clearTimeout(timer);
      forget?.();
    };
    const abort = (reason?: TimeoutError) => {
      end();
      controller.abort(reason);
      reject(signal.reason);
    };
    const timer = setTimeout(() => abort(new TimeoutError('timeout')), milliseconds);
    const forget = onGone?.(() => abort());
    const run = async () => work(signal);
    void run().then(resolve, reject).finally(end);
  });
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
    let slices = 10;
    // After a busy time, an interval fires once, and then lets the network have its turn.
    const timer = setInterval(() => {
      if (--slices > 0) return;
      clearInterval(timer);
      reject(new TimeoutError('timeout'));
    }, milliseconds / slices);
    work.finally(() => clearInterval(timer)).then(resolve, reject);
  });
}

export const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
