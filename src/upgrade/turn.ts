const key = Symbol.for('verification-upgrade.turns');
type Page = typeof globalThis & { [key]?: Record<string, Promise<unknown>> };

/**
 * Waits until no other SDK of this kind on the page is starting. Page-wide, so that two copies of this module wait for
 * each other too.
 *
 * @param done ends the turn: the SDK is ready, or gone
 */
export async function takeTurn(kind: string, done: AbortSignal): Promise<void> {
  const turns = ((globalThis as Page)[key] ??= {});
  const before = turns[kind];
  const ended = new Promise((resolve) => {
    if (done.aborted) resolve(done);
    done.addEventListener('abort', resolve);
  });
  turns[kind] = Promise.all([before, ended]);
  await Promise.race([before, ended]);
}
