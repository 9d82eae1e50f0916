import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { keepsPages } from '../support/chromium.js';
import type { Site } from '../support/site.js';
import { offer, startSite } from '../support/site.js';
import type { Tab } from '../support/tabs.js';
import { eventually, inEachEngine, untilStatus } from '../support/tabs.js';

/** Has the emulated frame say something. */
const say = (tab: Tab, method: string, payload: object = {}) =>
  tab.evaluate(
    `void document.querySelector('[slot=provider] iframe').contentWindow
      .postMessage(${JSON.stringify({ emulator: 'send', method: `idCheck.${method}`, payload })}, '*')`,
  );

describe('a user who goes to another page and comes back', () => {
  let site: Site;
  before(async () => {
    site = await startSite();
  });
  after(() => site.close());

  inEachEngine((open, { name }) => {
    const keeps = name !== 'chromium' || keepsPages();
    it(`finds the verification ${keeps ? 'alive, and the server is not asked again' : 'started again: this Chromium keeps no page'}`, async () => {
      const tab = await open();
      const { url, requests } = site.page({ replies: [offer('quiet')] });
      await tab.goTo(url);
      await untilStatus(tab, 'active');
      await tab.goTo(site.page({ replies: [{ status: 500 }] }).url);
      await untilStatus(tab, 'failed');
      await tab.back();
      await eventually(tab, `location.href === '${url}'`);
      await untilStatus(tab, 'active');
      // As it was left, and not loaded again, if the browser keeps pages. It says so by an event, which may come a moment later.
      await eventually(tab, `recorded.restored === ${keeps}`);
      assert.equal((await requests()).length, keeps ? 1 : 2);
      await say(tab, 'onApplicantSubmitted');
      await untilStatus(tab, 'pending');
      await say(tab, 'onApplicantStatusChanged', {
        reviewStatus: 'completed',
        reviewResult: { reviewAnswer: 'GREEN' },
      });
      await untilStatus(tab, 'approved');
    });

    // What a tab does that the browser has discarded to save memory: no browser lets a driver discard one.
    it('finds a new start where the page has to be loaded again, with one more request', async () => {
      const tab = await open();
      const { url, requests } = site.page({ replies: [offer('quiet')] });
      await tab.goTo(url);
      await untilStatus(tab, 'active');
      await tab.goTo('about:blank');
      await tab.goTo(url);
      await untilStatus(tab, 'active');
      assert.equal((await requests()).length, 2);
    });
  }, 'browser');
});
