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
    const { at } = await within(patience, `${name}, layout shift`, asked);
    await pause(800);
    await page.evaluate(() => document.querySelector('iframe')?.contentWindow?.postMessage('finish', '*'));
    await pause(400);
    const { origin, shifts } = await page.evaluate(() => {
      const { shifts = [] } = globalThis as Recorder;
      return { origin: performance.timeOrigin, shifts };
    });
    const total = (until: number) =>
      shifts.filter(({ time }) => origin + time <= until).reduce((sum, { value }) => sum + value, 0);
    into.add('layout shift until the frame is asked for', name, total(at));
    into.add('layout shift through a whole run', name, total(Infinity));
  });
}

interface Recorder {
  shifts?: { readonly time: number; readonly value: number }[];
}

/** Runs in the page, before its own scripts. */
function recordShifts() {
  const shifts: Recorder['shifts'] = ((globalThis as Recorder).shifts = []);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
      if (!entry.hadRecentInput) shifts.push({ time: entry.startTime, value: entry.value });
  }).observe({ type: 'layout-shift', buffered: true });
}
