import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { TestRunnerPlugin } from '@web/test-runner';
import { startTestRunner } from '@web/test-runner';
import type { Engine } from '../../test/support/engines/index.js';
import { runnerConfig } from '../../test/support/runner.js';
import type { Mutant } from './mutations.js';
import { apply } from './mutations.js';

/** Serves the mutated text in place of the file on disk, which is not touched. */
function servesMutant(mutant: Mutant): TestRunnerPlugin {
  const text = apply(mutant);
  return {
    name: 'mutant',
    serve: ({ path: address }) => (address === `/${mutant.file}` ? { body: text, type: 'ts' } : undefined),
  };
}

/**
 * Runs test files, with a mutant or without one, until the first test fails.
 * @returns the file that failed, if one did
 */
export async function firstFailure(
  engine: Engine,
  files: readonly string[],
  mutant?: Mutant,
): Promise<string | undefined> {
  const config = runnerConfig([engine]);
  const runner = await startTestRunner({
    config: {
      ...config,
      plugins: [...(mutant ? [servesMutant(mutant)] : []), ...(config.plugins ?? [])],
      reporters: [],
      testsFinishTimeout: 60_000,
      testFramework: { config: { timeout: 8_000, bail: true } },
    },
    readFileConfig: false,
    argv: files.flatMap((file) => ['--files', file]),
    autoExitProcess: false,
  });
  if (!runner) throw new Error('The test runner did not start.');
  let failed: string | undefined;
  const stopped = new Promise((resolve) => runner.on('stopped', resolve));
  runner.sessions.on('session-status-updated', ({ status, passed, testFile }) => {
    if (failed !== undefined || status !== 'FINISHED' || passed) return;
    failed = path.relative('.', testFile);
    void runner.stop();
  });
  await stopped;
  await Promise.allSettled([config.browsers].flat().map(async (browser) => browser?.stop?.()));
  return failed;
}

const testsIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.test.ts') && name !== 'random-walk.test.ts')
    .map((name) => `${folder}/${name}`);

/** The tests of the element that see most of what `src/upgrade/` does. */
const ofElement = [
  'control',
  'events',
  'move',
  'provider-faults',
  'providers',
  'removal',
  'settings-effect',
  'several',
  'teardown',
  'warnings',
];

/** The test files that could notice a change of this source file, the likeliest first. */
export function testsOf(file: string): readonly string[] {
  const [, room = '', ...rest] = file.split('/');
  const word = rest.join('/').split(/[-./]/)[0] ?? '';
  const isLikely = (name: string) => path.basename(name).startsWith(word);
  if (room === 'providers') {
    const all = testsIn('test/providers');
    const likely = all.filter(isLikely);
    // A vendor's adapter has tests of its own; what they share is seen by all of them.
    return likely.length > 0 ? likely : all;
  }
  const all = [...testsIn('test/upgrade'), ...ofElement.map((name) => `test/element/${name}.test.ts`)];
  return [...all.filter(isLikely), ...all.filter((name) => !isLikely(name))];
}
