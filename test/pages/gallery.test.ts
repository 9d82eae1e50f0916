import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { groups } from '../../demo/gallery/views.js';
import de from '../../src/locales/de.js';
import en from '../../src/locales/en.js';
import type { Site } from '../support/pages.js';
import { launchBrowser, startBuiltDemo, textOf, visit } from '../support/pages.js';

const views = Object.values(groups).flatMap((group) => Object.keys(group));
const START = 'figure[data-view=start] iframe';

/** The page of a view on the wall, once it is there. */
async function startOf(page: Page) {
  const frame = await (await page.waitForSelector(START))?.contentFrame();
  if (!frame) throw new Error('There is no such frame.');
  await frame.waitForSelector(':root[data-ready]');
  return frame;
}

describe('the gallery', () => {
  let site: Site;
  let browser: Browser;

  before(async () => {
    [site, browser] = await Promise.all([startBuiltDemo(), launchBrowser()]);
  });

  after(async () => {
    await browser.close();
    await site.close();
  });

  it('shows each view once, in the dress that is chosen, live', async () => {
    const { page, complaints, leave } = await visit(browser, `${site.url}demo/gallery.html`);
    const frame = await startOf(page);
    const shown = await page.$$eval('figure[data-view]', (all) => all.map((figure) => figure.dataset['view']));
    assert.deepEqual(shown, views);
    for (const [name, value] of Object.entries({ theme: 'dark', lang: 'de', dir: 'rtl', look: 'bank', width: '320' }))
      await page.select(`select[name=${name}]`, value);
    await frame.waitForSelector(':root[lang=de][dir=rtl][data-look=bank]');
    const card = await frame.waitForSelector(`verification-upgrade >>> .dark ::-p-text(${de['start.heading']})`);
    assert.ok(card);
    assert.equal(await page.$eval(START, (frame) => frame.getBoundingClientRect().width), 320);
    const { search } = new URL(page.url());
    assert.match(search, /theme=dark&lang=de&dir=rtl&look=bank&width=320/);
    // The frame was not loaded again, or it would have another window.
    assert.equal(frame.detached, false);
    assert.deepEqual(complaints, []);
    await leave();
  });

  it('opens a view alone, as it is on the wall', async () => {
    const { page, complaints, leave } = await visit(browser, `${site.url}demo/gallery.html?theme=dark&lang=de`);
    await startOf(page);
    await page.locator('figure[data-view=start] figcaption a').click();
    await page.waitForSelector(':root.tile[data-ready][data-theme=dark]');
    assert.match(await textOf(page), new RegExp(de['start.heading']));
    assert.deepEqual(complaints, []);
    await leave();
  });

  it('says so where there is no such view', async () => {
    const { page, leave } = await visit(browser, `${site.url}demo/gallery.html?view=nothing`);
    await page.waitForSelector('body ::-p-text(There is no view “nothing”.)');
    await leave();
  });

  it('is walked by the keyboard, into a view and to its button', async () => {
    const { page, leave } = await visit(browser, `${site.url}demo/gallery.html?view=start`);
    await page.waitForSelector(':root[data-ready]');
    const isOnButton = () => {
      const focused = document.querySelector('verification-upgrade')?.shadowRoot?.activeElement;
      return focused?.matches('button:focus-visible') === true ? focused.textContent.trim() : '';
    };
    // The link about the user's data may come first.
    for (let tabs = 0; tabs < 4 && (await page.evaluate(isOnButton)) === ''; tabs++) await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(isOnButton), en['start.button']);
    await page.keyboard.press('Enter');
    await page.waitForSelector('verification-upgrade:state(active)');
    await leave();
  });
});
