import type { WatchVisibility } from './host.js';

/**
 * Calls `bite` when the time has passed in front of somebody's eyes. A hidden tab or an element scrolled away stops the
 * clock: browsers slow frames down that nobody sees.
 *
 * @param time milliseconds of visibility
 * @param signal whatever ends it keeps the dog quiet
 */
export function watchdog(time: number, watchVisibility: WatchVisibility, signal: AbortSignal, bite: () => void): void {
  let left = time;
  let since = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const pause = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    left -= performance.now() - since;
  };
  watchVisibility(signal, (visible) => {
    pause();
    if (!visible || signal.aborted) return;
    since = performance.now();
    timer = setTimeout(bite, left);
  });
  signal.addEventListener('abort', pause, { once: true });
}
