/**
 * Runs the tests: those in the browser, then those in Node, which drive whole pages and the built package. The last line
 * counts all of them. `--browser` or `--node` runs one half; further arguments are the files to run.
 *
 * The browser's half runs in each engine that this machine has. `--engine=chromium,webkit` names them, and then they have
 * to be there.
 */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { startTestRunner } from '@web/test-runner';
import { chooseEngines, line } from '../test/support/engines/index.js';

interface Counts {
  passed: number;
  failed: number;
  /** What an engine, or its driver, cannot do; the tests' titles say what that is. */
  skipped: number;
}

async function inBrowsers(files: readonly string[], wanted: string | undefined): Promise<Counts> {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const engines = chooseEngines(wanted, (engine) => console.log(`Skipped, as it is not here: ${line(engine)}`));
  process.env['TEST_ENGINES'] = engines.map(({ name }) => name).join(',');
  const argv = files.flatMap((file) => ['--files', file]);
  const runner = await startTestRunner({ argv, autoExitProcess: false });
  if (!runner) return { ...counts, failed: 1 }; // It has said why.
  const ok = await new Promise<boolean>((resolve) => {
    runner.on('finished', resolve);
  });
  for (const session of runner.sessions.all()) {
    const suites = session.testResults ? [session.testResults] : [];
    for (const { suites: inner, tests } of suites) {
      suites.push(...inner);
      for (const { passed, skipped } of tests) counts[skipped ? 'skipped' : passed ? 'passed' : 'failed']++;
    }
  }
  await runner.stop();
  return { ...counts, failed: ok ? counts.failed : Math.max(1, counts.failed) };
}

async function inNode(files: readonly string[]): Promise<Counts> {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const stream = run({ files: files.map((file) => path.resolve(file)), concurrency: 1 });
  stream.on('test:pass', ({ details, skip, todo }) => {
    if (!isSuite(details)) counts[skip || todo ? 'skipped' : 'passed']++;
  });
  stream.on('test:fail', ({ details }) => {
    if (!isSuite(details)) counts.failed++;
  });
  for await (const text of stream.compose(new spec()) as AsyncIterable<string>) process.stdout.write(text);
  return counts;
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
if (!flags.includes('--node')) results.push(await inBrowsers(files, wanted));
if (!flags.includes('--browser'))
  results.push(await inNode(files.length > 0 ? files : ['test/node', 'test/pages'].flatMap(testsBelow)));

const sum = (key: keyof Counts) => results.reduce((total, counts) => total + counts[key], 0);
const failed = sum('failed');
console.log(`\n${sum('passed')} passed, ${failed} failed, ${sum('skipped')} skipped`);
process.exit(failed > 0 || sum('passed') === 0 ? 1 : 0);
