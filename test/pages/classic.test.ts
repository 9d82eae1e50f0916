import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Site } from '../support/site.js';
import { offer, startSite } from '../support/site.js';
import { eventually, inEachEngine, recordOf, untilStatus } from '../support/tabs.js';

const name = 'verification-upgrade.classic.js';
const hash = createHash('sha384')
  .update(readFileSync(`dist/cdn/${name}`))
  .digest('base64');
const script = `<script defer src="/cdn/${name}" integrity="sha384-${hash}"></script>`;
const element = "document.querySelector('verification-upgrade')";

describe('the classic script', () => {
  let site: Site;
  before(async () => {
    site = await startSite();
  });
  after(() => site.close());

  inEachEngine((open) => {
    it('goes all the way to an approval, and fetches nothing beside itself', async () => {
      const tab = await open();
      const from = site.asked.length;
      await tab.goTo(site.page({ script, replies: [offer('auto')] }).url);
      await untilStatus(tab, 'approved');
      const scripts = site.asked.slice(from).filter((path) => path.startsWith('/cdn/'));
      assert.deepEqual(scripts, [`/cdn/${name}`]);
    });

    it('has every language inside', async () => {
      const tab = await open();
      await tab.goTo(site.page({ script, replies: [{ status: 500 }], attributes: 'lang="nl"' }).url);
      await untilStatus(tab, 'failed');
      await eventually(tab, `${element}.shadowRoot?.textContent.includes('Opnieuw proberen')`);
    });

    it('says where the other providers are', async () => {
      const tab = await open();
      const upgrade = { provider: 'veriff', session_url: 'https://magic.veriff.me/v/1' };
      await tab.goTo(site.page({ script, replies: [{ body: { nextLevel: 'satoshi', upgrade } }] }).url);
      await untilStatus(tab, 'failed');
      assert.equal(await tab.evaluate(`${element}.state.error.code`), 'provider-load-failed');
      assert.match((await recordOf(tab)).console.join('\n'), /load verification-upgrade\.js/);
    });
  });
});
