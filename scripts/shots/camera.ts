import { readFile } from 'node:fs/promises';
import { launch } from 'puppeteer-core';
import type { Browser, Frame, Page } from 'puppeteer-core';
import { build, preview } from 'vite';
import { findChromium } from '../../test/support/chromium.js';
import type { Shot } from './plan.js';

/** Milliseconds until a view has to be there. */
const PATIENCE = 15_000;

const built = '.cache/gallery';
const inter = 'node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2';

/**
 * Puts every page and frame into one and the same font, whatever the machine has: the pictures are to be compared across
 * machines. And the clock stands still, so that a countdown does. Runs in the page.
 */
function stage(font: string, textSize: number): void {
  const face = new FontFace('Shots', `url(data:font/woff2;base64,${font})`, { weight: '100 900' });
  document.fonts.add(face);
  void face.load();
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    `:root, button { font-family: 'Shots' !important }
    :root { font-size: ${String(textSize)}% !important }`,
  );
  document.adoptedStyleSheets.push(sheet);
  const now = Date.now();
  Date.now = () => now;
}

/** The gallery in a browser, to take pictures of. */
export class Camera {
  readonly #origin: string;
  readonly #browser: Browser;
  readonly #font: string;
  readonly #close: () => Promise<void>;
  /** The browser's name and release. */
  readonly browser: string;

  private constructor(origin: string, browser: Browser, version: string, font: string, close: () => Promise<void>) {
    this.#origin = origin;
    this.#browser = browser;
    this.browser = version;
    this.#font = font;
    this.#close = close;
  }

  /** Builds and serves the gallery, and starts a browser. */
  static async open(): Promise<Camera> {
    const font = (await readFile(inter)).toString('base64');
    await build({
      logLevel: 'error',
      build: { outDir: built, emptyOutDir: true, rolldownOptions: { input: ['demo/gallery.html'] } },
    });
    const server = await preview({ logLevel: 'error', build: { outDir: built }, preview: { port: 0 } });
    const { executablePath, args } = findChromium();
    const looks = ['--force-color-profile=srgb', '--font-render-hinting=none', '--hide-scrollbars'];
    const browser = await launch({ executablePath, args: [...args, ...looks, '--force-prefers-reduced-motion'] });
    const [origin = ''] = server.resolvedUrls?.local ?? [];
    return new Camera(origin, browser, await browser.version(), font, async () => {
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
      await this.#prepare(page, shot);
      await page.goto(new URL(shot.address, this.#origin).href);
      await page.waitForSelector(':root[data-ready]', { timeout: PATIENCE });
      await Promise.all(page.frames().map(whenDressed));
      return Buffer.from(await picture(page));
    } catch (cause) {
      throw new Error(`${shot.name} could not be taken.`, { cause });
    } finally {
      await page.close();
    }
  }

  async #prepare(page: Page, { width, scale = 1, textSize = 100, forcedColors }: Shot): Promise<void> {
    await page.setViewport({ width, height: width < 600 ? 700 : 760, deviceScaleFactor: scale });
    await page.evaluateOnNewDocument(stage, this.#font, textSize);
    if (!forcedColors) return;
    const session = await page.createCDPSession();
    const features = [{ name: 'forced-colors', value: 'active' }];
    await session.send('Emulation.setEmulatedMedia', { features });
  }
}

/** A frame that is still on its way is not to be seen yet. */
const whenDressed = (frame: Frame): Promise<void> =>
  frame.evaluate(() => document.fonts.ready.then(() => undefined)).catch(() => undefined);

async function picture(page: Page): Promise<Uint8Array> {
  const element = await page.$('verification-upgrade');
  if (!element) throw new Error('There is no element.');
  const isModal = await element.evaluate((host) => Boolean(host.shadowRoot?.querySelector('dialog:modal')));
  return isModal ? page.screenshot({ captureBeyondViewport: false }) : element.screenshot();
}
