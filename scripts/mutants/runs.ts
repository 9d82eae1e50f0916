import path from 'node:path';
import type { TestRunner, TestRunnerPlugin, TestSession } from '@web/test-runner';
import { startTestRunner } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { findChromium } from '../../test/support/chromium.js';
import { chromium } from '../../test/support/engines/chromium.js';
import type { Engine } from '../../test/support/engines/index.js';
import { runnerConfig } from '../../test/support/runner.js';
import type { Mutant } from './mutations.js';
import { apply } from './mutations.js';
import { placeOf, withProbes } from './probes.js';

/** The runner lets the browser keep files for a year; a source file changes with each mutant. */
const chromiumWithoutCache: Engine = {
  ...chromium,
  launch: (concurrency) =>
    chromeLauncher({
      launchOptions: { headless: true, ...findChromium() },
      concurrency,
      createPage: async ({ context }) => {
        const page = await (await context.browser().createBrowserContext()).newPage();
        await page.setCacheEnabled(false);
        return page;
      },
    }),
};

/** One test runner and one browser for all mutants. Each mutant runs the test files that have executed its place, until one fails. */
export class MutantRuns {
  readonly #runner: TestRunner;
  readonly #stop: () => Promise<unknown>;
  readonly #serving: { mutant: Mutant | undefined };
  /** The places that each test file executes, and how long it takes. */
  readonly #passes = new Map<string, { readonly places: ReadonlySet<string>; readonly duration: number }>();
  /** How many mutants of a source file each test file has noticed. */
  readonly #kills = new Map<string, number>();

  private constructor(runner: TestRunner, stop: () => Promise<unknown>, serving: { mutant: Mutant | undefined }) {
    this.#runner = runner;
    this.#stop = stop;
    this.#serving = serving;
  }

  /** Runs the test files without a mutant. One that fails is not used. */
  static async start(tests: readonly string[], sources: readonly string[]): Promise<MutantRuns> {
    const serving: { mutant: Mutant | undefined; probes: ReadonlySet<string> } = {
      mutant: undefined,
      probes: new Set(sources),
    };
    const plugin: TestRunnerPlugin = {
      name: 'mutant',
      serve: ({ path: address }) => {
        const file = address.slice(1);
        if (serving.mutant?.file === file) return { body: apply(serving.mutant), type: 'ts' };
        return serving.probes.has(file) ? { body: withProbes(file), type: 'ts' } : undefined;
      },
      // The runner keeps what a plugin has transformed, by this key.
      transform: () => undefined,
      transformCacheKey: ({ path: address }) => {
        const { mutant, probes } = serving;
        if (mutant && address === `/${mutant.file}`) return `${mutant.start} ${mutant.end} ${mutant.replacement}`;
        return probes.has(address.slice(1)) ? 'probes' : undefined;
      },
    };
    const config = runnerConfig([chromiumWithoutCache]);
    const starts = new Map<string, number>();
    const runner = await startTestRunner({
      config: {
        ...config,
        plugins: [plugin, ...(config.plugins ?? [])],
        reporters: [],
        testsFinishTimeout: 60_000,
        testFramework: { config: { timeout: 10_000, bail: true } },
      },
      readFileConfig: false,
      argv: tests.flatMap((file) => ['--files', file]),
      autoExitProcess: false,
    });
    if (!runner) throw new Error('The test runner did not start.');
    runner.config.watch = true; // Else it closes its browser after the first pass.
    const stopBrowsers = () => Promise.allSettled([config.browsers].flat().map(async (browser) => browser?.stop?.()));
    const runs = new MutantRuns(
      runner,
      async () => {
        await runner.stop();
        await stopBrowsers();
      },
      serving,
    );
    runner.sessions.on('session-status-updated', ({ id, status }) => {
      if (status === 'INITIALIZING') starts.set(id, performance.now());
    });
    const failed: string[] = [];
    await new Promise<void>((resolve) => {
      runner.sessions.on('session-status-updated', function note({ id, status, passed, testFile, testCoverage }) {
        if (status !== 'FINISHED') return;
        const file = path.relative('.', testFile);
        if (!passed) failed.push(file);
        runs.#passes.set(file, {
          places: new Set(Object.keys(testCoverage ?? {})),
          duration: performance.now() - (starts.get(id) ?? 0),
        });
        if (runs.#passes.size < tests.length) return;
        runner.sessions.off('session-status-updated', note);
        resolve();
      });
    });
    serving.probes = new Set();
    for (const file of failed) {
      console.error(`Fails without any mutant, so it is not used: ${file}`);
      runs.#passes.delete(file);
    }
    return runs;
  }

  /** The test files that execute a mutant's place: those first that have noticed mutants of its file, then the quick ones. */
  testsOf(mutant: Mutant): readonly string[] {
    const place = placeOf(mutant);
    const rank = (test: string) => this.#kills.get(`${mutant.file} ${test}`) ?? 0;
    return [...this.#passes]
      .filter(([, { places }]) => places.has(place))
      .sort(([a, { duration }], [b, other]) => rank(b) - rank(a) || duration - other.duration)
      .map(([test]) => test);
  }

  /** @returns the test file that failed with the mutant, if one did */
  async killerOf(mutant: Mutant): Promise<string | undefined> {
    const tests = this.testsOf(mutant);
    this.#serving.mutant = mutant;
    for (let index = 0; index < tests.length; index += 2) {
      const killer = await this.#firstFailed(tests.slice(index, index + 2));
      if (killer === undefined) continue;
      const key = `${mutant.file} ${killer}`;
      this.#kills.set(key, (this.#kills.get(key) ?? 0) + 1);
      return killer;
    }
    return undefined;
  }

  async #firstFailed(tests: readonly string[]): Promise<string | undefined> {
    const sessions = [...this.#runner.sessions.all()].filter(({ testFile }) =>
      tests.includes(path.relative('.', testFile)),
    );
    const finished = new Promise<TestSession[]>((resolve) => {
      const done = new Map<string, TestSession>();
      const note = (session: TestSession) => {
        if (session.status !== 'FINISHED') return;
        done.set(session.id, session);
        if (done.size < sessions.length) return;
        this.#runner.sessions.off('session-status-updated', note);
        // The runner accepts the next files a task later.
        setTimeout(() => setTimeout(() => resolve([...done.values()])));
      };
      this.#runner.sessions.on('session-status-updated', note);
    });
    await this.#runner.runTests(sessions);
    const failed = (await finished).find(({ passed }) => !passed);
    return failed && path.relative('.', failed.testFile);
  }

  async stop(): Promise<void> {
    await this.#stop();
  }
}
