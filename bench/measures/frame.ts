import type { Browser, CDPSession } from 'puppeteer-core';
import { metricsOf, pause, within, withPage } from '../browser.js';
import type { Contender } from '../pages.js';
import type { World } from '../servers.js';
import type { Measurements } from '../statistics.js';

const patience = 30_000;
/** Milliseconds after the frame was asked for, in which the page comes to rest. */
const rest = 400;

/** From the navigation until the provider has got the request for its frame, and the bytes that came down before. */
export async function measureFrame(browser: Browser, world: World, { name, path }: Contender, into: Measurements) {
  const { conditions, page: origin, frame } = world;
  await withPage(browser, 1, async ({ page }) => {
    const asked = world.nextFrame();
    await page.goto(addressOf(origin, path, frame), { waitUntil: 'domcontentloaded', timeout: patience });
    const { at, bytes } = await within(patience, `${name}, ${conditions.name}`, asked);
    into.add(
      `time to the frame, ${conditions.name} (ms)`,
      name,
      at - (await page.evaluate(() => performance.timeOrigin)),
    );
    into.add(`bytes before it, ${conditions.name}`, name, bytes);
  });
}

/** What the page's main thread works until the frame is asked for and a little longer, and its longest task. */
export async function measureWork(
  browser: Browser,
  world: World,
  { name, path }: Contender,
  slowDown: number,
  into: Measurements,
) {
  await withPage(browser, slowDown, async ({ page, session }) => {
    const asked = world.nextFrame();
    const tasks = await recordTasks(session);
    await page.goto(addressOf(world.page, path, world.frame), { waitUntil: 'domcontentloaded', timeout: patience });
    await within(patience, `${name}, work`, asked);
    await pause(rest);
    const { ScriptDuration = NaN, LayoutDuration = NaN, RecalcStyleDuration = NaN } = await metricsOf(session);
    await page.evaluate(() => performance.mark('bench'));
    const suffix = `${String(slowDown)}x slow-down (ms)`;
    into.add(`script, ${suffix}`, name, ScriptDuration * 1000);
    into.add(`style and layout, ${suffix}`, name, (LayoutDuration + RecalcStyleDuration) * 1000);
    into.add(`longest task, ${suffix}`, name, await tasks.longest());
  });
}

export const addressOf = (origin: string, path: string, frame: string) =>
  `${origin}${path}?frame=${new URL(frame).port}`;

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly tdur?: number;
}

/** Records the tasks of the browser's threads, by the time that each thread has worked. */
async function recordTasks(session: CDPSession) {
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const includedCategories = ['toplevel', 'blink.user_timing'];
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories } });
  return {
    /** Milliseconds of the longest one on the thread that has set the mark `bench`. */
    async longest(): Promise<number> {
      const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
      await session.send('Tracing.end');
      await within(patience, 'trace', complete);
      const mark = events.find(({ name }) => name === 'bench');
      const tasks = events.filter(
        ({ name, pid, tid }) => name.includes('RunTask') && pid === mark?.pid && tid === mark.tid,
      );
      if (tasks.length === 0) throw new Error('The trace shows no task of the page.');
      return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
    },
  };
}
