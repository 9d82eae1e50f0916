import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Browser, Frame, Page } from 'puppeteer-core';
import puppeteer from 'puppeteer-core';
import { build, createServer as createVite, preview } from 'vite';
import { startEmulators } from '../../demo/emulator/index.js';
import { emulatorHandler } from '../../demo/emulator/plugin.js';
import { findChromium } from './chromium.js';

/** A server that pages come from. */
export interface Site {
  /** With a slash at its end. */
  readonly url: string;
  close(): Promise<void>;
}

/** The demo, as `npm start` starts it. */
export async function startDemo(): Promise<Site> {
  const server = await createVite({ logLevel: 'error', cacheDir: '.cache/vite', server: { port: 0, hmr: false } });
  await server.listen();
  const [url] = server.resolvedUrls?.local ?? [];
  if (!url) throw new Error('The demo has no address.');
  return { url, close: () => server.close() };
}

/** The pages of the demo, built. */
const demoPages = ['index.html', 'demo/gallery.html', 'demo/sign-in.html', 'demo/support.html'];

/** Builds the demo once for a whole run: `TEST_DEMO` tells the test files where it is. */
export async function buildDemo(outDir: string): Promise<void> {
  const options = { outDir, emptyOutDir: true, target: 'es2022', rolldownOptions: { input: demoPages } };
  const { NODE_ENV } = process.env;
  await build({ logLevel: 'error', build: options });
  // Vite sets it to `production`, and with that an `npm ci` of a later test would leave out what projects are built with.
  if (NODE_ENV === undefined) delete process.env['NODE_ENV'];
}

async function makeFolder(): Promise<string> {
  await mkdir('.cache', { recursive: true });
  return mkdtemp(path.resolve('.cache/demo-'));
}

/** The demo as built, with the emulators: each page takes a few requests, where the dev server takes a hundred. */
export async function startBuiltDemo(): Promise<Site> {
  const built = process.env['TEST_DEMO'];
  const outDir = built ?? (await makeFolder());
  if (!built) await buildDemo(outDir);
  const server = await preview({ logLevel: 'error', build: { outDir }, preview: { port: 0 } });
  const [url = ''] = server.resolvedUrls?.local ?? [];
  return {
    url,
    async close() {
      await server.close();
      if (!built) await rm(outDir, { recursive: true });
    },
  };
}

const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };

/** A plain web server: the files of this project as they are, and the emulators. */
export async function startPlainSite(): Promise<Site> {
  const emulators = await startEmulators();
  const handle = emulatorHandler(emulators);
  const server = createServer((request, response) => {
    handle(request, response, () => void sendFile(request.url ?? '/', response));
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections();
      server.close();
      await emulators.close();
    },
  };
}

async function sendFile(url: string, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(url, 'http://localhost');
  const type = types[path.extname(pathname)];
  const content = type && (await readFile(path.join(process.cwd(), pathname)).catch(() => undefined));
  if (content) response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(content);
  else response.writeHead(404).end();
}

/** @param more further switches of Chromium */
export const launchBrowser = (...more: readonly string[]): Promise<Browser> => {
  const { executablePath, args } = findChromium();
  const camera = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
  // Nothing is drawn while a page waits: the animations of the views are tested elsewhere.
  const still = '--force-prefers-reduced-motion';
  return puppeteer.launch({ executablePath, headless: true, args: [...args, ...camera, still, ...more] });
};

/** A visitor with a browser window of their own. */
export interface Visitor {
  readonly page: Page;
  /** What went wrong on the page without being caught, and requests that left this machine. */
  readonly complaints: readonly string[];
  readonly leave: () => Promise<void>;
}

export interface VisitOptions {
  readonly width?: number;
  readonly height?: number;
  /** Prepares the page before it loads anything. */
  readonly prepare?: (page: Page) => Promise<void>;
}

/** Opens a window; a tab behind another one would get no frames. */
export async function visit(
  browser: Browser,
  url: string,
  { width = 1280, height = 1000, prepare }: VisitOptions = {},
): Promise<Visitor> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width, height });
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (!/^(http:\/\/(localhost|127\.0\.0\.1):\d+\/|data:|blob:)/.test(request.url()))
      complaints.push(`Asked for ${request.url()}`);
  });
  await prepare?.(page);
  await page.goto(url, { waitUntil: 'domcontentloaded' });
  return { page, complaints, leave: () => context.close() };
}

/** The frame of the emulated Sumsub, once it shows this view. */
export async function sumsubFrame(page: Page, view: string): Promise<Frame> {
  const frame = await page.waitForFrame((candidate) => candidate.url().includes('/websdk/websdk.html?'));
  await frame.waitForSelector(`main[data-view="${view}"]`);
  return frame;
}

/** Goes through the emulated verification as a user does, up to the point where everything is handed in. */
export async function verify(page: Page, first: 'consent' | 'document' = 'consent'): Promise<void> {
  const views = ['consent', 'document', 'photo', 'preview', 'selfie'];
  for (const view of views.slice(views.indexOf(first))) {
    const frame = await sumsubFrame(page, view);
    await frame.locator('button.next:enabled').click();
  }
}

/** Waits until the element has this status, and its view is on screen. */
export async function untilStatus(page: Page, status: string, timeout = 20_000): Promise<void> {
  await page.waitForSelector(`verification-upgrade:state(${status})`, { timeout });
  // Visible: only then does Puppeteer look at each frame. Else it waits for a mutation, and sees none in a shadow root.
  await page.waitForSelector('verification-upgrade >>> [part~=panel]', { timeout, visible: true });
  await page.evaluate('document.querySelector("verification-upgrade").updateComplete');
}

/** What a visitor can read in the element's own view. */
export const textOf = (page: Page): Promise<string> =>
  page.evaluate(
    `document.querySelector('verification-upgrade').shadowRoot.querySelector('[part~=panel]').innerText`,
  ) as Promise<string>;

/** Presses what has this name in the element's own view. */
export const press = (page: Page, name: string): Promise<void> =>
  page.locator(`verification-upgrade >>> ::-p-aria(${name})`).click();

/** With `SHOTS=1`, keeps a picture in `.shots/` for people to look at, once everything has come to rest. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (process.env['SHOTS'] === undefined) return;
  const rest = `Promise.all(document.getAnimations()
    .filter((animation) => animation.effect.getComputedTiming().endTime !== Infinity)
    .map((animation) => animation.finished.catch(() => undefined)))`;
  await Promise.all(page.frames().map((frame) => frame.evaluate(rest)));
  await mkdir('.shots', { recursive: true });
  await page.screenshot({ path: `.shots/${name}.png` });
}
