/**
 * Runs the tests: those in the browser, then those in Node, which drive whole pages and the built package. The last line
 * counts all of them. A file that fails has failed: none is run twice.
 *
 * `--browser` or `--node` runs one half, and further arguments are the files to run. `--engine=firefox,webkit` names the
 * engines; by default it is Chromium. `--quick` runs the part that answers within a minute. `--all` runs everything, in all
 * engines and with the frameworks. `--built` takes `dist/` as it is.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { startTestRunner } from '@web/test-runner';
import type { Engine } from '../test/support/engines/index.js';
import { MissingProgram, provideEngines } from '../test/support/engines/index.js';
import { installPackage } from '../test/support/packed.js';
import { buildDemo } from '../test/support/pages.js';
import { quickFiles, runnerConfig } from '../test/support/runner.js';

interface Counts {
  passed: number;
  failed: number;
  /** What failed, a line each; the runners have printed the rest, far above the end of the output. */
  readonly failures: string[];
  /** What an engine, or its driver, cannot do; the tests' titles say what that is. */
  skipped: number;
}

const none = (): Counts => ({ passed: 0, failed: 0, failures: [], skipped: 0 });

async function inBrowser(engine: Engine, files: readonly string[]): Promise<Counts> {
  const counts = none();
  const argv = files.flatMap((file) => ['--files', file]);
  const config = runnerConfig([engine]);
  const runner = await startTestRunner({
    config,
    readFileConfig: false,
    argv,
    autoExitProcess: false,
  });
  if (!runner) return { ...counts, failed: 1 }; // It has said why.
  await new Promise((resolve) => {
    runner.on('stopped', resolve);
  });
  let failedFiles = 0;
  const times: (readonly [seconds: number, file: string])[] = [];
  for (const session of runner.sessions.all()) {
    const file = path.relative('.', session.testFile);
    if (!session.passed) failedFiles++;
    for (const { message } of session.errors) counts.failures.push(`${file}: ${message}`);
    const suites = session.testResults ? [session.testResults] : [];
    let duration = 0;
    for (const { suites: inner, tests } of suites) {
      suites.push(...inner);
      for (const test of tests) {
        counts[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed']++;
        if (!test.skipped && !test.passed) counts.failures.push(`${file}: ${test.name}: ${test.error?.message ?? ''}`);
        duration += test.duration ?? 0;
      }
    }
    times.push([duration / 1000, file]);
  }
  reportSlowest(times);
  // It has told its browsers to close, and has not waited: what a process starts must not outlive it.
  await Promise.allSettled([config.browsers].flat().map(async (browser) => browser?.stop?.()));
  return { ...counts, failed: Math.max(counts.failed, failedFiles) };
}

/** Where the time goes. Loading a file is not counted. */
function reportSlowest(times: readonly (readonly [seconds: number, file: string])[]): void {
  const slowest = times.toSorted(([a], [b]) => b - a).slice(0, 5);
  console.log(`Slowest: ${slowest.map(([seconds, file]) => `${file} ${seconds.toFixed(1)} s`).join(', ')}`);
}

async function inNode(files: readonly string[]): Promise<Counts> {
  const counts = none();
  const failedFiles = new Set<string>();
  const times: (readonly [seconds: number, file: string])[] = [];
  // One more than there are cores on a small machine: pages wait for time limits, and tools for their disk.
  const stream = run({ files: files.map((file) => path.resolve(file)), concurrency: 3 });
  stream.on('test:pass', ({ details, skip, todo, nesting, file = '' }) => {
    if (nesting === 0) times.push([details.duration_ms / 1000, path.relative('.', file)]);
    if (!isSuite(details)) counts[skip || todo ? 'skipped' : 'passed']++;
  });
  stream.on('test:fail', ({ name, details, file = '' }) => {
    failedFiles.add(file);
    if (isSuite(details)) return;
    counts.failed++;
    counts.failures.push(`${path.relative('.', file)}: ${name}: ${details.error.message}`);
  });
  for await (const text of stream.compose(new spec()) as AsyncIterable<string>) process.stdout.write(text);
  reportSlowest(times);
  return { ...counts, failed: Math.max(counts.failed, failedFiles.size) };
}

const isSuite = (details: object) => 'type' in details && details.type === 'suite';

/** The folders of the tests in Node. They drive pages of the built package. */
const nodeFolders = ['test/node', 'test/pages', 'test/server', 'test/cli'];
const frameworks = 'test/frameworks';
const isInNode = (file: string) => [...nodeFolders, frameworks].some((folder) => file.startsWith(`${folder}/`));

function testsBelow(folder: string): string[] {
  const entries = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  return entries
    .filter((entry) => entry.endsWith('.test.ts') && !entry.includes('node_modules'))
    .sort()
    .map((entry) => path.join(folder, entry));
}

function build(): void {
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new MissingProgram('The build has failed, so no test was run.');
}

/** What several test files use is made once: the demo, built, and a project with the packed package installed. */
async function prepare(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'verification-upgrade-'));
  process.env['TEST_DEMO'] = path.join(folder, 'demo');
  process.env['TEST_PROJECT'] = path.join(folder, 'packed');
  await mkdir(process.env['TEST_PROJECT']);
  await Promise.all([buildDemo(process.env['TEST_DEMO']), installPackage(process.env['TEST_PROJECT'])]);
  return folder;
}

async function main(): Promise<number> {
  const flags = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
  const files = process.argv
    .slice(2)
    .flatMap((argument) => (argument.startsWith('--') ? [] : path.relative('.', argument)));
  const unknown = flags.filter((flag) => !/^--(all|browser|built|engine=.+|node|quick)$/.test(flag));
  if (unknown.length > 0) throw new MissingProgram(`Unknown: ${unknown.join(' ')}. CONTRIBUTING.md has the list.`);
  const has = (flag: string) => flags.includes(`--${flag}`);

  const wanted = has('all') ? 'all' : flags.find((flag) => flag.startsWith('--engine='))?.slice('--engine='.length);
  const engines = provideEngines(wanted);
  process.env['TEST_ENGINES'] = engines.map(({ name }) => name).join(',');

  const given = files.length > 0;
  // The files that take minutes first, so that the others run beside them.
  const all = [...(has('all') ? [frameworks] : []), ...nodeFolders].flatMap(testsBelow);
  const node =
    has('browser') || has('quick') ? [] : given ? files.filter((file) => has('node') || isInNode(file)) : all;
  const browser = given ? files.filter((file) => !node.includes(file)) : has('quick') ? quickFiles : [];
  if (node.length > 0 && !has('built')) build();

  const results: Counts[] = [];
  const count = async (name: string, counting: Promise<Counts>) => {
    const start = performance.now();
    const counts = await counting;
    const seconds = Math.round((performance.now() - start) / 1000);
    console.log(`\n${name}: ${counts.passed} passed, ${counts.failed} failed in ${seconds} s`);
    results.push({
      ...counts,
      failures: counts.failures.map((failure) => `${name}: ${failure.split('\n', 1).join()}`),
    });
  };
  if (!has('node') && (browser.length > 0 || !given))
    for (const engine of engines) await count(engine.title, inBrowser(engine, browser));
  if (node.length > 0) {
    const shared = given ? undefined : await prepare();
    await count('Node', inNode(node));
    if (shared) await rm(shared, { recursive: true });
  }

  const failures = results.flatMap((counts) => counts.failures);
  if (failures.length > 0) console.log(`\nFailed:\n${failures.join('\n')}`);
  const sum = (key: 'passed' | 'failed' | 'skipped') => results.reduce((total, counts) => total + counts[key], 0);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
  return sum('failed') > 0 || sum('passed') === 0 ? 1 : 0;
}

process.exit(
  await main().catch((error: unknown) => {
    console.error(error instanceof MissingProgram ? error.message : error);
    return 1;
  }),
);
