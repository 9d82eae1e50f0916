import { setTimeout as delay } from 'node:timers/promises';
import { launch, type Browser, type CDPSession, type Page } from 'puppeteer-core';
import { findChromium } from '../test/support/chromium.js';

/** A page in a browser context of its own: no cache, no connection and no process of another run. */
export interface FreshPage {
  readonly page: Page;
  readonly session: CDPSession;
}

/** @param fingerprint hash of the key of the bench's own certificate */
export async function startBrowser(fingerprint = ''): Promise<Browser> {
  const { executablePath, args } = findChromium('browser');
  return launch({
    executablePath,
    headless: true,
    defaultViewport: { width: 800, height: 1000 },
    args: [
      ...args,
      '--host-resolver-rules=MAP localhost 127.0.0.1',
      // By its key: with an untrusted certificate that is merely ignored, each connection is made twice.
      `--ignore-certificate-errors-spki-list=${fingerprint}`,
    ],
  });
}

/** @param slowDown how many times slower than this machine the page's processor is */
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

/** @throws {Error} after 30 s */
export const withTimeout = <Result>(what: string, promise: Promise<Result>): Promise<Result> =>
  Promise.race([
    promise,
    delay(30_000, undefined, { ref: false }).then(() => {
      throw new Error(`${what}: nothing after 30 s.`);
    }),
  ]);
