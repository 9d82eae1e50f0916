/** Page-wide, so that two copies of this module wait for each other too. */
const key = Symbol.for('verification-upgrade.turns');
const page = globalThis as unknown as Record<symbol, Map<string, Promise<unknown>> | undefined>;

/**
 * Waits until no other SDK of this kind on the page is starting.
 *
 * @param done ends the turn: the SDK is ready, or gone
 */
export async function takeTurn(kind: string, done: AbortSignal): Promise<void> {
  const turns = (page[key] ??= new Map<string, Promise<unknown>>());
  const before = turns.get(kind);
  const ended = new Promise<void>((resolve) => {
    if (done.aborted) resolve();
    done.addEventListener('abort', () => resolve(), { once: true });
  });
  // Without the results: each would hold all that came before it, and the elements that they belong to.
  turns.set(
    kind,
    Promise.all([before, ended]).then(() => undefined),
  );
  await Promise.race([before, ended]);
}
