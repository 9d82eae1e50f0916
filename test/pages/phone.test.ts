import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import type { Site } from '../support/pages.js';
import { launchBrowser, startBuiltDemo, untilStatus, visit } from '../support/pages.js';

describe('on a phone', () => {
  let site: Site;
  let browser: Browser;
  before(async () => {
    [site, browser] = await Promise.all([startBuiltDemo(), launchBrowser()]);
  });
  after(() => Promise.all([browser.close(), site.close()]));

  // Persona's own dialog hides everything beside it there, and what it stands in with that: 0 × 0.
  it('Persona is there to be seen, and so is the page around it', async () => {
    const visitor = await visit(browser, `${site.url}?scenario=persona`, { width: 390, height: 780 });
    await untilStatus(visitor.page, 'active');
    const [width, height, hidden] = (await visitor.page.evaluate(`(() => {
      const upgrade = document.querySelector('verification-upgrade');
      const { width, height } = upgrade.querySelector('[slot=provider] iframe').getBoundingClientRect();
      const hiders = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
      return [width, height, hiders.filter(({ cssText }) => cssText.includes('> :not(')).length];
    })()`)) as [number, number, number];
    assert.ok(width >= 300 && width <= 390, `It is ${width} wide.`);
    assert.ok(height >= 500, `It is ${height} high.`);
    assert.equal(hidden, 0);
    assert.deepEqual(visitor.complaints, []);
    await visitor.leave();
  });
});
