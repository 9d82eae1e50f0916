import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { CREDENTIALS, MARK } from '../../demo/emulator/partner.js';
import type { Site, Visitor } from '../support/pages.js';
import { launchBrowser, startDemo, sumsubFrame, untilStatus, verify, visit } from '../support/pages.js';
import { startRecordingProxy, type RecordingProxy } from '../support/recording-proxy.js';

/** Each secret as it is, and as base64 would hide it at any of its three offsets. */
const secrets = [MARK, CREDENTIALS.password].flatMap((secret) => [
  secret,
  ...[0, 1, 2].map((offset) =>
    Buffer.from(' '.repeat(offset) + secret)
      .toString('base64')
      .slice(4, 16),
  ),
]);

const holding = (text: string): readonly string[] => secrets.filter((secret) => text.includes(secret));

/** What a frame of the page holds: its document, shadow roots and stores. */
const held = `(async () => {
  const roots = [document, ...[...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? [])];
  const stores = [localStorage, sessionStorage].map((store) => JSON.stringify({ ...store }));
  const databases = (await indexedDB.databases()).map(({ name }) => name);
  return [location.href, document.cookie, ...stores, ...databases, ...(await caches.keys()),
    ...roots.map((root) => (root.documentElement ?? root).innerHTML)].join('\\n');
})()`;

const heldBy = async (page: Page): Promise<string> =>
  (await Promise.all(page.frames().map((frame) => frame.evaluate(held) as Promise<string>))).join('\n');

describe('a browser, in a whole run through the back end', () => {
  let site: Site;
  let proxy: RecordingProxy;
  let browser: Browser;
  let visitor: Visitor;

  before(async () => {
    [site, proxy] = await Promise.all([startDemo(), startRecordingProxy()]);
    browser = await launchBrowser(`--proxy-server=${proxy.address}`, '--proxy-bypass-list=<-loopback>');
  });

  after(async () => {
    await browser.close();
    proxy.close();
    await site.close();
  });

  const trouble = (deed: string) => fetch(`${site.url}_emulator/partner?do=${deed}`, { method: 'POST' });

  it('gets to read no secret of the partner’s, not even while tokens are renewed and refused', async () => {
    visitor = await visit(browser, 'about:blank');
    const { page } = visitor;
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(String(error)));

    await page.goto(`${site.url}?scenario=partner-expired`);
    await untilStatus(page, 'active');
    await sumsubFrame(page, 'consent');
    said.push(await heldBy(page));
    await trouble('expire');
    await trouble('forget');
    await verify(page);
    await untilStatus(page, 'approved');
    await page.waitForSelector('#level[data-level="satoshi"]', { timeout: 60_000 });
    said.push(await heldBy(page));

    await trouble('down');
    await page.goto(`${site.url}?scenario=happy`);
    await untilStatus(page, 'failed');
    said.push(await heldBy(page));
    await trouble('up');

    const upgrades = proxy.answers.filter(({ url }) => url.includes('/api/v2/user/upgrade?'));
    assert.equal(upgrades.length, 2);
    // The proof that it was all seen: the user's own token, in the answer and in the frame's address.
    assert.match(upgrades[0]?.bytes().toString() ?? '', /_act-sbx-jwt-/);
    assert.ok(proxy.answers.some(({ url }) => url.includes('/websdk/')));
    assert.ok(proxy.answers.some(({ url }) => url.includes('/api/v2/user/upgrade-status?')));
    const counts = await (await fetch(`${site.url}_emulator/partner`)).text();
    assert.match(counts, /"logins":2,"refreshes":2,"refused":1/, 'The partner’s token was renewed, and fetched anew.');

    assert.deepEqual(holding(said.join('\n')), []);
    // The demo's own source names the emulator's password; served as a file, it is no secret.
    for (const { url, bytes } of proxy.answers) assert.deepEqual(holding(bytes().toString('latin1')), [], url);
    await visitor.leave();
  });
});
