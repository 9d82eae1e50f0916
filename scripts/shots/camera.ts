import { readFile } from 'node:fs/promises';
import { launch } from 'puppeteer-core';
import type { Browser, Frame, Page } from 'puppeteer-core';
import { findChromium } from '../../test/support/chromium.js';
import { freezeClock } from '../../test/support/frozen-clock.js';
import type { DemoSite } from '../demo-site.js';
import { serveDemo } from '../demo-site.js';
import type { Shot } from './plan.js';

/** Milliseconds until a view has to be there. */
const PATIENCE = 30_000;

/**
 * The fonts of the pictures, whatever the machine has: they are to be compared across machines. The one of the page, and
 * those that the looks ask for.
 */
const fonts = {
  Shots: '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  Georgia: '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2',
  'ui-rounded': '@fontsource-variable/nunito/files/nunito-latin-wght-normal.woff2',
};

/** Gives every page and frame the fonts of the pictures, before its first script runs. */
function setFonts(faces: readonly (readonly [name: string, font: string])[], textSize: number): void {
  for (const [name, font] of faces) {
    const face = new FontFace(name, `url(data:font/woff2;base64,${font})`, { weight: '100 900' });
    document.fonts.add(face);
    void face.load();
  }
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    `:root, button { font-family: 'Shots' !important }
    :root { font-size: ${String(textSize)}% !important }`,
  );
  document.adoptedStyleSheets.push(sheet);
}

/** Gallery and account page in a browser, to take pictures of. */
export class Camera {
  readonly #site: DemoSite;
  readonly #browser: Browser;
  readonly #faces: readonly (readonly [name: string, font: string])[];
  /** The browser's name and release. */
  readonly browser: string;
  /** What was taken last, and the page that shows it. */
  #last: { readonly page: Page; readonly shot: Shot } | undefined;

  private constructor(
    site: DemoSite,
    browser: Browser,
    version: string,
    faces: readonly (readonly [name: string, font: string])[],
  ) {
    this.#site = site;
    this.#browser = browser;
    this.browser = version;
    this.#faces = faces;
  }

  /** Builds and serves them, and starts a browser. */
  static async open(): Promise<Camera> {
    const faces = await Promise.all(
      Object.entries(fonts).map(
        async ([name, file]) => [name, (await readFile(`node_modules/${file}`)).toString('base64')] as const,
      ),
    );
    const site = await serveDemo(['demo/gallery.html', 'index.html'], '.cache/gallery');
    const { executablePath, args } = findChromium('browser');
    const looks = ['--force-color-profile=srgb', '--font-render-hinting=none', '--hide-scrollbars'];
    const browser = await launch({ executablePath, args: [...args, ...looks, '--force-prefers-reduced-motion'] });
    return new Camera(site, browser, await browser.version(), faces);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#site.close();
  }

  /**
   * Takes the picture: of the element, or of the whole window where a dialog is on it.
   *
   * @throws {Error} where the view is not there in time
   */
  async take(shot: Shot): Promise<Buffer> {
    try {
      const page = (await this.#redress(shot)) ?? (await this.#show(shot));
      this.#last = { page, shot };
      return Buffer.from(await picture(page));
    } catch (cause) {
      throw new Error(`${shot.name} could not be taken.`, { cause });
    }
  }

  /** The account page of the demo, as far as it is not covered by the playground. */
  async takeDemo(): Promise<Buffer> {
    const page = await this.#browser.newPage();
    await page.setViewport({ width: 1280, height: 770, deviceScaleFactor: 2 });
    await freezeClock(page);
    await page.evaluateOnNewDocument(setFonts, this.#faces, 100);
    await page.goto(this.#site.url);
    await page.locator('verification-upgrade >>> .primary').click();
    await page.waitForSelector('verification-upgrade >>> [part=progress]', { timeout: PATIENCE, visible: true });
    const frame = await page.waitForFrame((candidate) => candidate.url().includes('/websdk/'));
    await frame.waitForSelector('button.next:enabled', { timeout: PATIENCE });
    await Promise.all(page.frames().map(whenDressed));
    const width = await page.$eval('.panel', (panel) => panel.getBoundingClientRect().left);
    const picture = await page.screenshot({ clip: { x: 0, y: 0, width, height: 770 } });
    await page.close();
    return Buffer.from(picture);
  }

  /** The same view in other colours, or another width, is at hand. Not so where a provider's frame would have to follow. */
  async #redress(shot: Shot): Promise<Page | undefined> {
    const { page, shot: last } = this.#last ?? {};
    if (!page || !last || page.frames().length > 1 || keyOf(shot) !== keyOf(last)) return undefined;
    await page.setViewport(viewport(shot));
    await page.evaluate((dress) => {
      postMessage({ dress }, location.origin);
      return new Promise((resolve) => setTimeout(() => requestAnimationFrame(resolve)));
    }, shot.dress);
    return page;
  }

  async #show(shot: Shot): Promise<Page> {
    await this.#last?.page.close();
    this.#last = undefined;
    const page = await this.#browser.newPage();
    await page.setViewport(viewport(shot));
    await freezeClock(page);
    await page.evaluateOnNewDocument(setFonts, this.#faces, shot.textSize ?? 100);
    if (shot.forcedColors) {
      const session = await page.createCDPSession();
      const features = [{ name: 'forced-colors', value: 'active' }];
      await session.send('Emulation.setEmulatedMedia', { features });
    }
    const query = new URLSearchParams({ view: shot.view, ...shot.dress });
    await page.goto(new URL(`demo/gallery.html?${query.toString()}`, this.#site.url).href);
    await page.waitForSelector(':root[data-ready]', { timeout: PATIENCE });
    return page;
  }
}

const viewport = ({ width, scale = 1 }: Shot) => ({ width, height: width < 600 ? 700 : 760, deviceScaleFactor: scale });

/** Shots of which one can follow the other without loading the page again. */
const keyOf = ({ view, dress, scale, textSize, forcedColors }: Shot) =>
  JSON.stringify([view, dress.lang, scale, textSize, forcedColors]);

/** With its fonts, and after what moves in it. A frame that is still on its way is not to be seen yet. */
const whenDressed = (frame: Frame): Promise<void> =>
  frame
    .evaluate(async () => {
      await document.fonts.ready;
      const finite = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
      await Promise.allSettled(finite.map(({ finished }) => finished));
      // Drawn with the second frame at the latest.
      for (let frames = 0; frames < 2; frames++) await new Promise(requestAnimationFrame);
    })
    .catch(() => undefined);

async function picture(page: Page): Promise<Uint8Array> {
  const element = await page.$('verification-upgrade');
  if (!element) throw new Error('There is no element.');
  const isModal = await element.evaluate((host) => Boolean(host.shadowRoot?.querySelector('dialog:modal')));
  const box = await element.boundingBox();
  const size = page.viewport();
  // As high as the element, before its frames are drawn: a frame that is resized may be drawn with its former size first.
  if (!isModal && box && size && box.y + box.height > size.height)
    await page.setViewport({ ...size, height: Math.ceil(box.y + box.height) });
  await Promise.all(page.frames().map(whenDressed));
  return (isModal ? page : element).screenshot({ captureBeyondViewport: false });
}
