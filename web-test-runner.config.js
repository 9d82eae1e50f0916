import { esbuildPlugin } from '@web/dev-server-esbuild';
import { tsImport } from 'tsx/esm/api';

const { chooseEngines } = await tsImport('./test/support/engines/index.ts', import.meta.url);
const { startEmulators } = await tsImport('./demo/emulator/index.ts', import.meta.url);
const { emulatorHandler } = await tsImport('./demo/emulator/plugin.ts', import.meta.url);

const concurrency = 2;

/** The random walk: where it begins, and how far it goes. `WALK_STEPS=1000000 npm test -- --browser test/upgrade/random-walk.test.ts` */
const walk = { seed: Number(process.env.WALK_SEED ?? 1), steps: Number(process.env.WALK_STEPS ?? 10_000) };

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
  // `npm test` says which engines; by itself the runner takes one, to be quick.
  browsers: chooseEngines(process.env.TEST_ENGINES ?? 'chromium').map((engine) => engine.launch(concurrency)),
  concurrentBrowsers: 1,
  concurrency,
  plugins: [
    esbuildPlugin({ ts: true, tsconfig: 'tsconfig.json', target: 'es2022', define: { WALK: JSON.stringify(walk) } }),
    plugin,
  ],
  middleware: [middleware],
  // A busy machine is no reason to fail; what hangs, hangs longer than that.
  testsFinishTimeout: 300_000, // The random walk is one file, and may be long.
  testFramework: { config: { timeout: 20_000, forbidOnly: process.env.CI !== undefined } },
};
