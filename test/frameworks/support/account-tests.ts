import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import type { Place } from './account.js';
import { Account } from './account.js';
import type { Host } from './host.js';

/** What the tests run in; there once they run. */
export interface Surroundings {
  readonly browser: Browser;
  readonly host: Host;
}

/** What every account page does, whatever it was written with. */
export function accountTests(surroundings: () => Surroundings, place: Place): void {
  function check(title: string, play: Readonly<Record<string, string>>, test: (account: Account) => Promise<void>) {
    it(title, async () => {
      const { browser, host } = surroundings();
      const account = await Account.open(browser, host, place, play);
      try {
        await test(account);
      } finally {
        await account.close();
      }
    });
  }

  check('goes to an approval, with one POST and the headers on it', { scenario: 'auto' }, async (account) => {
    await account.untilStatus('approved');
    assert.deepEqual(await account.tokens(), ['customer-token-0']);
    const { statuses } = await account.record();
    const order = statuses.filter((status, index) => status !== statuses[index - 1]).join(' ');
    assert.match(order, /^requesting loading (active pending )+approved$/);
    // This is the provider's word.
    assert.equal(await account.ask(`root.querySelector('#level').textContent`), '');
    assert.deepEqual(account.complaints, []);
  });

  const approved = { currentLevel: 'hero', nextLevel: 'satoshi', upgrade: { status: 'approved', provider: 'sumsub' } };
  const replies = JSON.stringify([{ body: approved }]);
  check('shows the new level on the server’s word', { replies }, async (account) => {
    await account.until(`root.querySelector('#level').textContent === 'satoshi'`);
    assert.deepEqual(account.complaints, []);
  });

  check('asks for the headers anew when the token has expired', { scenario: 'expired-then-ok' }, async (account) => {
    await account.untilStatus('active');
    assert.deepEqual(await account.tokens(), ['customer-token-0', 'customer-token-1']);
  });

  check('changes language and theme in the provider’s frame, live', { scenario: 'happy' }, async (account) => {
    await account.untilStatus('active');
    const look = `document.documentElement.lang + ' ' + document.documentElement.dataset.theme`;
    await account.untilInProvider(`${look} === 'en light'`);
    await account.choose('language', 'nl');
    await account.untilInProvider(`${look} === 'nl light'`);
    await account.choose('theme', 'dark');
    await account.untilInProvider(`${look} === 'nl dark'`);
    assert.equal((await account.posts()).length, 1);
    assert.deepEqual(account.complaints, []);
  });

  check(
    'shows an error in the language chosen, with the page’s own support link',
    { scenario: 'er709' },
    async (account) => {
      const link = `upgrade.shadowRoot.querySelector('[part~=panel] a')`;
      await account.untilStatus('failed');
      await account.until(`${link}.pathname === '/support' && ${link}.textContent.includes('Contact support')`);
      await account.choose('language', 'nl');
      await account.until(`${link}.textContent.includes('Contact opnemen')`);
    },
  );

  check(
    'leaves nothing behind when it goes, and starts anew when it comes back',
    { scenario: 'happy' },
    async (account) => {
      const consent = `document.querySelector('main').dataset.view === 'consent'`;
      await account.untilInProvider(consent);
      await account.press('toggle');
      await account.until('!upgrade && root.querySelectorAll("iframe").length === 0');
      assert.equal(account.providers, 0);
      await account.press('toggle');
      await account.untilInProvider(consent);
      await account.untilStatus('active');
      assert.equal(account.providers, 1);
      assert.deepEqual(await account.tokens(), ['customer-token-0', 'customer-token-0']);
      assert.deepEqual(account.complaints, []);
    },
  );

  const silence = JSON.stringify([{ hang: true }]);
  check('hangs up when it goes in the middle of the POST', { replies: silence }, async (account) => {
    await account.untilStatus('requesting');
    await account.untilPost(() => true);
    await account.press('toggle');
    await account.untilPost(({ aborted }) => aborted);
    assert.equal((await account.posts()).length, 1);
    assert.deepEqual(account.complaints, []);
  });

  check('can be moved in a list with keys, without another POST', { scenario: 'happy' }, async (account) => {
    await account.untilInProvider(`document.querySelector('main').dataset.view === 'consent'`);
    await account.ask('(window.before = upgrade)');
    const order = `[...root.querySelectorAll('li')].map(({ id }) => id).join()`;
    assert.equal(await account.ask(order), 'verification,limits,documents');
    // Whether it is the element that moves or all others around it is the framework's affair: by the third time it has been.
    for (const next of [
      'limits,documents,verification',
      'documents,verification,limits',
      'verification,limits,documents',
    ]) {
      await account.press('rotate');
      await account.until(`${order} === '${next}'`);
    }
    await account.untilInProvider(`document.querySelector('main').dataset.view === 'consent'`);
    assert.ok(await account.ask('window.before === upgrade'));
    await account.until(`upgrade.state.status === 'active'`);
    assert.equal(account.providers, 1);
    assert.equal((await account.posts()).length, 1);
    assert.equal((await account.record()).statuses.filter((status) => status === 'requesting').length, 1);
    assert.deepEqual(account.complaints, []);
  });
}
