import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { Account } from '../frameworks/support/account.js';
import { startHost, type Host } from '../frameworks/support/host.js';
import { bundlers } from '../support/bundlers.js';
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
