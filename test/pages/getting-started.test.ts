import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { startEmulators, type Emulators } from '../../demo/emulator/index.js';
import { listen } from '../../demo/emulator/listen.js';
import { createProject, type Project } from '../support/packed.js';
import { launchBrowser, sumsubFrame, untilStatus, verify, visit } from '../support/pages.js';
import { followedFiles } from '../support/snippets/followed.js';

describe('a newcomer who follows “Getting started”', () => {
  let emulators: Emulators;
  let browser: Browser;
  let project: Project;
  let server: ChildProcess | undefined;

  before(async () => {
    // As npm would install it, so that only what is published is there.
    [emulators, browser, project] = await Promise.all([startEmulators(), launchBrowser(), createProject()]);
  });

  after(async () => {
    server?.kill();
    await browser.close();
    await emulators.close();
    await project.remove();
  });

  async function write(ports: Readonly<Record<string, string>>): Promise<void> {
    const own = (content: string) =>
      content
        .replace(/http:\/\/[\w.]+:(4010|4011)/g, (_, port: string) => ports[port] ?? port)
        .replaceAll('3000', ports['3000'] ?? '3000');
    await project.write(Object.fromEntries([...followedFiles()].map(([name, content]) => [name, own(content)])));
  }

  it('gets to an upgrade that the server has confirmed', async () => {
    const free = await listen(() => undefined);
    await free.close();
    await write({ 4010: emulators.btcdirect, 4011: emulators.sumsub, 3000: String(free.port) });
    const args = ['--env-file=.env', 'server.js'];
    server = spawn(process.execPath, args, { cwd: project.folder, stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    server.stdout?.setEncoding('utf8').on('data', (text: string) => (said += text));
    while (!said.includes('http://localhost:')) {
      assert.ok(server.stdout);
      await once(server.stdout, 'data');
    }

    // A second time, too: the emulated user is always offered the same upgrade.
    for (let visits = 0; visits < 2; visits++) {
      const { page, complaints, leave } = await visit(browser, `http://localhost:${free.port}/`);
      await untilStatus(page, 'active');
      await sumsubFrame(page, 'consent');
      await verify(page);
      await untilStatus(page, 'approved');
      await page.waitForFunction('document.title === "Welcome to your new level"', { timeout: 30_000 });
      assert.deepEqual(complaints, []);
      await leave();
    }
    assert.match(said, /^login 200 \d+ ms\n.*\n(upgrade 200 \d+ ms\n(status 200 \d+ ms\n){2}){2}$/s);
  });
});
