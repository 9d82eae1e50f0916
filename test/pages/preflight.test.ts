import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Site } from '../support/site.js';
import { offer, startSite } from '../support/site.js';
import type { TabBrowser } from '../support/tabs.js';
import { eventually, recordOf, startChromium, untilStatus } from '../support/tabs.js';

const host = 'shop.test';

// Chromium alone tells a page what it may use, and lets a test have a host of its own.
describe('a page that may not use the camera, in Chromium', () => {
  let site: Site;
  let browser: TabBrowser;

  before(async () => {
    [site, browser] = await Promise.all([
      startSite(),
      startChromium('shell', `--host-resolver-rules=MAP ${host} 127.0.0.1`),
    ]);
  });
  after(async () => {
    await browser.close();
    await site.close();
  });

  const headers = { 'permissions-policy': 'camera=()' };

  it('is told so and which header to set, and the SDK is there all the same', async () => {
    const tab = await browser.open();
    await tab.goTo(site.page({ headers, replies: [offer('auto')] }).url);
    await untilStatus(tab, 'approved');
    const { events, console } = await recordOf(tab);
    const warnings = events.filter((event) => event.startsWith('upgrade-warning'));
    assert.equal(warnings.length, 1);
    assert.match(warnings.join(), /camera-blocked/);
    assert.match(console.join('\n'), /camera-blocked: .*Permissions-Policy: camera=\(self "https?:/);
  });

  it('is told on the console once, and by an event for each try', async () => {
    const tab = await browser.open();
    await tab.goTo(site.page({ headers, replies: [offer('quiet')] }).url);
    await untilStatus(tab, 'active');
    const element = "document.querySelector('verification-upgrade')";
    await tab.evaluate(`${element}.cancel(), ${element}.start()`);
    await eventually(tab, `recorded.events.filter((event) => event.startsWith('upgrade-warning')).length === 2`);
    const { console } = await recordOf(tab);
    assert.equal(console.filter((line) => line.includes('camera-blocked')).length, 1);
  });

  it('is told nothing where the policy allows the camera', async () => {
    const tab = await browser.open();
    const allowed = { 'permissions-policy': 'camera=(self "SUMSUB")' };
    await tab.goTo(site.page({ headers: allowed, replies: [offer('quiet')] }).url);
    await untilStatus(tab, 'active');
    assert.deepEqual(
      (await recordOf(tab)).events.filter((event) => event.startsWith('upgrade-warning')),
      [],
    );
  });

  it('is told about the missing https instead, where that is what is wrong', async () => {
    const tab = await browser.open();
    const { url } = site.page({ headers, replies: [offer('auto')] });
    await tab.goTo(url.replace('localhost', host));
    assert.equal(await tab.evaluate('isSecureContext'), false);
    await untilStatus(tab, 'approved');
    const { events, console } = await recordOf(tab);
    const warnings = events.filter((event) => event.startsWith('upgrade-warning'));
    assert.equal(warnings.length, 1);
    assert.match(warnings.join(), /insecure-context/);
    assert.match(console.join('\n'), /insecure-context: .*https/);
    await eventually(tab, `document.querySelector('verification-upgrade').shadowRoot.querySelector('[part=heading]')`);
  });
});
