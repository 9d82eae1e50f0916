import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { launchBrowser } from '../support/pages.js';
import { Account, type Place } from './support/account.js';
import { accountTests, type Surroundings } from './support/account-tests.js';
import { startHost } from './support/host.js';

const apps = 'test/frameworks/apps';
const shared = { cdn: { folder: 'dist/cdn' } };
const policy = [
  "default-src 'none'; script-src 'self'; connect-src 'self'; img-src data:; frame-src SUMSUB",
  "require-trusted-types-for 'script'; trusted-types lit-html",
].join('; ');

const places: Readonly<Record<string, Place>> = {
  'on a plain page': { path: '/html/' },
  'in a frame that may use the camera': { path: '/html/', framed: { allow: 'camera; microphone' } },
  'in a frame that may not use the camera': { path: '/html/', framed: { allow: '' } },
  'in the shadow root of another component': {
    path: '/html/shadow.html',
    root: `document.querySelector('account-page').shadowRoot`,
  },
  'on a page with Trusted Types': { path: '/trusted/' },
};

describe('in plain HTML', { concurrency: 2 }, () => {
  let surroundings: Surroundings;

  before(async () => {
    const html = { folder: `${apps}/html` };
    const mounts = {
      ...shared,
      html,
      frames: { folder: `${apps}/frames` },
      trusted: { ...html, headers: { 'content-security-policy': policy } },
    };
    const [host, browser] = await Promise.all([startHost(mounts), launchBrowser()]);
    surroundings = { host, browser };
  });
  after(async () => {
    await surroundings.browser.close();
    await surroundings.host.close();
  });

  for (const [name, place] of Object.entries(places)) {
    describe(name, () => {
      accountTests(() => surroundings, place);

      it('warns of a camera that is out of reach, and only then', async () => {
        const { browser, host } = surroundings;
        const account = await Account.open(browser, host, place, { scenario: 'happy' });
        await account.untilStatus('active');
        const { events, violations } = await account.record();
        const warnings = events.filter((event) => event.startsWith('upgrade-warning'));
        if (place.framed?.allow === '') assert.match(warnings.join(), /^[^,]*camera-blocked[^,]*/);
        else assert.deepEqual(warnings, []);
        assert.deepEqual(violations, []);
        await account.close();
      });
    });
  }
});
