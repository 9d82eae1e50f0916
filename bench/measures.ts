import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, CDPSession, Page } from 'puppeteer-core';
import { metricsOf, withPage, withTimeout } from './browser.js';
import type { Contender } from './pages.js';
import type { Measurements } from './report.js';
import type { World } from './world.js';

export const rows = {
  post: 'navigation to POST, slow 4G (ms)',
  frame: 'navigation to frame, slow 4G (ms)',
  click: 'click to frame, slow 4G (ms)',
  script: 'script, 4x slow-down (ms)',
  task: 'longest task, 4x slow-down (ms)',
} as const;

/** Milliseconds that the user reads the page, and that the pointer is on the button before it is pressed. */
const READING = 500;
const HOVERING = 100;
/** Milliseconds after the request for the frame that still belong to the start. */
const REST = 400;

const open = (page: Page, world: World, path: string, waitUntil: 'domcontentloaded' | 'networkidle0') =>
  page.goto(`${world.page}${path}?frame=${new URL(world.frame).port}`, { waitUntil, timeout: 30_000 });

/** From the navigation until the API gets the POST, and the provider the request for its frame. */
export async function measureFrame(browser: Browser, world: World, { name, path }: Contender, into: Measurements) {
  if (!path) return;
  await withPage(browser, 1, async ({ page }) => {
    const { post, frame } = world.nextArrivals();
    await open(page, world, path, 'domcontentloaded');
    const arrivals = await withTimeout(name, Promise.all([post, frame]));
    const start = await page.evaluate(() => performance.timeOrigin);
    into.add(rows.post, name, arrivals[0] - start);
    into.add(rows.frame, name, arrivals[1] - start);
  });
}

/** From the click until the provider gets the request for its frame. */
export async function measureClick(
  browser: Browser,
  world: World,
  { name, manualPath }: Contender,
  into: Measurements,
) {
  if (!manualPath) return;
  await withPage(browser, 1, async ({ page }) => {
    const { frame } = world.nextArrivals();
    await open(page, world, manualPath, 'networkidle0');
    // Visible: only then does Puppeteer look into shadow roots in each frame.
    const selector = '#start, verification-upgrade >>> [part=button]';
    const button = await page.waitForSelector(selector, { timeout: 30_000, visible: true });
    await delay(READING);
    await button?.hover();
    await delay(HOVERING);
    await button?.click();
    const at = await withTimeout(`${name}, click`, frame);
    const clickedAt = await page.evaluate(() => (globalThis as { clickedAt?: number }).clickedAt ?? NaN);
    into.add(rows.click, name, at - clickedAt);
  });
}

/** How long the page's main thread works until shortly after the frame is requested, and its longest task. */
export async function measureWork(browser: Browser, world: World, { name, path }: Contender, into: Measurements) {
  if (!path) return;
  await withPage(browser, 4, async ({ page, session }) => {
    const { frame } = world.nextArrivals();
    const endTrace = await startTrace(session);
    await open(page, world, path, 'domcontentloaded');
    await withTimeout(`${name}, work`, frame);
    await delay(REST);
    const { ScriptDuration = NaN } = await metricsOf(session);
    await page.evaluate(() => performance.mark('bench'));
    into.add(rows.script, name, ScriptDuration * 1000);
    into.add(rows.task, name, longestTask(await endTrace()));
  });
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds that the thread has worked. */
  readonly tdur?: number;
}

async function startTrace(session: CDPSession): Promise<() => Promise<readonly TraceEvent[]>> {
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const includedCategories = ['toplevel', 'blink.user_timing'];
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories } });
  return async () => {
    const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
    await session.send('Tracing.end');
    await withTimeout('trace', complete);
    return events;
  };
}

/** Milliseconds of the longest task on the thread that has set the mark `bench`. */
function longestTask(events: readonly TraceEvent[]): number {
  const mark = events.find(({ name }) => name === 'bench');
  const isTask = ({ name, pid, tid }: TraceEvent) => name.includes('RunTask') && pid === mark?.pid && tid === mark.tid;
  return Math.max(...events.filter(isTask).map(({ tdur = 0 }) => tdur)) / 1000;
}
