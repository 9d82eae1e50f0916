import type { OnfidoHandle } from './load.js';

/** Milliseconds that one gets which is torn down before it has come. */
const patience = 1_500;

/** Resolves when something has appeared there: the SDK has no word of its own for that. */
export function drawnIn(container: HTMLElement): Promise<void> {
  return new Promise((resolve) => {
    const watch = new MutationObserver(() => {
      if (container.childElementCount === 0) return;
      watch.disconnect();
      resolve();
    });
    watch.observe(container, { childList: true });
  });
}

/**
 * Takes an SDK away, and resolves when it is gone. The loader of the vendor's package says so at once where its download
 * is still under way, then comes all the same, and goes: whoever begins another one meanwhile has two.
 */
export async function tearDown(handle: OnfidoHandle, container: HTMLElement, drawn: Promise<void>): Promise<void> {
  const wasThere = container.childElementCount > 0;
  // Not in the middle of one of its own callbacks.
  await new Promise((resolve) => setTimeout(resolve));
  await handle.tearDown();
  if (wasThere) return;
  await Promise.race([drawn, new Promise((resolve) => setTimeout(resolve, patience))]);
  await handle.tearDown();
}
