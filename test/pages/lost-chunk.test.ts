import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Site } from '../support/site.js';
import { offer, startSite } from '../support/site.js';
import type { Tab } from '../support/tabs.js';
import { eventually, inEachEngine, recordOf, untilStatus } from '../support/tabs.js';

const element = "document.querySelector('verification-upgrade')";
const buttons = `[...(${element}.shadowRoot?.querySelectorAll('button') ?? [])]`;

/** Presses the button that is there while there are no views. */
const pressFallback = `${element}.shadowRoot.querySelector('button:not([part])')?.click()`;

const press = (tab: Tab, label: string) =>
  eventually(tab, `${buttons}.some((b) => b.textContent.trim() === '${label}' && (b.click(), true))`);

describe('a part of the script that cannot be downloaded', () => {
  let site: Site;
  before(async () => {
    site = await startSite();
  });
  afterEach(() => {
    site.broken = undefined;
  });
  after(() => site.close());

  inEachEngine((open, engine) => {
    it('where it is the adapter: the attempt fails, and trying again works once the network is back', async () => {
      site.broken = /\/cdn\/sumsub-/;
      const tab = await open();
      const { url, requests } = site.page({ replies: [offer('quiet')] });
      await tab.goTo(url);
      await untilStatus(tab, 'failed');
      assert.equal(await tab.evaluate(`${element}.state.error.code`), 'provider-load-failed');
      // Still no network: no surprise.
      await press(tab, 'Try again');
      await eventually(tab, `recorded.statuses.filter((status) => status === 'failed').length === 2`);
      site.broken = undefined;
      await press(tab, 'Try again');
      await untilStatus(tab, 'active');
      assert.equal((await requests()).length, 3);
      assert.doesNotMatch(JSON.stringify(await recordOf(tab)), /_act-/);
    });

    it('where it is what reads the answer: the same', async () => {
      site.broken = /\/cdn\/attempt-/;
      const tab = await open();
      await tab.goTo(site.page({ replies: [offer('quiet')] }).url);
      await untilStatus(tab, 'failed');
      assert.equal(await tab.evaluate(`${element}.state.error.code`), 'provider-load-failed');
      site.broken = undefined;
      await press(tab, 'Try again');
      await untilStatus(tab, 'active');
    });

    it('where it is the views: there is a button that fetches them, and then the view of the state', async () => {
      site.broken = /\/cdn\/upgrade-view-/;
      const tab = await open();
      await tab.goTo(site.page({ replies: [offer('quiet')] }).url);
      // The SDK does not wait for the views.
      await untilStatus(tab, 'active');
      await eventually(tab, `${buttons}.length > 0`);
      site.broken = undefined;
      // As often as a user would: it depends on the browser whether the press above has found the network back already.
      await eventually(tab, `${pressFallback}, ${element}.shadowRoot.querySelector("[part=heading]")`);
      assert.equal(await tab.evaluate(`${element}.state.status`), 'active');
    });

    // Only Chromium knows the header.
    if (engine.name === 'chromium') {
      it('where the views come after the SDK: the help is there, and says that the camera is blocked', async () => {
        site.broken = /\/cdn\/upgrade-view-/;
        const tab = await open();
        const headers = { 'permissions-policy': 'camera=()' };
        await tab.goTo(site.page({ replies: [offer('quiet')], headers }).url);
        await untilStatus(tab, 'active');
        await eventually(tab, `recorded.events.some((event) => event.includes('camera-blocked'))`);
        site.broken = undefined;
        const words = `${element}.shadowRoot.querySelector('[part=help]')?.textContent`;
        await eventually(tab, `${pressFallback}, ${words}?.includes('Your camera can’t be used on this page.')`);
      });
    }

    it('where it is the views that see the viewport: the launch comes with them, and nothing is thrown', async () => {
      site.broken = /\/cdn\/upgrade-view-/;
      const tab = await open();
      const { url, requests } = site.page({ replies: [offer('quiet')], attributes: 'launch="visible"' });
      await tab.goTo(url);
      await eventually(tab, `${buttons}.length > 0`);
      assert.equal((await requests()).length, 0);
      site.broken = undefined;
      await eventually(tab, `${pressFallback}, ${element}.state.status === 'active'`);
      assert.equal((await requests()).length, 1);
      assert.deepEqual((await recordOf(tab)).console, []);
    });

    it('where the views come after the answer: a wait that it asks for is counted down all the same', async () => {
      site.broken = /\/cdn\/upgrade-view-/;
      const tab = await open();
      const reply = { status: 429, body: { errors: { ER920: {} } }, headers: { 'retry-after': '600' } };
      await tab.goTo(site.page({ replies: [reply] }).url);
      await untilStatus(tab, 'failed');
      await eventually(tab, `${buttons}.length > 0`); // The element has given up on its views.
      site.broken = undefined;
      // As above: a download that was already under way may bring the views without a press.
      await eventually(
        tab,
        `${pressFallback}, ${buttons}.some((b) => b.disabled && /in (10:00|9:5\\d)/.test(b.textContent))`,
      );
      // What is below the element stays where it was.
      assert.ok(await tab.evaluate(`${element}.offsetHeight > 600`));
    });

    it('where it is all words: there is a button that fetches them, and then the view of the state', async () => {
      site.broken = /\/cdn\/(en|nl)-/;
      const tab = await open();
      await tab.goTo(site.page({ replies: [{ status: 500 }], attributes: 'lang="nl"' }).url);
      await untilStatus(tab, 'failed');
      await eventually(tab, `${buttons}.length > 0`);
      site.broken = undefined;
      await eventually(
        tab,
        `${pressFallback}, ${element}.shadowRoot.querySelector("[part=heading]")?.textContent.trim()`,
      );
    });

    it('where it is the dialog: the same, inline', async () => {
      site.broken = /\/cdn\/upgrade-dialog-/;
      const tab = await open();
      await tab.goTo(site.page({ replies: [{ status: 500 }], attributes: 'display="dialog"' }).url);
      await untilStatus(tab, 'failed');
      await eventually(tab, `${element}.shadowRoot.querySelector("[part=heading]")?.textContent.trim()`);
      assert.equal(await tab.evaluate(`${element}.shadowRoot.querySelector('dialog')`), null);
    });

    it('where it is the help: the SDK is on screen without it', async () => {
      site.broken = /\/cdn\/help-/;
      const tab = await open();
      await tab.goTo(site.page({ replies: [offer('quiet')] }).url);
      await untilStatus(tab, 'active');
      await eventually(tab, `${element}.shadowRoot.querySelector('.sdk-visible .foot-line')`);
      assert.equal(await tab.evaluate(`${element}.shadowRoot.querySelector('details')`), null);
    });

    it('where it is what asks for the status: it is fetched again after a while', async () => {
      site.broken = /\/cdn\/poll-status-/;
      const tab = await open();
      const underReview = { body: { currentLevel: 'hero', nextLevel: 'satoshi', upgrade: { status: 'pending' } } };
      const done = JSON.stringify([{ body: { currentLevel: 'satoshi', nextLevel: null } }]);
      const query = `run=${randomUUID()}&amp;replies=${encodeURIComponent(done)}`;
      const attributes = `status-endpoint="/api/v2/user/upgrade-status?${query}"`;
      // A page on which time passes twenty times as fast.
      const script =
        '<script src="/fixtures/fast.js"></script><script type="module" src="/cdn/verification-upgrade.js"></script>';
      await tab.goTo(site.page({ replies: [underReview], attributes, script }).url);
      await untilStatus(tab, 'pending');
      const isBroken = () => site.asked.some((url) => site.broken?.test(url));
      while (!isBroken()) await tab.evaluate('new Promise((resolve) => requestAnimationFrame(resolve))');
      site.broken = undefined;
      await untilStatus(tab, 'approved');
      assert.deepEqual((await recordOf(tab)).console, []);
    });

    it('where it is a language: the views are in English', async () => {
      site.broken = /\/cdn\/nl-/;
      const tab = await open();
      await tab.goTo(site.page({ replies: [{ status: 500 }], attributes: 'lang="nl"' }).url);
      await untilStatus(tab, 'failed');
      await press(tab, 'Try again');
    });
  });
});
