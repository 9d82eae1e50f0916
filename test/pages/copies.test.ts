import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Site } from '../support/site.js';
import { offer, startSite } from '../support/site.js';
import type { Tab } from '../support/tabs.js';
import { eventually, inEachEngine, recordOf, untilStatus } from '../support/tabs.js';

const module = '<script type="module" src="/cdn/verification-upgrade.js"></script>';
const classic = '<script defer src="/cdn/verification-upgrade.classic.js"></script>';

/** Adds another script once the SDK is there, and waits until that has run or failed. */
const addScript = (path: string) => `new Promise((resolve) => {
  const script = Object.assign(document.createElement('script'), { type: 'module', src: '${path}', onload: resolve, onerror: resolve });
  document.head.append(script);
})`;

describe('the script, twice on a page', () => {
  let site: Site;
  before(async () => {
    site = await startSite();
  });
  afterEach(() => {
    site.alter = undefined;
  });
  after(() => site.close());

  /** From now on a copy of the build lies in `/cdn/next/`, as another version of it. */
  const publishNext = () => {
    site.alter = (path, script) =>
      path.startsWith('/cdn/next/') ? script.replace(/^\/\*![^*]*\*\//, '/*! verification-upgrade 9.9.9 */') : script;
  };

  /** One element at work, one POST, nothing thrown, and one line that names the script to remove. */
  const isHarmless = async (tab: Tab, requests: () => Promise<readonly unknown[]>, second: string) => {
    await untilStatus(tab, 'active');
    const said = "recorded.console.filter((line) => line.includes('is already registered'))";
    await eventually(tab, `${said}.length > 0`);
    assert.equal((await requests()).length, 1);
    const { console, statuses } = await recordOf(tab);
    assert.deepEqual(statuses, ['requesting', 'loading', 'active']);
    assert.equal(console.length, 1, console.join('\n'));
    assert.match(console.join(), /<verification-upgrade> is already registered\. Remove this script\./);
    assert.ok(console.join().includes(second), console.join());
    // The first one is as it was.
    assert.equal(await tab.evaluate("document.querySelectorAll('verification-upgrade iframe').length"), 1);
  };

  inEachEngine((open) => {
    for (const [name, script, second] of [
      ['under two addresses', module + module.replace('.js', '.js?v=2'), 'verification-upgrade.js'],
      ['as a module and as the classic script', classic + module, 'verification-upgrade.js'],
      ['as the classic script, twice', classic + classic, 'verification-upgrade.classic.js'],
      ['in two versions', module + module.replace('/cdn/', '/cdn/next/'), '/cdn/next/verification-upgrade.js'],
    ] as const) {
      it(`${name}, does no harm`, async () => {
        publishNext();
        const tab = await open();
        const { url, requests } = site.page({ script, replies: [offer('quiet')] });
        await tab.goTo(url);
        await isHarmless(tab, requests, second);
      });
    }

    it('in another version that comes late, does no harm', async () => {
      publishNext();
      const tab = await open();
      const { url, requests } = site.page({ replies: [offer('quiet')] });
      await tab.goTo(url);
      await untilStatus(tab, 'active');
      await tab.evaluate(addScript('/cdn/next/verification-upgrade.js'));
      await isHarmless(tab, requests, '/cdn/next/verification-upgrade.js');
      // Nor does it fetch anything of its own.
      assert.deepEqual(
        site.asked.filter((path) => path.startsWith('/cdn/next/') && !path.endsWith('/verification-upgrade.js')),
        [],
      );
    });
  });
});
