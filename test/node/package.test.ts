import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';

const run = (command: string, ...options: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(command, options, { encoding: 'utf8' });
  assert.equal(status, 0, stdout + stderr);
  return stdout;
};

/** Everything in the package, its build aside. */
const beside = ['LICENSE', 'README.md', 'package.json'];

describe('the package', () => {
  it('holds the build, and nothing that it does not need', () => {
    const [packed] = JSON.parse(run('npm', 'pack', '--dry-run', '--json', '--ignore-scripts')) as readonly {
      readonly files: readonly { readonly path: string }[];
    }[];
    const files = packed?.files.map(({ path }) => path) ?? [];
    assert.deepEqual(files.filter((file) => !file.startsWith('dist/')).sort(), beside);
    const strange = files.filter((file) => file.startsWith('dist/') && !/\.(js|js\.map|d\.ts|json|txt)$/.test(file));
    assert.deepEqual(strange, []);
    const needed = ['index.js', 'index.d.ts', 'index.js.map', 'element.js', 'cdn/verification-upgrade.js'].concat(
      ['cdn/verification-upgrade.classic.js', 'cdn/LICENSES.txt', 'custom-elements.json', 'web-types.json'],
      ['vscode.html-custom-data.json', 'vscode.css-custom-data.json'],
    );
    assert.deepEqual(
      needed.filter((file) => !files.includes(`dist/${file}`)),
      [],
    );
  });

  it('passes publint', () => {
    run('node_modules/.bin/publint', '--strict', '--pack', 'false', '.');
  });

  it('has types that are right for every entry', () => {
    // Packed without scripts: the build is there.
    const [{ filename = '' } = {}] = JSON.parse(
      run('npm', 'pack', '--json', '--ignore-scripts', '--pack-destination', '.cache'),
    ) as readonly { readonly filename?: string }[];
    run('node_modules/.bin/attw', `.cache/${filename}`, '--profile', 'esm-only');
  });
});
