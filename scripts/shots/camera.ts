import { readFile } from 'node:fs/promises';
import { launch } from 'puppeteer-core';
import type { Browser, CDPSession, Page } from 'puppeteer-core';
import { createServer } from 'vite';
import { findChromium } from '../../test/support/chromium.js';
import type { Shot } from './plan.js';

/** Milliseconds until a view has to be there. */
const PATIENCE = 15_000;

const inter = 'node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2';

/**
 * Puts every page and frame into one and the same font, whatever the machine has: the pictures are to be compared across
 * machines. Runs in the page.
 */
function useFont(source: string): void {
  const face = new FontFace('Shots', `url(data:font/woff2;base64,${source})`, { weight: '100 900' });
  document.fonts.add(face);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(":root, .panel button { font-family: 'Shots' !important } * { caret-color: transparent !important }");
  document.adoptedStyleSheets.push(sheet);
  // The clock stands still, so that a countdown does.
  const now = Date.now();
  Date.now = () => now;
  void face.load();
}

/** The gallery in a browser, to take pictures of. */
export class Camera {
  readonly #origin: string;
  readonly #browser: Browser;
  readonly #close: () => Promise<void>;
  readonly #font: string;

  private constructor(origin: string, browser: Browser, font: string, close: () => Promise<void>) {
    this.#origin = origin;
    this.#browser = browser;
    this.#font = font;
    this.#close = close;
  }

  /** Starts the demo's server and a browser. */
  static async open(): Promise<Camera> {
    const server = await createServer({
      logLevel: 'error',
      cacheDir: '.cache/vite-shots',
      server: { port: 0, hmr: false, watch: null },
    });
    await server.listen();
    const { executablePath, args } = findChromium();
    const browser = await launch({
      executablePath,
      args: [...args, '--force-color-profile=srgb', '--font-render-hinting=none', '--hide-scrollbars', '--force-prefers-reduced-motion'],
    });
    const [origin = ''] = server.resolvedUrls?.local ?? [];
    const font = (await readFile(inter)).toString('base64');
    return new Camera(origin, browser, font, async () => {
      await browser.close();
      await server.close();
    });
  }

  async close(): Promise<void> {
    await this.#close();
  }

  /**
   * Takes the picture: of the element, or of the whole window where a dialog is on it.
   *
   * @throws {Error} where the view is not there in time
   */
  async take(shot: Shot): Promise<Buffer> {
    const page = await this.#browser.newPage();
    try {
      await page.evaluateOnNewDocument(useFont, this.#font);
      await dress(page, shot);
      await page.goto(new URL(`/demo/gallery.html?${shot.query}`, this.#origin).href);
      await page.waitForSelector(':root[data-ready]', { timeout: PATIENCE });
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
      return Buffer.from(await picture(page));
    } finally {
      await page.close();
    }
  }
}

async function dress(page: Page, { width, scale = 1, textSize, forcedColors }: Shot): Promise<void> {
  await page.setViewport({ width, height: width < 600 ? 700 : 800, deviceScaleFactor: scale });
  const session: CDPSession = await page.createCDPSession();
  const features = [{ name: 'prefers-reduced-motion', value: 'reduce' }];
  if (forcedColors) features.push({ name: 'forced-colors', value: 'active' });
  await session.send('Emulation.setEmulatedMedia', { features });
  if (textSize) {
    await page.evaluateOnNewDocument((size) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`:root { font-size: ${String(size)}% !important }`);
      document.adoptedStyleSheets.push(sheet);
    }, textSize);
  }
}

async function picture(page: Page): Promise<Uint8Array> {
  const element = await page.$('verification-upgrade');
  const isModal = await element?.evaluate((host) => Boolean(host.shadowRoot?.querySelector('dialog:modal')));
  if (!element) throw new Error('There is no element.');
  if (isModal) return page.screenshot({ captureBeyondViewport: false });
  return element.screenshot();
}
