import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Site } from '../support/site.js';
import { offer, startSite } from '../support/site.js';
import { eventually, inEachEngine, recordOf, untilStatus } from '../support/tabs.js';

const element = "document.querySelector('verification-upgrade')";

describe('the scripts from another origin', () => {
  let site: Site;
  /** The same server under its other name, and a path of its own. */
  let folder: string;
  before(async () => {
    site = await startSite();
    folder = `${site.origin.replace('localhost', '127.0.0.1')}/cdn/lib/verification-upgrade@1`;
  });
  afterEach(() => {
    site.scriptHeaders = {};
  });
  after(() => site.close());

  const tag = (attributes: string, file: string) => `<script ${attributes} src="${folder}/${file}"></script>`;
  const withCors = { 'access-control-allow-origin': '*' };

  inEachEngine((open) => {
    it('work as a module whose chunks lie beside it', async () => {
      site.scriptHeaders = withCors;
      const tab = await open();
      const from = site.asked.length;
      const script = tag('type="module"', 'verification-upgrade.js');
      const { url, requests } = site.page({ script, replies: [offer('auto')], attributes: 'lang="nl"' });
      await tab.goTo(url);
      await untilStatus(tab, 'approved');
      assert.equal((await requests()).length, 1);
      const scripts = site.asked.slice(from).filter((path) => path.startsWith('/cdn/'));
      const files = scripts.map((path) =>
        path.replace('/cdn/lib/verification-upgrade@1/', '').replace(/-.{6}\.js$/, ''),
      );
      const expected = ['advice', 'attempt-host', 'help', 'nl', 'sumsub', 'upgrade-view', 'verification-upgrade.js'];
      assert.deepEqual(files.sort(), expected);
    });

    it('do nothing as a module where their host does not allow it, and the page stays as it is', async () => {
      const tab = await open();
      const script = tag('type="module"', 'verification-upgrade.js');
      const { url, requests } = site.page({ script, replies: [offer('quiet')] });
      await tab.goTo(url);
      await eventually(tab, `document.readyState === 'complete'`);
      assert.equal(await tab.evaluate(`${element}.matches(':defined')`), false);
      assert.deepEqual(await requests(), []);
      assert.deepEqual((await recordOf(tab)).events, []);
    });

    it('work as the classic script, whatever their host allows', async () => {
      const tab = await open();
      const script = tag('defer', 'verification-upgrade.classic.js');
      await tab.goTo(site.page({ script, replies: [offer('auto')] }).url);
      await untilStatus(tab, 'approved');
    });
  });
});
