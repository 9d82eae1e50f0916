/** Page-wide, so that two copies of this module wait for each other, too. */
const key = Symbol.for('verification-upgrade.locks');
const page = globalThis as unknown as Record<symbol, Map<string, Promise<unknown>> | undefined>;

/**
 * Waits until no other SDK of this name is starting on the page (or on the page at all), then holds the lock.
 *
 * @param until when aborted, the lock is released
 * @param releaseAfter read when `until` is aborted: the lock is kept until this promise resolves, too
 */
export async function acquireExclusive(
  name: string,
  until: AbortSignal,
  releaseAfter: () => Promise<void> | undefined,
): Promise<void> {
  const locks = (page[key] ??= new Map<string, Promise<unknown>>());
  const previous = locks.get(name);
  const released = new Promise<void>((resolve) => {
    // Deferred: other abort listeners, which start the unmount, must run first.
    const release = () => queueMicrotask(() => resolve(releaseAfter()));
    if (until.aborted) release();
    else until.addEventListener('abort', release);
  });
  // Without the results, which would keep every earlier element in memory.
  locks.set(
    name,
    Promise.all([previous, released]).then(() => undefined),
  );
  await Promise.race([previous, released]);
}
