/** Resolves after `time` milliseconds; rejects with the signal's reason if that is aborted first. */
export function delay(time: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, time);
    signal.addEventListener('abort', stop);
  });
}

/** The promise, or a rejection after `time` milliseconds. */
export async function withTimeout<T>(time: number, promise: Promise<T>): Promise<T> {
  const finished = new AbortController();
  const timeout = delay(time, finished.signal).then(() => Promise.reject(new Error('timeout')));
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    timeout.catch(() => undefined);
    finished.abort();
  }
}
