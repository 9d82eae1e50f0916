import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Site } from '../support/site.js';
import { offer, startSite } from '../support/site.js';
import { eventually, inEachEngine, recordOf, untilStatus } from '../support/tabs.js';

/** All that a page has to allow: nothing inline, nothing that it does not name. */
const directives: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'script-src': 'SELF',
  'connect-src': 'SELF/api/v2/user/upgrade',
  'img-src': 'data:', // The page's own icon.
  'base-uri': "'none'",
  'frame-ancestors': "'self'",
  'require-trusted-types-for': "'script'",
  'trusted-types': 'lit-html',
};

/** @param frames what `frame-src` allows; nothing leaves it out */
const policy = (frames = 'SUMSUB') => {
  const all = Object.entries({ ...directives, ...(frames && { 'frame-src': frames }) });
  return { 'content-security-policy': all.map((directive) => directive.join(' ')).join('; ') };
};

describe('under a strict Content-Security-Policy', () => {
  let site: Site;
  before(async () => {
    site = await startSite();
  });
  after(() => site.close());

  inEachEngine((open) => {
    it('the built script goes all the way to an approval, and breaks no directive', async () => {
      const tab = await open();
      await tab.goTo(site.page({ headers: policy(), replies: [offer('auto')] }).url);
      await untilStatus(tab, 'approved');
      const { statuses, violations } = await recordOf(tab);
      assert.deepEqual(
        statuses.filter((status, index) => status !== statuses[index - 1]),
        ['requesting', 'loading', 'active', 'pending', 'active', 'pending', 'approved'],
      );
      assert.deepEqual(violations, []);
      // It was a policy indeed.
      const breach = `try { document.createElement('i').innerHTML = '<b>'; return 'open' } catch { return 'closed' }`;
      const door = await tab.evaluate(`'trustedTypes' in window ? (() => { ${breach} })() : 'closed'`);
      assert.equal(door, 'closed');
    });

    it('the views are there, with their looks', async () => {
      const tab = await open();
      await tab.goTo(site.page({ headers: policy(), replies: [{ status: 500 }] }).url);
      await untilStatus(tab, 'failed');
      const panel = `document.querySelector('verification-upgrade').shadowRoot?.querySelector('[part=panel]')`;
      await eventually(tab, `${panel}?.textContent.includes('Try again')`);
      assert.notEqual(await tab.evaluate(`getComputedStyle(${panel}).borderRadius`), '0px');
      assert.deepEqual((await recordOf(tab)).violations, []);
    });

    for (const [name, frames] of Object.entries({
      'without frame-src': '',
      'with a frame-src for another host': 'https://else.example',
    })) {
      it(`${name} the user is not left waiting, and the console names the line to add`, async () => {
        const tab = await open();
        await tab.goTo(site.page({ headers: policy(frames), replies: [offer('auto')] }).url);
        const began = Date.now();
        await untilStatus(tab, 'failed');
        // The watchdog would take twenty seconds.
        assert.ok(Date.now() - began < 10_000);
        const code = await tab.evaluate("document.querySelector('verification-upgrade').state.error.code");
        assert.equal(code, 'provider-blocked');
        const { console, violations } = await recordOf(tab);
        assert.ok(violations.length > 0);
        const line = console.find((text) => text.includes('provider-blocked')) ?? '';
        assert.match(line, new RegExp(`(frame|default)-src ${site.sumsub}`));
        assert.doesNotMatch(console.join('\n'), /_act-/);
        assert.equal(await tab.evaluate("document.querySelectorAll('iframe').length"), 0);
      });
    }
  });
});
