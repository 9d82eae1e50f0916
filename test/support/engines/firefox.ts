import { chromeLauncher } from '@web/test-runner-chrome';
import * as puppeteer from 'puppeteer-core';
import type { LaunchOptions } from 'puppeteer-core';
import type { Engine } from './engine.js';
import { findProgram } from './programs.js';

const find = () => findProgram('firefox-esr', 'firefox');

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
  launch: () =>
    chromeLauncher({
      puppeteer,
      launchOptions: firefoxOptions(),
      // Of two windows one is in front: in the other one, keys arrive and press no button.
      concurrency: 1,
      // Each page in a window of its own: a tab behind another one is not visible, and slow.
      createPage: ({ context }) => context.newPage({ type: 'window' }),
    }),
};
