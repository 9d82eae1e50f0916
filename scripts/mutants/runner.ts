import path from 'node:path';
import type { BrowserLauncher, TestRunner, TestRunnerPlugin, TestSession } from '@web/test-runner';
import { startTestRunner } from '@web/test-runner';
import { chromium } from '../../test/support/engines/chromium.js';
import { runnerConfig } from '../../test/support/runner.js';
import { withMutants } from './mutations.js';

/** What a session is for. */
export interface Job {
  readonly test: string;
  /** The id of the mutant that is switched on. */
  readonly mutant?: string | undefined;
  /** The full titles of the tests to run; all without it. */
  readonly titles?: readonly string[] | undefined;
  /** Of one test, and of the whole file; in milliseconds. */
  readonly timeout: number;
  readonly fileTimeout: number;
}

/** The test in which a mutant is executed; an empty text outside of all. */
const noteTest = `
beforeEach(function () { globalThis.__test__ = this.currentTest.fullTitle(); });
afterEach(() => { globalThis.__test__ = ''; });
`;

/** One browser, which runs one test file at a time. All mutants are in the sources that it gets: so it loads each of them once. */
export class MutantRunner {
  readonly #runner: TestRunner;
  readonly #browser: BrowserLauncher;
  readonly #page: { mutant: string; number: number };
  /** A page has not come to its end, and may still be busy. */
  hangs = false;

  private constructor(runner: TestRunner, browser: BrowserLauncher, page: { mutant: string; number: number }) {
    this.#runner = runner;
    this.#browser = browser;
    this.#page = page;
  }

  static async start(tests: readonly string[], sources: ReadonlySet<string>): Promise<MutantRunner> {
    const page = { mutant: '', number: 0 };
    const plugin: TestRunnerPlugin = {
      name: 'mutants',
      // Else the runner runs what has changed.
      serverStart: ({ fileWatcher }) => fileWatcher.close(),
      serve({ path: address }) {
        const file = address.slice(1);
        return sources.has(file) ? { body: withMutants(file), type: 'ts' } : undefined;
      },
      transform: ({ path: address, body }) =>
        tests.includes(address.slice(1)) ? { body: `${String(body)}${noteTest}` } : undefined,
      // Else the runner sends the page of a test file as it was the first time.
      transformCacheKey: ({ path: address }) => (address === '/' ? String(page.number) : undefined),
    };
    const browser = chromium.launch(1);
    const config = runnerConfig([chromium]);
    const runner = await startTestRunner({
      config: {
        ...config,
        browsers: [browser],
        manual: true, // Else it runs all files at once.
        plugins: [...(config.plugins ?? []), plugin],
        reporters: [],
        logger: { ...console, log: () => undefined, debug: () => undefined, logSyntaxError: console.error },
        testRunnerHtml: (framework) =>
          `<!DOCTYPE html><html><head><script>globalThis.__mutant__ = ${JSON.stringify(page.mutant).replaceAll('<', '\\u003c')}</script>` +
          `</head><body><script type="module" src="${framework}"></script></body></html>`,
      },
      readFileConfig: false,
      argv: tests.flatMap((file) => ['--files', file]),
      autoExitProcess: false,
    });
    if (!runner) throw new Error('The test runner did not start.');
    runner.config.watch = true; // Else it closes its browser after the first file.
    await browser.initialize?.(runner.config, runner.testFiles);
    for (const session of runner.sessions.all()) runner.sessions.updateStatus(session, 'FINISHED');
    return new MutantRunner(runner, browser, page);
  }

  /** @returns the session at its end */
  async run({ test, mutant = '', titles, timeout, fileTimeout }: Job): Promise<TestSession> {
    const { config, sessions } = this.#runner;
    const session = [...sessions.all()].find(({ testFile }) => path.relative('.', testFile) === test);
    if (!session || !config.testFramework) throw new Error(`Not among the files of this runner: ${test}`);
    this.#page.mutant = mutant;
    this.#page.number++;
    config.testsFinishTimeout = fileTimeout;
    const grep = titles?.map((title) => title.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('|');
    config.testFramework.config = { timeout, bail: mutant !== '', ...(grep && { grep: `/^(${grep})$/` }) };
    const start = performance.now();
    const finished = new Promise<TestSession>((resolve) => {
      const note = (updated: TestSession) => {
        if (updated.id !== session.id || updated.status !== 'FINISHED') return;
        sessions.off('session-status-updated', note);
        if (performance.now() - start >= fileTimeout) this.hangs = true;
        // The runner accepts the next file a task later.
        setTimeout(() => setTimeout(() => resolve(updated)));
      };
      sessions.on('session-status-updated', note);
    });
    await this.#runner.runTests([session]);
    return finished;
  }

  async stop(): Promise<void> {
    await this.#runner.stop();
    await this.#browser.stop?.();
  }
}
