import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import ts from 'typescript';
import { startEmulators, type Emulators } from '../../demo/emulator/index.js';
import { listen } from '../../demo/emulator/listen.js';
import { launchBrowser, sumsubFrame, untilStatus, verify, visit } from '../support/pages.js';
import { followedFiles } from '../support/snippets/followed.js';

/** Of the frameworks that the notes are for, just what they use of them. */
const FOREIGN = `
declare module 'hono' {
  export class Hono { all(path: string, handler: (context: { req: { raw: Request } }) => Promise<Response>): this }
}
declare const Deno: { env: { toObject(): Record<string, string> }; serve(handler: (request: Request) => Promise<Response>): void };
`;

describe('a newcomer who follows “Getting started”', () => {
  let emulators: Emulators;
  let browser: Browser;
  let folder: string;
  let server: ChildProcess | undefined;
  let files: ReadonlyMap<string, string>;

  before(async () => {
    files = followedFiles();
    [emulators, browser] = await Promise.all([startEmulators(), launchBrowser()]);
    await mkdir('.cache', { recursive: true });
    folder = await mkdtemp(path.resolve('.cache/getting-started-'));
    await mkdir(path.join(folder, 'node_modules'));
    await symlink(process.cwd(), path.join(folder, 'node_modules/verification-upgrade'));
    await cp('demo/backend', path.join(folder, 'backend'), { recursive: true });
  });

  after(async () => {
    server?.kill();
    await browser.close();
    await emulators.close();
    await rm(folder, { recursive: true });
  });

  async function write(ports: Readonly<Record<string, string>>): Promise<readonly string[]> {
    const paths: string[] = [];
    for (const [name, content] of files) {
      const own = content.replace(/http:\/\/[\w.]+:(4010|4011)/g, (_, port: string) => ports[port] ?? port);
      const file = path.join(folder, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, own.replaceAll('3000', ports['3000'] ?? '3000'));
      paths.push(file);
    }
    return paths;
  }

  it('gets to an upgrade that the server has confirmed', async () => {
    const free = await listen(() => undefined);
    await free.close();
    await write({ 4010: emulators.btcdirect, 4011: emulators.sumsub, 3000: String(free.port) });
    const args = ['--import', import.meta.resolve('tsx'), '--env-file=.env', 'server.ts'];
    server = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    server.stdout?.setEncoding('utf8').on('data', (text: string) => (said += text));
    while (!said.includes('http://localhost:')) {
      assert.ok(server.stdout);
      await once(server.stdout, 'data');
    }

    const { page, complaints, leave } = await visit(browser, `http://localhost:${free.port}/`);
    await untilStatus(page, 'active');
    await sumsubFrame(page, 'consent');
    await verify(page);
    await untilStatus(page, 'approved');
    await page.waitForFunction('document.title === "Welcome to your new level"', { timeout: 60_000 });
    assert.deepEqual(complaints, []);
    assert.match(said, /^login 200 \d+ ms\n.*\nupgrade 200 \d+ ms\nstatus 200 \d+ ms\nstatus 200 \d+ ms\n$/s);
    await leave();
  });

  it('has code that compiles, for other servers, too', async () => {
    const written = (await write({})).filter((file) => file.endsWith('.ts'));
    assert.equal(written.length, 7);
    const foreign = path.join(folder, 'foreign.d.ts');
    await writeFile(foreign, FOREIGN);
    const program = ts.createProgram([...written, foreign], {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      allowImportingTsExtensions: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
      types: ['node'],
    });
    const complaints = ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
      return `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
    });
    assert.deepEqual(complaints, []);
  });
});
