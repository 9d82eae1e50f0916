import type { OnfidoHandle } from './load.js';

/** Milliseconds to wait for an SDK that is torn down before it has rendered. */
const TEARDOWN_TIMEOUT = 1_500;

/** Resolves when the container has a child: the SDK has no event for that. */
export function whenRendered(container: HTMLElement): Promise<void> {
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
 * Tears an SDK down and resolves when it is gone. If its download is still under way, the loader of the vendor's package
 * resolves at once, then renders all the same and is torn down after that: the next instance must wait for it.
 */
export async function tearDown(instance: OnfidoHandle, container: HTMLElement, rendered: Promise<void>): Promise<void> {
  const hadRendered = container.childElementCount > 0;
  // Not inside one of the SDK's own callbacks.
  await new Promise((resolve) => setTimeout(resolve));
  await instance.tearDown();
  if (hadRendered) return;
  await Promise.race([rendered, new Promise((resolve) => setTimeout(resolve, TEARDOWN_TIMEOUT))]);
  return instance.tearDown();
}
