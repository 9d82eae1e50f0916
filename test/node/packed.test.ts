import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { Account } from '../frameworks/support/account.js';
import { startHost } from '../frameworks/support/host.js';
import { entries } from '../support/entries.js';
import { createProject, type Project } from '../support/packed.js';
import { launchBrowser } from '../support/pages.js';
import { tool } from '../support/program.js';

interface SourceMap {
  readonly sources: readonly string[];
}

/** Everything in the package, its build aside. */
const beside = ['AGENTS.md', 'LICENSE', 'README.md', 'package.json'];

/** Made for a script tag, for the command line and for editors. All else in `dist/` is a module of `src/`, and its types. */
const made =
  /^dist\/(cdn\/[\w.-]+\.(js|js\.map|json|txt|html)|cli\/(verification-upgrade\.js|LICENSES\.txt)|[\w.-]+\.json)$/;

/** All that can be imported from the package. An entry that is not listed here is internal. */
const published = [
  ['', '/element'],
  ['didit', 'hosted', 'onfido', 'persona', 'stripe-identity', 'sumsub', 'veriff'].map((name) => `/providers/${name}`),
  ['de', 'en', 'es', 'fr', 'nl'].map((language) => `/locales/${language}`),
  ['/react18', '/preact', '/react', '/solid', '/svelte', '/vue'],
  ['/server', '/server/node', '/server/redis'],
  ['/testing', '/observe'],
  ['/custom-elements.json', '/package.json'],
].flat();

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
    const source = (file: string) => file.replace(/^dist\/(.*?)(\.js|\.d\.ts)$/, 'src/$1.ts');
    const strange = files.filter((file) => file.startsWith('dist/') && !made.test(file) && !existsSync(source(file)));
    assert.deepEqual(strange, []);
    const needed = ['index.js', 'index.d.ts', 'element.js', 'cdn/verification-upgrade.js'].concat(
      ['cdn/verification-upgrade.classic.js', 'cdn/integrity.json', 'cdn/preload.html', 'cdn/LICENSES.txt'],
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
    const named = ['main', 'types', 'unpkg', 'jsdelivr', 'customElements', 'web-types'].map(
      (field) => given[field] ?? field,
    );
    const exported = entries.flatMap((entry) => entry.files);
    const missing = [...named, ...exported].filter((file) => !files.includes(path.normalize(file)));
    assert.deepEqual(missing, []);
  });

  it('opens its published entries, and nothing internal', async () => {
    assert.deepEqual(
      entries.map(({ specifier }) => specifier),
      published.map((entry) => `verification-upgrade${entry}`),
    );
    const internal = [
      'upgrade/error',
      'providers/registry',
      'providers/shared/payload',
      'element/settings',
      'locales/xx',
    ];
    await project.write({
      'internal.js': `for (const path of ${JSON.stringify(internal)})
        console.log(await import('verification-upgrade/' + path).catch(({ code }) => code));`,
    });
    const codes = (await project.run('node', 'internal.js')).trim().split('\n');
    assert.deepEqual(
      codes,
      internal.map(() => 'ERR_PACKAGE_PATH_NOT_EXPORTED'),
    );
  });

  it('has a command that runs without any other package', async () => {
    const headers = await project.run('npx', '--no-install', 'verification-upgrade', 'doctor', '--print', 'nginx');
    assert.match(headers, /^add_header Content-Security-Policy ".*frame-src https:\/\/\*\.sumsub\.com" always;$/m);
    const notices = readFileSync('dist/cli/LICENSES.txt', 'utf8');
    for (const name of ['parse5', 'structured-headers', 'content-security-policy-parser'])
      assert.match(notices, new RegExp(`^${name} \\d`, 'm'));
  });

  it('has the notice of every package whose code is in a script', () => {
    const notices = readFileSync('dist/cdn/LICENSES.txt', 'utf8');
    const maps = project.packed.files.filter((file) => /^dist\/cdn\/.*\.map$/.test(file));
    const sources = maps.flatMap((file) => (JSON.parse(readFileSync(file, 'utf8')) as SourceMap).sources);
    const bundled = new Set(
      sources.flatMap((source) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? []),
    );
    assert.ok(bundled.size > 8);
    const missing = [...bundled].filter((name) => !new RegExp(`^${name} [\\d.]+$`, 'm').test(notices));
    assert.deepEqual(missing, []);
    // Each with its licence, not its name alone.
    for (const notice of notices.split(/^-{80}$/m)) assert.match(notice, /permission|licen[cs]e/i);
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
        // The page knows its user, and the tests where the emulated frame is.
        'index.html': `<!doctype html><html lang="en"><head><title>A page</title><link rel="icon" href="data:,">
          <script>userToken = async () => 'user-token';</script></head><body data-sumsub="SUMSUB">${markup}</body></html>`,
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

    it('takes a user to an approval, with one POST and the headers on it', async () => {
      const account = await Account.open(browser, host, { path: '/page/' }, { scenario: 'auto' });
      await account.until(`upgrade.state.status === 'approved'`);
      assert.deepEqual(await account.tokens(), ['user-token']);
      const { statuses } = await account.record();
      assert.ok(statuses.includes('active'));
      assert.deepEqual(account.complaints, []);
      await account.close();
    });
  });
});
