import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { startEmulators, type Emulators } from '../../demo/emulator/index.js';
import { CREDENTIALS } from '../../demo/emulator/partner.js';
import { launchBrowser } from '../support/pages.js';
import { Account } from './support/account.js';
import { startHost, type Host } from './support/host.js';
import { install } from './support/install.js';
import { buildProject, startProject, type Project, type RunningProject } from './support/project.js';

const projects: readonly Project[] = [
  {
    name: 'SvelteKit',
    folder: 'sveltekit',
    commands: [
      ['svelte-kit', 'sync'],
      ['svelte-check', '--fail-on-warnings'],
      ['vite', 'build'],
    ],
    start: ['node', 'build/index.js'],
  },
  {
    name: 'Astro',
    folder: 'astro',
    commands: [['astro', 'build']],
    start: ['node', 'dist/server/entry.mjs'],
  },
  {
    name: 'Nuxt',
    folder: 'nuxt',
    commands: [['nuxt', 'build']],
    start: ['node', '.output/server/index.mjs'],
  },
  {
    // `next build` checks the types, too.
    name: 'Next.js',
    folder: 'next',
    commands: [['next', 'build']],
    start: ['next', 'start'],
  },
  {
    name: 'React Router',
    folder: 'react-router',
    commands: [['react-router', 'typegen'], ['tsc'], ['react-router', 'build']],
    start: ['react-router-serve', 'build/server/index.js'],
  },
  {
    // `ng build` checks the types and the templates, too.
    name: 'Angular',
    folder: 'angular',
    commands: [['ng', 'build']],
    start: ['node', 'dist/server/server.mjs'],
  },
];

/** One after the other, each while the one before is tested. */
let previous: Promise<unknown> = Promise.resolve();
const builds = projects.map((project) => {
  const build = previous.then(async () => {
    await install(`projects/${project.folder}`);
    await buildProject(project);
  });
  previous = build.catch(() => undefined);
  return build;
});

/** Real projects with their own build, server rendering on: what the guides print is what is run here. */
projects.forEach((project, index) => {
  describe(`in a project with ${project.name}`, () => {
    let emulators: Emulators;
    let server: RunningProject;
    let host: Host;
    let browser: Browser;

    before(async () => {
      await builds[index];
      emulators = await startEmulators();
      server = await startProject(project, {
        BTCDIRECT_API: emulators.btcdirect,
        BTCDIRECT_USERNAME: CREDENTIALS.username,
        BTCDIRECT_PASSWORD: CREDENTIALS.password,
      });
      [host, browser] = await Promise.all([startHost({}, server.origin), launchBrowser()]);
    });
    after(async () => {
      await browser.close();
      await host.close();
      await server.close();
      await emulators.close();
    });

    const open = (path: string, play: Readonly<Record<string, string>>) => Account.open(browser, host, { path }, play);

    it('is rendered on the server, with the tag and without the function', async () => {
      const html = await (await fetch(`${server.origin}/account`)).text();
      const [tag = ''] = /<verification-upgrade[^>]*>/.exec(html) ?? [];
      assert.match(tag, /wait-for="headers"/);
      assert.match(tag, /support-url="\/support"/);
      assert.doesNotMatch(html, /session\/token|User-Authorization/);
    });

    it('goes to an approval, with one POST and the headers on it', async () => {
      const account = await open('/account', { scenario: 'auto' });
      await account.untilStatus('approved');
      assert.deepEqual(await account.tokens(), ['customer-token-0']);
      const { statuses } = await account.record();
      assert.equal(statuses[0], 'requesting');
      assert.equal(await account.ask(`root.querySelector('#level').textContent`), '');
      assert.deepEqual(account.complaints, []);
      await account.close();
    });

    it('asks for the headers anew when the token has expired', async () => {
      const account = await open('/account', { scenario: 'expired-then-ok' });
      await account.untilStatus('active');
      assert.deepEqual(await account.tokens(), ['customer-token-0', 'customer-token-1']);
      await account.close();
    });

    it('shows the new level on the server’s word', async () => {
      const upgrade = { status: 'approved', provider: 'sumsub' };
      const replies = JSON.stringify([{ body: { currentLevel: 'hero', nextLevel: 'satoshi', upgrade } }]);
      const account = await open('/account', { replies });
      await account.until(`root.querySelector('#level').textContent === 'satoshi'`);
      await account.close();
    });

    it('leaves the page with its router, and comes back with one frame', async () => {
      const account = await open('/account', { scenario: 'happy' });
      await account.untilStatus('active');
      await account.press('to-home');
      await account.until(`root.querySelector('#to-account')?.checkVisibility()`);
      await account.press('to-account');
      await account.until(`root.querySelector('#to-home')?.checkVisibility()`);
      await account.until(`upgrade?.state.status === 'active'`);
      assert.equal(account.providers, 1);
      const tokens = await account.tokens();
      assert.deepEqual(tokens, Array<string>(tokens.length).fill('customer-token-0'));
      assert.deepEqual(account.complaints, []);
      await account.close();
    });

    it('answers the element with its own route, which has the partner’s login', async () => {
      const ask = (path: string, method: string) =>
        fetch(`${server.origin}/api/v2/user/${path}`, {
          method,
          headers: { origin: server.origin, 'user-authorization': 'Bearer customer-token' },
        });
      const upgrade = await ask('upgrade', 'POST');
      assert.equal(upgrade.status, 200);
      assert.match(await upgrade.text(), /"provider":"sumsub"/);
      assert.equal((await ask('upgrade-status', 'GET')).status, 200);
    });
  });
});
