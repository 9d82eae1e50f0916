import type { Browser } from 'puppeteer-core';
import { pause, within, withPage } from '../browser.js';
import type { Contender } from '../pages.js';
import type { World } from '../servers.js';
import type { Measurements } from '../statistics.js';
import { addressOf } from './frame.js';

const patience = 30_000;

/**
 * How much the page moves by itself (the browser's layout shift score, 0 is none): until the provider's SDK is there, and
 * through the whole run, approval included.
 */
export async function measureShift(browser: Browser, world: World, { name, path }: Contender, into: Measurements) {
  await withPage(browser, 1, async ({ page }) => {
    const asked = world.nextFrame();
    await page.evaluateOnNewDocument(recordShifts);
    await page.goto(addressOf(world.page, path, world.frame), { waitUntil: 'domcontentloaded', timeout: patience });
    await within(patience, `${name}, layout shift`, asked);
    const shift = () => page.evaluate(() => (globalThis as { shift?: number }).shift ?? NaN);
    into.add('layout shift until the frame is asked for', name, await shift());
    await pause(800);
    await page.evaluate(() => document.querySelector('iframe')?.contentWindow?.postMessage('finish', '*'));
    await pause(400);
    into.add('layout shift through a whole run', name, await shift());
  });
}

/** Runs in the page, before its own scripts. */
function recordShifts() {
  const page = globalThis as { shift?: number };
  page.shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
      if (!entry.hadRecentInput) page.shift = (page.shift ?? 0) + entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
}
