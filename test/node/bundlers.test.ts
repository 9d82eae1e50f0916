import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { Account } from '../frameworks/support/account.js';
import { startHost, type Host } from '../frameworks/support/host.js';
import { bundleByMain, bundlers } from '../support/bundlers.js';
import { createProject, type Project } from '../support/packed.js';
import { launchBrowser } from '../support/pages.js';

const page = `<!doctype html><html lang="en"><head><title>A page</title><link rel="icon" href="data:,">
  <script type="module" src="main.js"></script></head>
  <body data-sumsub="SUMSUB"><verification-upgrade></verification-upgrade></body></html>`;

/** Scenarios of the emulated API, by what their providers want installed. */
const vendors = {
  veriff: '@veriff/incontext-sdk',
  persona: 'persona',
  didit: '@didit-protocol/sdk-web',
  'stripe-identity': '@stripe/stripe-js',
};

describe('a project without the optional packages of vendors', () => {
  let project: Project;
  let browser: Browser;
  let host: Host;

  before(async () => {
    [project, browser] = await Promise.all([createProject(), launchBrowser()]);
    const pages = Object.keys(bundlers).map((name) => [`out/${name}/index.html`, page] as const);
    await project.write({ 'main.js': `import 'verification-upgrade';`, ...Object.fromEntries(pages) });
    const mounts = Object.keys(bundlers).map(
      (name) => [name, { folder: path.join(project.folder, 'out', name) }] as const,
    );
    host = await startHost({ ...Object.fromEntries(mounts), recorder: { folder: 'test/pages-fixtures' } });
  });
  after(async () => {
    await host.close();
    await browser.close();
    await project.remove();
  });

  for (const [name, bundle] of Object.entries(bundlers)) {
    describe(`bundled with ${name}`, () => {
      it('builds', async () => {
        await bundle(project.folder, path.join(project.folder, 'out', name));
      });

      it('has Sumsub', async () => {
        const account = await Account.open(browser, host, { path: `/${name}/` }, { scenario: 'auto' });
        await account.until(`upgrade.state.status === 'approved'`);
        assert.deepEqual(account.complaints, []);
        await account.close();
      });

      for (const [vendor, wanted] of Object.entries(vendors)) {
        it(`says what to install for ${vendor}`, async () => {
          const account = await Account.open(browser, host, { path: `/${name}/` }, { scenario: vendor });
          await account.until(`upgrade.state.status === 'failed'`);
          assert.equal(await account.ask('upgrade.state.error.code'), 'provider-load-failed');
          assert.equal(account.complaints.length, 1);
          assert.match(account.complaints.join(), /^<verification-upgrade> provider-load-failed: /);
          assert.ok(account.complaints.join().includes(`npm install ${wanted}@`), account.complaints.join());
          await account.close();
        });
      }
    });
  }
});

describe('a bundler that does not read "exports", as Parcel by default', () => {
  let project: Project;
  let browser: Browser;
  let host: Host;

  before(async () => {
    [project, browser] = await Promise.all([createProject(), launchBrowser()]);
    await project.write({ 'main.js': `import 'verification-upgrade';`, 'out/index.html': page });
    const folder = path.join(project.folder, 'out');
    await bundleByMain(project.folder, folder);
    host = await startHost({ main: { folder }, recorder: { folder: 'test/pages-fixtures' } });
  });
  after(async () => {
    await host.close();
    await browser.close();
    await project.remove();
  });

  it('finds the CDN module, which goes through an upgrade', async () => {
    const account = await Account.open(browser, host, { path: '/main/' }, { scenario: 'auto' });
    await account.until(`upgrade.state.status === 'approved'`);
    assert.deepEqual(account.complaints, []);
    await account.close();
  });

  it('has the packages of vendors inside', async () => {
    const account = await Account.open(browser, host, { path: '/main/' }, { scenario: 'persona' });
    await account.until(`upgrade.querySelector('[slot=provider] iframe')?.src.includes('persona')`);
    await account.close();
  });
});

describe('a project with the optional packages of vendors', () => {
  let project: Project;

  before(async () => {
    project = await createProject();
    await project.lend(...Object.values(vendors));
    await project.write({ 'main.js': `import 'verification-upgrade';` });
  });
  after(() => project.remove());

  it('is bundled by webpack, which resolves by file alone, without a warning', async () => {
    assert.equal(await bundlers['webpack']?.(project.folder, path.join(project.folder, 'out')), '');
  });
});
