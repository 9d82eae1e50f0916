import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import de from '../../src/locales/de.js';
import type { Site } from '../support/pages.js';
import { launchBrowser, startBuiltDemo, untilStatus, visit } from '../support/pages.js';

const choose = (name: string, value: string) => `#options label:has([name=${name}][value=${value}])`;

describe('the demo’s playground', { concurrency: 2 }, () => {
  let site: Site;
  let browser: Browser;

  before(async () => {
    [site, browser] = await Promise.all([startBuiltDemo(), launchBrowser()]);
  });

  after(async () => {
    await browser.close();
    await site.close();
  });

  it('switches theme, language, look, direction and display while the user is in the SDK, which stays', async () => {
    const { page, complaints, leave } = await visit(browser, `${site.url}?scenario=happy`);
    await untilStatus(page, 'active');
    const frame = await page.waitForSelector('verification-upgrade iframe');
    await page.locator(choose('theme', 'dark')).click();
    await page.locator(choose('lang', 'de')).click();
    await page.locator(choose('look', 'bank')).click();
    await page.locator(choose('dir', 'rtl')).click();
    await page.waitForSelector(':root[lang=de][dir=rtl][data-theme=dark][data-look=bank]');
    await page.waitForSelector('verification-upgrade >>> .dark');
    await page.waitForSelector(`verification-upgrade iframe[title="${de['active.heading']}"]`);
    await page.locator(choose('display', 'dialog')).click();
    await page.waitForSelector('verification-upgrade >>> dialog:modal');
    assert.equal(await frame?.evaluate((iframe) => iframe.isConnected), true);
    assert.match(new URL(page.url()).search, /display=dialog&theme=dark&lang=de&dir=rtl&look=bank/);
    const posts = await page.$$eval(
      '#log b',
      (all) => all.filter((b) => b.textContent === 'upgrade-requesting').length,
    );
    assert.equal(posts, 1);
    assert.deepEqual(complaints, []);
    await leave();
  });

  it('has the code for what is chosen, to copy', async () => {
    const { page, leave } = await visit(browser, `${site.url}?launch=manual&lang=nl&look=wallet`);
    // A browser without a window has no clipboard to speak of.
    await page.evaluate('navigator.clipboard.writeText = async (text) => { window.copied = text; }');
    await untilStatus(page, 'idle');
    const code = await page.$eval('#code', ({ textContent }) => textContent);
    assert.match(code, /launch="manual"\s+lang="nl"/);
    assert.match(code, /--verification-upgrade-radius: 28px/);
    await page.locator('#copy').click();
    await page.waitForFunction('window.copied');
    assert.equal(await page.evaluate('window.copied'), code);
    await leave();
  });

  it('is a drawer on a phone, out of the way until it is wanted', async () => {
    const { page, leave } = await visit(browser, `${site.url}?launch=manual`, { width: 320, height: 640 });
    await untilStatus(page, 'idle');
    const isWide = () => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.equal(await isWide(), false);
    const closed = await page.$eval('.panel', (panel) => panel.getBoundingClientRect().height);
    assert.ok(closed < 160, `closed, it is ${closed} px high`);
    await page.locator('#panel-toggle').click();
    await page.waitForSelector('#panel-toggle[aria-expanded=true]');
    await page.waitForSelector('#scenario', { visible: true });
    await page.select('#scenario', 'unavailable');
    await page.locator('[data-action=start]').click();
    await untilStatus(page, 'unavailable');
    assert.equal(await isWide(), false);
    const small = await page.$$eval('.panel :is(button, select, fieldset label, a)', (all) =>
      all
        .filter((target) => target.checkVisibility() && target.getBoundingClientRect().height < 44)
        .map(({ outerHTML }) => outerHTML),
    );
    assert.deepEqual(small, []);
    await page.locator('#panel-toggle').click();
    await page.waitForSelector('#scenario', { hidden: true });
    await leave();
  });
});
