import { chromeLauncher } from '@web/test-runner-chrome';
import * as puppeteer from 'puppeteer-core';
import type { Browser, BrowserContext, LaunchOptions, Page } from 'puppeteer-core';
import type { Engine } from './engine.js';
import { findProgram } from './programs.js';

const find = () =>
  findProgram(['firefox-esr', 'firefox'], {
    darwin: ['Firefox.app/Contents/MacOS/firefox'],
    win32: ['Mozilla Firefox/firefox.exe'],
  });

/**
 * How to start Firefox. Nothing that a test did not ask for goes out to the network.
 * @throws {Error} where there is none
 */
export function firefoxOptions(): LaunchOptions {
  const executablePath = find();
  if (!executablePath) throw new Error('No Firefox found.');
  return {
    browser: 'firefox',
    // No test here reads the traffic from the driver. To report it costs the browser a quarter of its time.
    networkEnabled: false,
    headless: true,
    executablePath,
    extraPrefsFirefox: {
      'network.proxy.type': 0, // Else a frame that cannot be reached ends as "Address rejected".
      'network.captive-portal-service.enabled': false,
      'network.connectivity-service.enabled': false,
    },
  };
}

/** Gecko, driven over WebDriver BiDi. */
export const firefox: Engine = {
  name: 'firefox',
  title: 'Firefox',
  packages: ['firefox-esr'],
  isInstalled: () => find() !== undefined,
  launch(concurrency) {
    const browsers = new Set<Browser>();
    const launcher = chromeLauncher({
      puppeteer,
      launchOptions: firefoxOptions(),
      concurrency,
      // Each page in a Firefox of its own: of two windows one is in front; in the other one, keys arrive and press no button.
      async createPage({ browser: first }) {
        const browser = browsers.size === 0 ? first : await puppeteer.launch(firefoxOptions());
        browsers.add(browser);
        return openWindow(browser.defaultBrowserContext());
      },
    });
    const stop = launcher.stop.bind(launcher);
    launcher.stop = async () => {
      await stop();
      await Promise.all([...browsers].filter(({ connected }) => connected).map((browser) => browser.close()));
    };
    return inFreshWindows(launcher);
  },
};

/** Not a tab: one behind another is not visible, and slow. */
const openWindow = (context: BrowserContext) => context.newPage({ type: 'window' });

/**
 * Opens a new window after a file that has pressed keys. If a test leaves the focus in the browser's own toolbars, a later page
 * in that window does not get it back: its Tab key works, but Enter and Space press nothing.
 */
function inFreshWindows(launcher: ReturnType<typeof chromeLauncher>): typeof launcher {
  const used = new WeakSet<Page>();
  // Asked for by the commands of a test: keys, sizes, media.
  const getPage = launcher.getPage.bind(launcher);
  launcher.getPage = (id) => {
    const page = getPage(id);
    used.add(page);
    return page;
  };
  const create = launcher.createNewPage.bind(launcher);
  launcher.createNewPage = async (browser, context) => {
    const page = await create(browser, context);
    const run = page.runSession.bind(page);
    page.runSession = async (url, coverage) => {
      const former = page.puppeteerPage;
      if (used.has(former)) {
        page.puppeteerPage = await openWindow(former.browserContext());
        await former.close();
      }
      await run(url, coverage);
    };
    return page;
  };
  return launcher;
}
