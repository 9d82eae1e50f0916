/** The moments of the last minute, and this one. */
export function addNow(moments: readonly number[]): readonly number[] {
  const now = performance.now();
  return [...moments, now].filter((moment) => now - moment < 60_000);
}

/** Resolves after `time` milliseconds; rejects with the signal's reason if that is aborted first. */
export function delay(time: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const timer = setTimeout(resolve, time);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}
