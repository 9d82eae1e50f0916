import type { WatchVisibility } from '../upgrade/host.js';
import { isTabVisible } from '../upgrade/util.js';

/**
 * @param element what has to be in the viewport, in a tab in front
 * @param isElsewhere true while the element is shown outside of the page's flow, in a dialog
 */
export const visibilityOf =
  (element: Element, isElsewhere: () => boolean): WatchVisibility =>
  (signal, seen) => {
    let inView = false;
    const notify = () => seen((inView || isElsewhere()) && isTabVisible());
    const observer = new IntersectionObserver((entries) => {
      inView = entries.at(-1)?.isIntersecting ?? false;
      notify();
    });
    observer.observe(boxOf(element));
    document.addEventListener('visibilitychange', notify, { signal });
    signal.addEventListener('abort', () => observer.disconnect());
  };

/** Resolves when an element is scrolled near the viewport. */
export function nearViewport(element: Element, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && resolve(),
      { rootMargin: '200px' },
    );
    observer.observe(boxOf(element));
    signal.addEventListener('abort', () => observer.disconnect());
  });
}

/** Whether an element, or what it is in, has not been taken out of the rendering by `display: none` or the like. */
export const isRendered = (element: Element): boolean => boxOf(element).checkVisibility();

/** With `display: contents`, an element has no box that could be in the viewport; the nearest ancestor has. */
const boxOf = (element: Element): Element =>
  element.parentElement && getComputedStyle(element).display === 'contents' ? boxOf(element.parentElement) : element;
