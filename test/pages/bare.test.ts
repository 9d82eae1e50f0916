import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, HTTPRequest, Page } from 'puppeteer-core';
import type { Site } from '../support/pages.js';
import { launchBrowser, shoot, startPlainSite, sumsubFrame, untilStatus, verify, visit } from '../support/pages.js';

const bundle = 'dist/cdn/verification-upgrade.js';

/** What a script tag loads is tested as it is shipped, built from the source of now. */
function buildWhereStale(): void {
  const built = existsSync(bundle) ? statSync(bundle).mtimeMs : 0;
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).map((file) => path.join('src', file));
  if (sources.every((file) => statSync(file).mtimeMs < built)) return;
  rmSync('dist/cdn', { recursive: true, force: true });
  const { status, stderr } = spawnSync('npx', ['tsx', 'scripts/cdn/build.ts'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The build failed. ${stderr}`);
}

/** The POSTs of a page, from now on. */
function posts(page: Page): HTTPRequest[] {
  const seen: HTTPRequest[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') seen.push(request);
  });
  return seen;
}

describe('a bare page with the built script and the tag', { concurrency: 2 }, () => {
  let site: Site;
  let browser: Browser;

  before(async () => {
    buildWhereStale();
    [site, browser] = await Promise.all([startPlainSite(), launchBrowser()]);
  });

  after(async () => {
    await browser.close();
    await site.close();
  });

  it('runs the happy path, with the headers of a later module script on the first POST', async () => {
    const { page, complaints, leave } = await visit(browser, 'about:blank');
    const sent = posts(page);
    await page.goto(`${site.url}demo/bare.html`);
    await untilStatus(page, 'active');
    assert.deepEqual(
      sent.map((request) => [new URL(request.url()).pathname, request.headers()['user-authorization']]),
      [['/api/v2/user/upgrade', 'Bearer demo-user']],
    );
    await verify(page);
    await untilStatus(page, 'pending');
    await sumsubFrame(page, 'review');
    await shoot(page, 'bare-review');
    await untilStatus(page, 'approved');
    await shoot(page, 'bare-approved');
    assert.equal(sent.length, 1);
    assert.deepEqual(complaints, []);
    await leave();
  });

  it('fetches the adapter beside the POST, not after it', async () => {
    const { page, leave } = await visit(browser, 'about:blank');
    const order: string[] = [];
    page.on('request', (request) => order.push(new URL(request.url()).pathname));
    page.on('response', (response) => {
      if (response.request().method() === 'POST') order.push('answer');
    });
    await page.goto(`${site.url}demo/bare.html`);
    await untilStatus(page, 'active');
    const adapter = order.findIndex((name) => name.startsWith('/dist/cdn/sumsub-'));
    assert.ok(adapter >= 0, order.join(' '));
    assert.ok(adapter < order.indexOf('answer'), order.join(' '));
    await leave();
  });

  it('contacts no provider where there is no upgrade', async () => {
    const { page, leave } = await visit(browser, 'about:blank');
    const paths: string[] = [];
    page.on('request', (request) => paths.push(new URL(request.url()).pathname));
    await page.goto(`${site.url}demo/bare.html?scenario=unavailable`);
    await untilStatus(page, 'unavailable');
    assert.ok(!paths.some((name) => name.includes('websdk')), paths.join(' '));
    assert.equal(paths.filter((name) => name.startsWith('/api/')).length, 1);
    await leave();
  });
});
