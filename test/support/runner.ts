import { basename } from 'node:path';
import type { TestRunnerConfig, TestRunnerPlugin } from '@web/test-runner';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { build } from 'esbuild';
import type { Emulators } from '../../demo/emulator/index.js';
import { startEmulators } from '../../demo/emulator/index.js';
import { emulatorHandler } from '../../demo/emulator/plugin.js';
import type { Engine } from './engines/index.js';

const concurrency = 2;

/** The random walk: where it begins, and how far it goes. `WALK_STEPS=1000000 npm test -- --browser test/upgrade/random-walk.test.ts` */
const walk = {
  seed: Number(process.env['WALK_SEED'] ?? 1),
  // The faults that it looks for are the same in all engines; in WebKitGTK a step takes five times as long as in Chromium.
  steps: (isChromium: boolean) => Number(process.env['WALK_STEPS'] ?? (isChromium ? 10_000 : 3_000)),
};

/** The emulated API on the tests' own origin, the provider's frame on another one; `/emulators.json` says where. */
function emulators() {
  let running: Emulators | undefined;
  let handle: ReturnType<typeof emulatorHandler> | undefined;
  const plugin: TestRunnerPlugin = {
    name: 'emulators',
    async serverStart() {
      running = await startEmulators();
      handle = emulatorHandler(running);
    },
    serverStop: () => running?.close(),
  };
  const middleware: NonNullable<TestRunnerConfig['middleware']>[number] = (context, next) => {
    if (!handle?.(context.req, context.res)) return next();
    context.respond = false;
    context.status = 200; // Until the emulator sets its own; else the runner reports a missing file.
    return undefined;
  };
  return { plugin, middleware };
}

/** What tests are written with, and what recipes report to. Each is dozens to hundreds of modules, and none is tested here. */
const tools = [
  '@datadog/browser-rum',
  '@open-wc/testing',
  '@opentelemetry/api',
  '@opentelemetry/sdk-trace-web',
  '@sentry/browser',
  'fast-check',
];

/** Bundles the tools once for a run, so that a page does not fetch each of their modules. Lit stays out: there must be one. */
function bundledTools(): TestRunnerPlugin {
  const folder = '/bundled-tools';
  const entryOf = (tool: string) => tool.replaceAll(/\W/g, '-');
  const files = new Map<string, string>();
  return {
    name: 'bundled-tools',
    async serverStart() {
      const { outputFiles } = await build({
        entryPoints: Object.fromEntries(tools.map((tool) => [entryOf(tool), tool])),
        external: ['lit', 'lit/*', 'lit-html', 'lit-html/*', '@lit/*'],
        outdir: folder,
        bundle: true,
        splitting: true,
        format: 'esm',
        target: 'es2022',
        write: false,
      });
      for (const { path, text } of outputFiles) files.set(`${folder}/${basename(path)}`, text);
    },
    resolveImport: ({ source }) => (tools.includes(source) ? `${folder}/${entryOf(source)}.js` : undefined),
    serve: ({ path }) => files.get(path),
  };
}

const all = 'test/{attacks,element,locales,observe,providers,testing,upgrade}/**/*.test.ts';

/**
 * These find the same in each engine, so they run in Chromium alone: what is read from the page (names, colours, sizes), and
 * functions of values, with fake time or without. What depends on an engine stays out: the DOM, fetch, frames, focus, URLs,
 * Intl and the texts of errors.
 */
const sameEverywhere = [
  'element/{axe,contrast,targets}',
  'locales/*',
  'upgrade/{answer*,error,exclusive,next-state,poll-status,ready-timeout,state}',
  'providers/{sumsub-claim,sumsub-messages,vendor-text}',
].map((name) => `!test/${name}.test.ts`);

/** What `npm run test:quick` runs: the state machine, the request, one provider, and what a user sees most. */
export const quickFiles = [
  'test/upgrade/!(random-walk).test.ts',
  'test/element/{control,dialog,error-views,happy-path,launch,slots,views}.test.ts',
  'test/providers/{contract,sumsub-life,sumsub-messages}.test.ts',
  'test/locales/complete.test.ts',
];

/** How the tests in the browser are run. For one run: a browser's launcher cannot be used twice. */
export function runnerConfig(engines: readonly Engine[]): Partial<TestRunnerConfig> {
  const { plugin, middleware } = emulators();
  const isChromium = engines.some(({ name }) => name === 'chromium');
  const define = { WALK: JSON.stringify({ seed: walk.seed, steps: walk.steps(isChromium) }) };
  return {
    files: [all, ...(isChromium ? [] : sameEverywhere)],
    nodeResolve: { browser: true, exportConditions: ['browser'] },
    browsers: engines.map((engine) => engine.launch(concurrency)),
    concurrentBrowsers: 1,
    concurrency,
    plugins: [esbuildPlugin({ ts: true, tsconfig: 'tsconfig.json', target: 'es2022', define }), bundledTools(), plugin],
    middleware: [middleware],
    // A busy machine is no reason to fail; what hangs, hangs longer than that.
    testsFinishTimeout: 300_000, // The random walk is one file, and may be long.
    testFramework: { config: { timeout: 20_000, forbidOnly: process.env['CI'] !== undefined } },
  };
}
