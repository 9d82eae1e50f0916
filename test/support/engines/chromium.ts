import { chromeLauncher } from '@web/test-runner-chrome';
import { chromiumProgram, findChromium } from '../chromium.js';
import type { Engine } from './engine.js';

/** Blink, the engine of Chrome and Edge. */
export const chromium: Engine = {
  name: 'chromium',
  title: 'Chromium',
  // The first for most tests, the second for those about what only a browser with windows does.
  packages: ['chromium-headless-shell', 'chromium'],

  isInstalled: () => chromiumProgram() !== undefined,

  launch(concurrency) {
    const { executablePath, args } = findChromium();
    // A tenth of all its time goes into drawing what moves. The tests of that ask for it.
    const still = '--force-prefers-reduced-motion';
    return chromeLauncher({
      launchOptions: { headless: true, executablePath, args: [...args, still] },
      concurrency,
      // Each page in a window of its own: of two tabs in one window, the one behind gets no frames and hardly any timers.
      createPage: async ({ context }) => (await context.browser().createBrowserContext()).newPage(),
    });
  },
};
