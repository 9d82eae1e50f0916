import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Site } from '../support/site.js';
import { offer, startSite } from '../support/site.js';
import type { TabBrowser } from '../support/tabs.js';
import { startChromium } from '../support/tabs.js';

// Chromium alone prerenders pages.
describe('a page that the browser prerenders, in Chromium', () => {
  let site: Site;
  let browser: TabBrowser;
  before(async () => {
    [site, browser] = await Promise.all([startSite(), startChromium('browser')]);
  });
  after(async () => {
    await browser.close();
    await site.close();
  });

  // With launch="visible" nothing is asked in any case: the browser does not tell a prerendered page what is in view.
  for (const attributes of ['', 'warm-up', 'launch="visible"', 'launch="offer"']) {
    it(`asks no server until the user goes there (${attributes || 'launch="auto"'})`, async () => {
      const tab = await browser.open();
      // Asks for a file of its own once it has loaded: without the wait for the activation, the POST has left by then.
      const script = `<script type="module" src="/cdn/verification-upgrade.js"></script>
        <script>addEventListener('load', () => setTimeout(() => fetch('/loaded')))</script>`;
      const account = site.page({ attributes, script, replies: [offer('quiet')] });
      await tab.goTo(site.page({ attributes: 'launch="manual"', replies: [offer('quiet')] }).url);

      const before = site.asked.length;
      const rules = JSON.stringify({ prerender: [{ urls: [account.url], eagerness: 'immediate' }] });
      await tab.evaluate(`{
        const script = document.createElement('script');
        script.type = 'speculationrules';
        script.textContent = ${JSON.stringify(rules)};
        document.head.append(script);
      }`);
      const isFetched = (part: string) => site.asked.slice(before).some((url) => url.includes(part));
      const end = Date.now() + 20_000;
      const isReady = () => isFetched('upgrade-view') && isFetched('/loaded');
      while (!isReady() && Date.now() < end) await sleep(20);
      assert.ok(isReady(), 'The page is not being prerendered.');
      assert.ok(!isFetched('/api/v2/user/upgrade'), 'The server was asked.');

      await tab.evaluate(`setTimeout(() => location.assign(${JSON.stringify(account.url)}))`);
      // Puppeteer loses a page that is activated; the server sees what it does.
      while ((await account.requests()).length === 0 && Date.now() < end) await sleep(20);
      assert.equal((await account.requests()).length, 1);
      // The page was not loaded again: it is the prerendered one.
      const { pathname } = new URL(account.url);
      assert.equal(site.asked.filter((url) => url === pathname).length, 1);
    });
  }
});
