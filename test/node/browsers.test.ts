import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { findChromium } from '../support/chromium.js';

/** A machine on which programs are found in one folder alone: Node, and what a test puts there. */
describe('the command that runs the tests, on a machine without a browser', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'verification-upgrade-'));
    await symlink(process.execPath, path.join(folder, 'node'));
  });
  after(() => rm(folder, { recursive: true }));

  async function program(name: string, script: string): Promise<void> {
    await writeFile(path.join(folder, name), `#!/bin/sh\n${script}\n`);
    await chmod(path.join(folder, name), 0o755);
  }

  /** Runs `scripts/test.ts` there, with one small file of tests. */
  async function runTests(
    ...flags: readonly string[]
  ): Promise<{ readonly code: number | null; readonly output: string }> {
    const { NODE_TEST_CONTEXT: _, NODE_OPTIONS: _options, CHROME_PATH: _chrome, ...inherited } = process.env;
    const env = { ...inherited, PATH: folder, CHROMIUM_CACHE: path.join(folder, 'cache') };
    const args = ['--import', 'tsx', 'scripts/test.ts', ...flags, 'test/upgrade/error.test.ts'];
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { code, output };
  }

  const isRoot = process.getuid?.() === 0;
  const linesOf = (output: string) => output.trim().split('\n');

  it('ends with one command to type if none can be installed', async () => {
    await program('apt-get', 'echo "E: Unable to locate package chromium-headless-shell" >&2; exit 100');
    await program('npm', 'exit 1');
    const { code, output } = await runTests();
    assert.equal(code, 1);
    assert.match(linesOf(output).at(-1) ?? '', /^The tests need a browser.* Run: sudo apt-get install -y chromium$/);
    assert.doesNotMatch(output, /^\s+at /m, 'a stack trace');
    if (isRoot) assert.match(output, /^apt-get install failed: Unable to locate package chromium-headless-shell$/m);
  });

  it('names all packages that are missing if engines are asked for by name', async () => {
    await program('apt-get', 'exit 100');
    await program('npm', 'exit 1');
    const { code, output } = await runTests('--engine=chromium,firefox');
    assert.equal(code, 1);
    assert.match(
      linesOf(output).at(-1) ?? '',
      /^Missing: .* run: sudo apt-get install -y chromium-headless-shell chromium firefox-esr$/,
    );
    assert.doesNotMatch(output, /^\s+at /m, 'a stack trace');
  });

  if (isRoot)
    it('installs Chromium from Debian, says so in one line, and runs', async () => {
      const calls = path.join(folder, 'calls');
      const chromium = path.join(folder, 'chromium-headless-shell');
      const start = `PATH=${String(process.env['PATH'])} exec ${findChromium().executablePath}`;
      await program('later', `${start} "$@"`);
      await program(
        'apt-get',
        `echo "$@" >> ${calls}\n[ "$1" = install ] && PATH=${String(process.env['PATH'])} mv ${folder}/later ${chromium}\nexit 0`,
      );
      const { code, output } = await runTests();
      assert.equal(code, 0, output);
      assert.equal(linesOf(output)[0], 'Missing: Chromium. Installing by apt-get');
      assert.match(linesOf(output).at(-1) ?? '', /^\d+ passed, 0 failed, 0 skipped$/);
      assert.deepEqual(linesOf(await readFile(calls, 'utf8')), [
        'update -qq',
        'install -y -qq --no-install-recommends chromium-headless-shell chromium',
      ]);
    });
});
