/** Page-wide, so that two copies of this module wait for each other too. */
const key = Symbol.for('verification-upgrade.turns');
const page = globalThis as unknown as Record<symbol, Map<string, Promise<unknown>> | undefined>;

/**
 * Waits until no other SDK of this kind on the page is starting.
 *
 * @param done ends the turn: the SDK is ready, or has to go
 * @param gone resolves when it is: asked after that
 */
export async function takeTurn(
  kind: string,
  done: AbortSignal,
  gone: () => Promise<void> | undefined = () => undefined,
): Promise<void> {
  const turns = (page[key] ??= new Map<string, Promise<unknown>>());
  const before = turns.get(kind);
  const ended = new Promise<void>((resolve) => {
    // Not at once: others are told of the end as well, and begin to leave then.
    const end = () => queueMicrotask(() => resolve(gone()));
    if (done.aborted) end();
    done.addEventListener('abort', end, { once: true });
  });
  // Without the results: each would hold all that came before it, and the elements that they belong to.
  turns.set(
    kind,
    Promise.all([before, ended]).then(() => undefined),
  );
  await Promise.race([before, ended]);
}
