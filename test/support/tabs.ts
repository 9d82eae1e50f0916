import { after, before, describe } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContext } from 'puppeteer-core';
import puppeteer from 'puppeteer-core';
import { findChromium } from './chromium.js';
import type { Engine } from './engines/engine.js';
import { firefoxOptions } from './engines/firefox.js';
import { enginesOfRun } from './engines/index.js';
import type { WebDriverWindow } from './engines/webdriver.js';
import { WebKitDriver } from './engines/webkit.js';

/** One window of a browser, by the few things that all three engines' drivers can do. */
export interface Tab {
  goTo(url: string): Promise<void>;
  back(): Promise<void>;
  /** @param expression JavaScript; a promise is waited for, and what comes back is JSON */
  evaluate(expression: string): Promise<unknown>;
}

export interface TabBrowser {
  /** Opens a window that knows nothing of those before. The last one may be closed. */
  open(): Promise<Tab>;
  close(): Promise<void>;
}

/** How each engine starts for whole pages, by its name. */
const starts: Readonly<Record<string, (prefer: 'shell' | 'browser') => Promise<TabBrowser>>> = {
  chromium: startChromium,
  firefox: async () => fromPuppeteer(await puppeteer.launch(firefoxOptions())),
  webkit: startWebKit,
};

/**
 * @param prefer `browser` for tests about what only a browser with windows does
 * @param args further switches of Chromium
 */
export async function startChromium(
  prefer: 'shell' | 'browser' = 'shell',
  ...args: readonly string[]
): Promise<TabBrowser> {
  const { executablePath, args: usual } = findChromium(prefer);
  // What the driver switches off, for tests about it.
  const ignoreDefaultArgs = ['--disable-back-forward-cache'];
  return fromPuppeteer(
    await puppeteer.launch({ executablePath, headless: true, args: [...usual, ...args], ignoreDefaultArgs }),
  );
}

function fromPuppeteer(browser: Browser): TabBrowser {
  let former: BrowserContext | undefined;
  return {
    async open() {
      await former?.close();
      former = await browser.createBrowserContext();
      const page = await former.newPage();
      return {
        goTo: async (url) => {
          await page.goto(url, { waitUntil: 'domcontentloaded' });
        },
        // Not the driver's own way, which waits for a page to load: one that was kept does not.
        back: async () => {
          await page.evaluate('setTimeout(() => history.back())');
        },
        evaluate: (expression) => page.evaluate(expression),
      };
    },
    close: () => browser.close(),
  };
}

function startWebKit(): Promise<TabBrowser> {
  const driver = new WebKitDriver();
  const windows: WebDriverWindow[] = [];
  return Promise.resolve({
    async open() {
      const window = await driver.open();
      windows.push(window);
      return {
        goTo: (url) => window.goTo(url),
        back: () => window.back(),
        evaluate: (expression) => window.evaluate(expression),
      };
    },
    // Not before: a session that begins while another one ends may never be answered.
    async close() {
      await Promise.allSettled(windows.map((window) => window.close()));
      await driver.stop();
    },
  });
}

/**
 * The same tests in a browser of each engine that this run asks for.
 *
 * @param prefer which Chromium, as for `startChromium()`
 */
export function inEachEngine(
  tests: (open: () => Promise<Tab>, engine: Engine) => void,
  prefer: 'shell' | 'browser' = 'shell',
): void {
  for (const engine of enginesOfRun()) {
    describe(`in ${engine.title}`, () => {
      let browser: TabBrowser | undefined;
      before(async () => {
        browser = await starts[engine.name]?.(prefer);
      });
      after(() => browser?.close());
      tests(() => browser?.open() ?? Promise.reject(new Error('No browser yet.')), engine);
    });
  }
}

/**
 * Resolves as soon as an expression is truthy. Its value stays in the page: what a driver makes of an element, if
 * anything, differs from one to the other.
 * @throws {Error} after twenty seconds, with what the page has recorded until then
 */
export async function eventually(tab: Tab, expression: string): Promise<void> {
  const end = Date.now() + 20_000;
  while (Date.now() < end) {
    // In the middle of a navigation there is no page to ask.
    if (await tab.evaluate(`!!(${expression})`).catch(() => false)) return;
    await sleep(50);
  }
  throw new Error(`It never came true: ${expression}\n${JSON.stringify(await recordOf(tab), undefined, 2)}`);
}

/** What `test/pages-fixtures/recorder.js` has written down. */
export interface PageRecord {
  readonly console: readonly string[];
  readonly events: readonly string[];
  readonly violations: readonly string[];
  readonly statuses: readonly string[];
  /** Whether the page has come back from the back/forward cache. */
  readonly restored: boolean;
}

export const recordOf = async (tab: Tab): Promise<PageRecord> =>
  JSON.parse((await tab.evaluate('JSON.stringify(recorded)')) as string) as PageRecord;

/** Waits for a status of the element. */
export const untilStatus = (tab: Tab, status: string): Promise<void> =>
  eventually(tab, `document.querySelector('verification-upgrade').state?.status === '${status}'`);
