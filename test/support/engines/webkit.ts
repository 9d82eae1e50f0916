import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from './engine.js';
import { findProgram } from './programs.js';
import type { Driver } from './webdriver.js';
import { WebDriverLauncher, WebDriverWindow } from './webdriver.js';

const programs = { driver: 'WebKitWebDriver', screen: 'Xvfb' } as const;

/** WebKitGTK, the engine of Safari, in its own small browser on a virtual screen. */
export const webkit: Engine = {
  name: 'webkit',
  title: 'WebKitGTK',
  packages: ['webkit2gtk-driver', 'xvfb'],
  isInstalled: () => Object.values(programs).every((name) => findProgram([name]) !== undefined),
  launch: (concurrency) => new WebDriverLauncher('WebKit', concurrency, new WebKitDriver()),
};

/** Starts a driver for each window: one driver has one session. */
export class WebKitDriver implements Driver {
  readonly #children: ChildProcess[] = [];
  /** Settings and caches of this run alone. */
  readonly #home = mkdtempSync(path.join(tmpdir(), 'webkit-'));
  #screen: Promise<string> | undefined;

  async open(): Promise<WebDriverWindow> {
    this.#screen ??= this.#startScreen();
    const display = await this.#screen;
    const port = await freePort();
    const folders = {
      HOME: this.#home,
      XDG_CONFIG_HOME: this.#home,
      XDG_CACHE_HOME: this.#home,
      XDG_DATA_HOME: this.#home,
    };
    this.#start(programs.driver, [`--port=${String(port)}`], {
      ...folders,
      DISPLAY: display,
      NO_AT_BRIDGE: '1',
      MESA_SHADER_CACHE_DISABLE: 'true',
    });
    const server = `http://127.0.0.1:${String(port)}`;
    await answers(`${server}/status`);
    const window = await WebDriverWindow.open(server, { browserName: 'MiniBrowser' });
    await window.resize(800, 700);
    return window;
  }

  async stop(): Promise<void> {
    const running = this.#children.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
    await Promise.all(running.reverse().map((child) => (child.kill(), once(child, 'exit'))));
    rmSync(this.#home, { recursive: true, force: true, maxRetries: 20 });
  }

  /** @returns the display's name, which the server itself picks and writes to its fourth stream */
  async #startScreen(): Promise<string> {
    const screen = this.#start(programs.screen, [
      '-displayfd',
      '3',
      '-screen',
      '0',
      '1280x1024x24',
      '-nolisten',
      'tcp',
    ]);
    const [number] = (await once(screen.stdio[3] as Readable, 'data')) as [Buffer];
    return `:${number.toString().trim()}`;
  }

  #start(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
    const child = spawn(program, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    this.#children.push(child);
    return child;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** @throws {Error} if it does not answer within ten seconds */
async function answers(url: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (
      await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    await sleep(50);
  }
  throw new Error('The WebDriver did not start.');
}
