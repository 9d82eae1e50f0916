import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';

/** `test/consumers/types/` against the built package, as its users would compile it, wrong uses included. */
const compile = (...options: readonly string[]) =>
  spawnSync('node_modules/.bin/tsc', ['-p', 'test/consumers/types', ...options], { encoding: 'utf8' });

describe('a strict TypeScript project with skipLibCheck off', () => {
  for (const [name, options] of Object.entries({
    bundler: ['--module', 'esnext', '--moduleResolution', 'bundler'],
    nodenext: ['--module', 'nodenext', '--moduleResolution', 'nodenext'],
  })) {
    it(`knows the tag in React, Preact, Solid, Svelte and Vue, under "${name}"`, () => {
      const { stdout, stderr } = compile(...options);
      assert.equal(stdout + stderr, '');
    });
  }
});
