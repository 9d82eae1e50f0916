import type { Page } from 'puppeteer-core';

/**
 * Stops the clocks of every document that the page loads from now on, at 2026-01-15 09:30 UTC: what shows a time of day or
 * counts down looks the same at any hour. Timers go on.
 */
export async function freezeClock(page: Page): Promise<void> {
  await page.emulateTimezone('UTC');
  await page.evaluateOnNewDocument(frozenClock);
}

/** A text: in a function, the compiled form would call a helper that a page does not have. */
const frozenClock = `{
  const now = Date.UTC(2026, 0, 15, 9, 30);
  globalThis.Date = new Proxy(Date, {
    construct: (target, values) => Reflect.construct(target, values.length > 0 ? values : [now]),
  });
  Date.now = () => now;
  const start = performance.now();
  performance.now = () => start;
}`;
