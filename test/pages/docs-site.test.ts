import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { AxeResults } from 'axe-core';
import type { Browser } from 'puppeteer-core';
import { preview } from 'vite';
import { findDeadLinks, pagesIn } from '../../scripts/docs/dead-links.js';
import { buildSite } from '../../scripts/docs/site.js';
import type { Site, Visitor } from '../support/pages.js';
import { launchBrowser, shoot, untilStatus, verify, visit } from '../support/pages.js';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const phone = { width: 320, height: 640 };

/** Serves files, and nothing else. */
async function serveFiles(folder: string): Promise<Site> {
  const options = { configFile: false, logLevel: 'error', appType: 'mpa' } as const;
  const server = await preview({ ...options, build: { outDir: folder }, preview: { port: 0 } });
  const [url = ''] = server.resolvedUrls?.local ?? [];
  return { url, close: () => server.close() };
}

describe('the site of the documentation', { concurrency: 3 }, () => {
  let folder: string;
  let site: Site;
  let browser: Browser;

  before(async () => {
    await mkdir('.cache', { recursive: true });
    folder = await mkdtemp(path.resolve('.cache/docs-site-'));
    await buildSite(folder);
    [site, browser] = await Promise.all([serveFiles(folder), launchBrowser()]);
  });

  after(async () => {
    await browser.close();
    await site.close();
    await rm(folder, { recursive: true });
  });

  /** Opens a page, and checks that nothing broke and nothing was reported meanwhile. */
  async function asReader(
    address: string,
    look: (visitor: Visitor) => Promise<void>,
    size?: { readonly width: number; readonly height: number },
  ): Promise<void> {
    const visitor = await visit(browser, 'about:blank', size);
    const errors: string[] = [];
    visitor.page.on('console', (message) => {
      if (message.type() === 'error') errors.push(`${visitor.page.url()}: ${message.text()}`);
    });
    await visitor.page.goto(new URL(address, site.url).href, { waitUntil: 'load' });
    await look(visitor);
    assert.deepEqual([...visitor.complaints, ...errors], []);
    await visitor.leave();
  }

  it('has no dead link, and says so of one that is', async () => {
    assert.deepEqual(findDeadLinks(folder), []);
    const other = await mkdtemp(path.resolve('.cache/dead-links-'));
    await writeFile(path.join(other, 'alive.html'), '<h1 id="here">Here</h1>');
    await writeFile(
      path.join(other, 'index.html'),
      '<a href="alive.html#here">alive</a><a href="/alive.html#gone">dead</a><img src="no.png">',
    );
    assert.deepEqual(findDeadLinks(other), ['/index.html: /alive.html#gone', '/index.html: no.png']);
    await rm(other, { recursive: true });
  });

  it('finds the entry of an error code', async () => {
    await asReader('/docs/', async ({ page }) => {
      await page.locator('button.DocSearch-Button, .VPNavBarSearch button').click();
      await page.locator('input.search-input').fill('ER709');
      await page.locator('.results a[href$="/docs/errors.html#er709"]').click();
      await page.waitForFunction('location.pathname === "/docs/errors.html" && location.hash === "#er709"');
      await page.waitForSelector('h3#er709');
    });
  });

  it('leads from the documentation to the demo, which plays a whole upgrade without a server, and back', async () => {
    await asReader('/docs/', async ({ page }) => {
      await page.locator('.VPNavBarMenu a[href="/"]').click();
      await untilStatus(page, 'offered');
      await page.locator('verification-upgrade >>> [part~=button]').click();
      await untilStatus(page, 'active');
      await verify(page);
      await untilStatus(page, 'approved');
      assert.equal(await page.$('option[value="blocked-frame"], option[value="veriff"]'), null);
      await page.locator('a[href="/docs/"]').click();
      await page.waitForSelector('h1#documentation');
    });
  });

  it('leads from the demo to the documentation on a phone, too', async () => {
    await asReader(
      '/',
      async ({ page }) => {
        await page.locator('a[href="/docs/"]').click();
        await page.waitForSelector('h1#documentation');
      },
      phone,
    );
  });

  it('says that a scenario needs a server, and plays another one', async () => {
    await asReader('/?scenario=blocked-frame', async ({ page }) => {
      await untilStatus(page, 'offered');
      assert.match(await page.$eval('#hint', ({ textContent }) => textContent), /“Blocked frame” needs a server/);
    });
  });

  it('plays the server for the gallery, too', async () => {
    await asReader('/demo/gallery.html?view=rejected', ({ page }) => untilStatus(page, 'rejected'));
  });

  it('fits on the narrowest phone, every page of it', async () => {
    const pages = pagesIn(folder).filter((page) => !/^.(demo.gallery|websdk)/.test(page));
    assert.ok(pages.length > 30);
    await asReader(
      '/docs/',
      async ({ page }) => {
        const wide: string[] = [];
        for (const address of pages) {
          await page.goto(new URL(address, site.url).href, { waitUntil: 'load' });
          const width = Number(await page.evaluate('document.documentElement.scrollWidth'));
          if (width > phone.width) wide.push(`${address}: ${width}`);
        }
        assert.deepEqual(wide, []);
      },
      phone,
    );
  });

  it('lets long code scroll by itself on a phone', async () => {
    await asReader(
      '/docs/getting-started.html',
      async ({ page }) => {
        // A script could move what is hidden, too; a finger could not.
        const long = await page.$$eval('pre', (blocks) =>
          blocks
            .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
            .map((block) => getComputedStyle(block).overflowX),
        );
        assert.deepEqual([...new Set(long)], ['auto']);
        await shoot(page, 'docs-phone');
      },
      phone,
    );
  });

  for (const scheme of ['light', 'dark']) {
    it(`has nothing that axe calls serious, ${scheme}`, async () => {
      for (const address of ['/docs/', '/docs/errors.html', '/docs/frameworks/react.html', '/README.html']) {
        await asReader(address, async ({ page }) => {
          await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
          await page.waitForFunction(`document.documentElement.classList.contains('dark') === ${scheme === 'dark'}`);
          await page.addScriptTag({ path: axe });
          const { violations } = (await page.evaluate('axe.run()')) as AxeResults;
          const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
          assert.deepEqual(
            serious.map(({ id, nodes }) => `${address} ${id}: ${nodes.map(({ html }) => html).join('\n')}`),
            [],
          );
          await shoot(page, `docs-${path.basename(address, '.html')}-${scheme}`);
        });
      }
    });
  }
});
