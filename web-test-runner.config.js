import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';
import { tsImport } from 'tsx/esm/api';

const { findChromium } = await tsImport('./test/support/chromium.ts', import.meta.url);
const { startEmulators } = await tsImport('./demo/emulator/index.ts', import.meta.url);
const { emulatorHandler } = await tsImport('./demo/emulator/plugin.ts', import.meta.url);

const concurrency = 2;

/** Each page in a window of its own: of two tabs in one window, the one behind gets no frames and hardly any timers. */
const createPage = async ({ context }) => (await context.browser().createBrowserContext()).newPage();

/** One launcher for each engine that the tests run in. */
const engines = {
  chromium: () => chromeLauncher({ launchOptions: { headless: true, ...findChromium() }, concurrency, createPage }),
};

/** The emulated API on the tests' own origin, the provider's frame on another one; `/emulators.json` says where. */
function emulators() {
  let running;
  let handle;
  return {
    plugin: {
      name: 'emulators',
      async serverStart() {
        running = await startEmulators();
        handle = emulatorHandler(running);
      },
      serverStop: () => running?.close(),
    },
    middleware(context, next) {
      if (!handle?.(context.req, context.res)) return next();
      context.respond = false;
      context.status = 200; // Until the emulator sets its own; else the runner reports a missing file.
    },
  };
}

const { plugin, middleware } = emulators();

export default {
  files: ['test/**/*.test.ts', '!test/node/**', '!test/pages/**'],
  nodeResolve: { exportConditions: ['browser'] },
  browsers: Object.values(engines).map((launch) => launch()),
  concurrency,
  plugins: [esbuildPlugin({ ts: true, tsconfig: 'tsconfig.json', target: 'es2022' }), plugin],
  middleware: [middleware],
  testFramework: { config: { timeout: 5000, forbidOnly: process.env.CI !== undefined } },
};
