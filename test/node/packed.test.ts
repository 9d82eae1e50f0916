import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { Account } from '../frameworks/support/account.js';
import { startHost } from '../frameworks/support/host.js';
import { entriesOf } from '../support/entries.js';
import { createProject, type Project } from '../support/packed.js';
import { launchBrowser } from '../support/pages.js';
import { tool } from '../support/program.js';

/** Everything in the package, its build aside. */
const beside = ['LICENSE', 'README.md', 'package.json'];

/** What is made for a script tag and for editors; all else in `dist/` is a module of `src/`, with its types and its map. */
const made = /^dist\/(cdn\/[\w.-]+\.(js|js\.map|json|txt)|[\w.-]+\.json)$/;

const readme = readFileSync('README.md', 'utf8');
/** The first block of code after a text. */
const codeAfter = (text: string): string => /```\w+\n([^]*?)```/.exec(readme.slice(readme.indexOf(text)))?.[1] ?? '';

describe('the package', () => {
  let project: Project;

  before(async () => {
    project = await createProject();
  });
  after(() => project.remove());

  it('holds the build, and nothing that it does not need', () => {
    const { files } = project.packed;
    assert.deepEqual(files.filter((file) => !file.startsWith('dist/')).sort(), beside);
    const source = (file: string) => file.replace(/^dist\/(.*?)(\.js|\.js\.map|\.d\.ts)$/, 'src/$1.ts');
    const strange = files.filter((file) => file.startsWith('dist/') && !made.test(file) && !existsSync(source(file)));
    assert.deepEqual(strange, []);
    const needed = ['index.js', 'index.d.ts', 'index.js.map', 'element.js', 'cdn/verification-upgrade.js'].concat(
      ['cdn/verification-upgrade.classic.js', 'cdn/integrity.json', 'cdn/LICENSES.txt'],
      ['custom-elements.json', 'web-types.json'],
      ['vscode.html-custom-data.json', 'vscode.css-custom-data.json'],
    );
    assert.deepEqual(
      needed.filter((file) => !files.includes(`dist/${file}`)),
      [],
    );
  });

  it('has every file that its package.json names', () => {
    const { files } = project.packed;
    const given = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, string>;
    const named = ['types', 'unpkg', 'jsdelivr', 'customElements', 'web-types'].map((field) => given[field] ?? field);
    const exported = entriesOf(files).flatMap((entry) => entry.files);
    assert.ok(exported.length > 40);
    const missing = [...named, ...exported].filter((file) => !files.includes(path.normalize(file)));
    assert.deepEqual(missing, []);
  });

  it('passes publint', async () => {
    await project.run(tool('publint'), '--strict', project.packed.tarball);
  });

  it('has types that are right for every entry', async () => {
    await project.run(tool('attw'), project.packed.tarball, '--profile', 'esm-only');
  });

  describe('installed and bundled with Vite, as the README says', () => {
    let browser: Browser;
    let host: Awaited<ReturnType<typeof startHost>>;

    before(async () => {
      const markup = codeAfter('# `<verification-upgrade>`').replace('/verification-upgrade.js', '/main.js');
      await project.write({
        'main.js': codeAfter('## Install'),
        // The page knows its customer, and the tests where the emulated frame is.
        'index.html': `<!doctype html><html lang="en"><head><title>A page</title><link rel="icon" href="data:,">
          <script>userToken = async () => 'customer-token';</script></head><body data-sumsub="SUMSUB">${markup}</body></html>`,
      });
      await project.run(tool('vite'), 'build', '--base', './', '--logLevel', 'warn');
      const mounts = {
        page: { folder: path.join(project.folder, 'dist') },
        recorder: { folder: 'test/pages-fixtures' },
      };
      [host, browser] = await Promise.all([startHost(mounts), launchBrowser()]);
    });
    after(async () => {
      await browser.close();
      await host.close();
    });

    it('takes a customer to an approval, with one POST and the headers on it', async () => {
      const account = await Account.open(browser, host, { path: '/page/' }, { scenario: 'auto' });
      await account.until(`upgrade.state.status === 'approved'`);
      assert.deepEqual(await account.tokens(), ['customer-token']);
      const { statuses } = await account.record();
      assert.ok(statuses.includes('active'));
      assert.deepEqual(account.complaints, []);
      await account.close();
    });
  });
});
