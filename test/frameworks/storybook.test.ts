import assert from 'node:assert/strict';
import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { launchBrowser } from '../support/pages.js';
import { startHost, type Host } from './support/host.js';
import { install } from './support/install.js';
import { base, run } from './support/run.js';

/** The stories that docs/testing-your-page.md quotes, in Storybook itself. */
const stories: Readonly<Record<string, string>> = {
  'in-the-sdk': 'active',
  'under-review': 'pending',
  approved: 'approved',
  rejected: 'rejected',
  'no-higher-level': 'unavailable',
  'unknown-account': 'failed',
};

describe('in Storybook', () => {
  const folder = path.join(base, 'projects/storybook');
  let host: Host;
  let browser: Browser;

  before(async () => {
    await install('projects/storybook');
    await cp('test/consumers/testing/verification.stories.ts', path.join(folder, 'verification.stories.ts'));
    await rm(path.join(folder, 'storybook-static'), { recursive: true, force: true });
    const PATH = [path.join(folder, 'node_modules/.bin'), process.env['PATH']].join(path.delimiter);
    await run(['storybook', 'build', '--disable-telemetry'], folder, { PATH, CI: '1' });
    const mounts = { storybook: { folder: path.join(folder, 'storybook-static') } };
    [host, browser] = await Promise.all([startHost(mounts), launchBrowser()]);
  });
  after(async () => {
    await browser.close();
    await host.close();
  });

  async function open(id: string, viewMode: 'docs' | 'story'): Promise<Page> {
    const page = await browser.newPage();
    await page.goto(`${host.origin}/storybook/iframe.html?id=${id}&viewMode=${viewMode}`);
    return page;
  }

  for (const [story, status] of Object.entries(stories))
    it(`shows the story "${story}" as ${status}`, async () => {
      const page = await open(`verification--${story}`, 'story');
      const isThere = `document.querySelector('#storybook-root verification-upgrade')?.state?.status === '${status}'`;
      await page.waitForFunction(isThere);
      await page.close();
    });

  it('lists what the element has in its autodocs', async () => {
    const page = await open('verification--docs', 'docs');
    const row = (name: string) =>
      `[...document.querySelectorAll('.docblock-argstable-body tr')].find((row) => row.cells[0]?.textContent.replace('*', '') === '${name}')`;
    await page.waitForFunction(row('launch'));
    const names = [
      'endpoint',
      'wait-for',
      'headers',
      'upgrade-approved',
      'failed',
      'panel',
      '--verification-upgrade-accent',
    ];
    for (const name of names) assert.ok(await page.evaluate(`Boolean(${row(name)})`), name);
    const types = String(await page.evaluate(`${row('launch')}.textContent`));
    for (const value of ['auto', 'visible', 'manual', 'offer']) assert.ok(types.includes(`'${value}'`), types);
    // Values to choose from: not a field for any text, nor for an object.
    const choices = `[...${row('launch')}.querySelectorAll('option, input[type="radio"]')].map(({ value }) => value)`;
    const offered = (await page.evaluate(choices)) as readonly string[];
    assert.deepEqual(
      ['auto', 'visible', 'manual', 'offer'].filter((value) => !offered.includes(value)),
      [],
    );
    await page.close();
  });
});
