export type Launch = 'auto' | 'visible' | 'manual';

/** Calls `go` at the moment that the launch mode means, and never for `manual`. It has to end the signal. */
export function planLaunch(mode: Launch, element: Element, signal: AbortSignal, go: () => void): void {
  const launch = () => void whenParsed(signal).then(() => signal.aborted || go());
  if (mode === 'manual') return;
  if (mode !== 'visible') return launch();
  const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && launch(), {
    rootMargin: '200px',
  });
  observer.observe(element);
  signal.addEventListener('abort', () => observer.disconnect());
}

/**
 * Resolves when the page's own scripts have run, later module scripts included, so that they can set `headers` first.
 * Module scripts run while `readyState` is `interactive` already: only the navigation timing tells whether
 * DOMContentLoaded is over.
 */
async function whenParsed(signal: AbortSignal): Promise<void> {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  if (document.readyState === 'complete' || navigation?.domContentLoadedEventStart) return;
  await new Promise((resolve) => {
    // On the window, where it comes last: the page's own listeners may set `headers`.
    addEventListener('DOMContentLoaded', resolve, { signal });
    addEventListener('load', resolve, { signal });
  });
}
