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
    const create = launcher.createNewPage.bind(launcher);
    launcher.createNewPage = async (browser, context) => inFreshWindows(await create(browser, context), context);
    return launcher;
  },
};

const openWindow = (context: BrowserContext) => context.newPage({ type: 'window' });

type LauncherPage = Awaited<ReturnType<ReturnType<typeof chromeLauncher>['createNewPage']>>;

/**
 * Runs each file in a new window. If a test leaves the focus in the browser's own toolbars, a later page in that window
 * does not get it back: its Tab key works, but Enter and Space press nothing.
 */
function inFreshWindows(page: LauncherPage, context: BrowserContext): LauncherPage {
  const run = page.runSession.bind(page);
  page.runSession = async (url, coverage) => {
    const former = page.puppeteerPage;
    page.puppeteerPage = await openWindow(context);
    await former.close();
    await run(url, coverage);
  };
  return page;
}
