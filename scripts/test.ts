/**
 * Runs the tests: those in the browser, then those in Node, which drive whole pages and the built package. The last line
 * counts all of them. `--browser` or `--node` runs one half; further arguments are the files to run.
 *
 * A file that fails is run once more, alone, and that counts: on a busy machine a browser may take longer than any test
 * waits. Each of them is named at the end, as it may also be a test that wants mending.
 *
 * The browser's half runs in each engine that this machine has. `--engine=chromium,webkit` names them, and then they have
 * to be there.
 */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { startTestRunner } from '@web/test-runner';
import type { Engine } from '../test/support/engines/index.js';
import { chooseEngines, line } from '../test/support/engines/index.js';
import { runnerConfig } from '../test/support/runner.js';

interface Counts {
  passed: number;
  failed: number;
  /** What an engine, or its driver, cannot do; the tests' titles say what that is. */
  skipped: number;
}

interface Result extends Counts {
  readonly failedFiles: ReadonlySet<string>;
}

const second: string[] = [];

/** Runs, and runs the files that failed once more. */
async function twice(
  name: string,
  files: readonly string[],
  run: (files: readonly string[]) => Promise<Result>,
): Promise<Counts> {
  const first = await run(files);
  if (first.failedFiles.size === 0) return first;
  const again = [...first.failedFiles];
  console.log(`\nOnce more: ${again.join(', ')}\n`);
  const { failed, skipped } = await run(again);
  second.push(...again.map((file) => `${file} (${name})`));
  const mended = Math.max(first.failed - failed, 0);
  return { passed: first.passed + mended, failed, skipped: Math.max(first.skipped, skipped) };
}

async function inBrowser(engine: Engine, files: readonly string[]): Promise<Result> {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const argv = files.flatMap((file) => ['--files', file]);
  const config = runnerConfig([engine]);
  const runner = await startTestRunner({
    config,
    readFileConfig: false,
    argv,
    autoExitProcess: false,
  });
  if (!runner) return { ...counts, failed: 1, failedFiles: new Set(files) }; // It has said why.
  await new Promise((resolve) => {
    runner.on('stopped', resolve);
  });
  const failedFiles = new Set<string>();
  for (const session of runner.sessions.all()) {
    if (!session.passed) failedFiles.add(path.relative('.', session.testFile));
    const suites = session.testResults ? [session.testResults] : [];
    for (const { suites: inner, tests } of suites) {
      suites.push(...inner);
      for (const { passed, skipped } of tests) counts[skipped ? 'skipped' : passed ? 'passed' : 'failed']++;
    }
  }
  // It has told its browsers to close, and has not waited: what a process starts must not outlive it.
  await Promise.allSettled([config.browsers].flat().map(async (browser) => browser?.stop?.()));
  return { ...counts, failed: Math.max(counts.failed, failedFiles.size), failedFiles };
}

async function inNode(files: readonly string[]): Promise<Result> {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const failedFiles = new Set<string>();
  const stream = run({ files: files.map((file) => path.resolve(file)), concurrency: 1 });
  stream.on('test:pass', ({ details, skip, todo }) => {
    if (!isSuite(details)) counts[skip || todo ? 'skipped' : 'passed']++;
  });
  stream.on('test:fail', ({ details, file = '' }) => {
    // Or the file of the helper that describes the same tests for each engine.
    if (file.endsWith('.test.ts')) failedFiles.add(path.relative('.', file));
    if (!isSuite(details)) counts.failed++;
  });
  for await (const text of stream.compose(new spec()) as AsyncIterable<string>) process.stdout.write(text);
  return { ...counts, failed: Math.max(counts.failed, failedFiles.size), failedFiles };
}

const isSuite = (details: object) => 'type' in details && details.type === 'suite';

function testsBelow(folder: string): string[] {
  const entries = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  return entries
    .filter((entry) => entry.endsWith('.test.ts'))
    .sort()
    .map((entry) => path.join(folder, entry));
}

const flags = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const files = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const unknown = flags.filter((flag) => !/^--(browser|node|engine=.+)$/.test(flag));
if (unknown.length > 0)
  throw new Error(`Unknown: ${unknown.join(' ')}. Known: --browser, --node, --engine=NAME, and test files.`);
const wanted = flags.find((flag) => flag.startsWith('--engine='))?.slice('--engine='.length);

const results: Counts[] = [];
if (!flags.includes('--node')) {
  const skip = (engine: Engine) => console.log(`Skipped, as it is not here: ${line(engine)}`);
  for (const engine of chooseEngines(wanted, skip))
    results.push(await twice(engine.title, files, (some) => inBrowser(engine, some)));
}
if (!flags.includes('--browser')) {
  const some = files.length > 0 ? files : ['test/node', 'test/server', 'test/pages'].flatMap(testsBelow);
  results.push(await twice('Node', some, inNode));
}

const sum = (key: keyof Counts) => results.reduce((total, counts) => total + counts[key], 0);
const failed = sum('failed');
if (second.length > 0) console.log(`\nFailed the first time: ${second.join(', ')}`);
console.log(`\n${sum('passed')} passed, ${failed} failed, ${sum('skipped')} skipped`);
process.exit(failed > 0 || sum('passed') === 0 ? 1 : 0);
