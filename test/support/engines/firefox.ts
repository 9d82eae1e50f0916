import { chromeLauncher } from '@web/test-runner-chrome';
import * as puppeteer from 'puppeteer-core';
import type { BrowserContext, LaunchOptions } from 'puppeteer-core';
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
  launch() {
    const launcher = chromeLauncher({
      puppeteer,
      launchOptions: firefoxOptions(),
      // Of two windows one is in front: in the other one, keys arrive and press no button.
      concurrency: 1,
      // Each page in a window of its own: a tab behind another one is not visible, and slow.
      createPage: ({ context }) => openWindow(context),
    });
    return inFreshWindows(launcher);
  },
};

const openWindow = (context: BrowserContext) => context.newPage({ type: 'window' });

/**
 * Opens a new window after a file that has pressed keys. If a test leaves the focus in the browser's own toolbars, a later page
 * in that window does not get it back: its Tab key works, but Enter and Space press nothing.
 */
function inFreshWindows(launcher: ReturnType<typeof chromeLauncher>): typeof launcher {
  let isUsed = false;
  const getPage = launcher.getPage.bind(launcher);
  // Asked for by the commands of a test: keys, sizes, media.
  launcher.getPage = (id) => {
    isUsed = true;
    return getPage(id);
  };
  const create = launcher.createNewPage.bind(launcher);
  launcher.createNewPage = async (browser, context) => {
    const page = await create(browser, context);
    const run = page.runSession.bind(page);
    page.runSession = async (url, coverage) => {
      if (isUsed) {
        const former = page.puppeteerPage;
        page.puppeteerPage = await openWindow(context);
        await former.close();
        isUsed = false;
      }
      await run(url, coverage);
    };
    return page;
  };
  return launcher;
}
