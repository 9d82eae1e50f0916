import { launch, type Browser, type CDPSession, type Page } from 'puppeteer-core';
import { findChromium } from '../test/support/chromium.js';

/** A page in a browser context of its own: no cache, no connection, no process of another run. */
export interface FreshPage {
  readonly page: Page;
  readonly session: CDPSession;
}

/** @param trusted fingerprint of the bench's own certificate */
export async function startBrowser(trusted = ''): Promise<Browser> {
  const { executablePath, args } = findChromium();
  return launch({
    executablePath,
    headless: true,
    defaultViewport: { width: 800, height: 1000 },
    args: [
      ...args,
      '--host-resolver-rules=MAP localhost 127.0.0.1',
      // By its key: an untrusted certificate that is waved through costs a second connection.
      `--ignore-certificate-errors-spki-list=${trusted}`,
    ],
  });
}

/**
 * Opens a page, has it used, and closes it.
 *
 * @param slowDown how much slower than this machine its processor is to be
 */
export async function withPage<Result>(
  browser: Browser,
  slowDown: number,
  use: (fresh: FreshPage) => Promise<Result>,
): Promise<Result> {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    const session = await page.createCDPSession();
    // The time that the thread has worked, not the time on the wall: other programs of this machine do not count.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    if (slowDown > 1) await session.send('Emulation.setCPUThrottlingRate', { rate: slowDown });
    return await use({ page, session });
  } finally {
    await context.close();
  }
}

export async function metricsOf(session: CDPSession): Promise<Readonly<Record<string, number>>> {
  const { metrics } = await session.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

/** Bytes of JavaScript and DOM that are still in use. */
export async function heapOf(session: CDPSession): Promise<number> {
  const { script, native } = await heapsOf(session);
  return script + native;
}

/** Bytes still in use: of JavaScript, and of the browser behind it (the DOM, but its own records of requests and frames, too). */
export async function heapsOf(session: CDPSession) {
  for (let times = 0; times < 3; times++) await session.send('HeapProfiler.collectGarbage');
  const usage = (await session.send('Runtime.getHeapUsage')) as { usedSize: number; embedderHeapUsedSize?: number };
  return { script: usage.usedSize, native: usage.embedderHeapUsedSize ?? 0 };
}

export const pause = (time: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, time));

/** @throws {Error} after so many milliseconds. No run without an end. */
export async function within<Result>(time: number, what: string, promise: Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: nothing after ${String(time)} ms.`)), time);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
