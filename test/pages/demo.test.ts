import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import en from '../../src/locales/en.js';
import type { Site, Visitor } from '../support/pages.js';
import {
  launchBrowser,
  press,
  shoot,
  startDemo,
  sumsubFrame,
  textOf,
  untilStatus,
  verify,
  visit,
} from '../support/pages.js';

describe('the demo, visited', { concurrency: 3 }, () => {
  let site: Site;
  let browser: Browser;

  before(async () => {
    [site, browser] = await Promise.all([startDemo(), launchBrowser()]);
  });

  after(async () => {
    await browser.close();
    await site.close();
  });

  /** Opens the demo, uses it, and checks that nothing broke meanwhile. */
  async function asVisitor(query: string, use: (visitor: Visitor) => Promise<void>): Promise<void> {
    const visitor = await visit(browser, `${site.url}?${query}`);
    await use(visitor);
    assert.deepEqual(visitor.complaints, []);
    await visitor.leave();
  }

  it('offers the upgrade first, and takes a user who accepts from hero to satoshi', async () => {
    await asVisitor('', async ({ page }) => {
      await untilStatus(page, 'offered');
      await shoot(page, 'happy-0-offer');
      assert.equal(page.frames().length, 1, 'The provider is not contacted before the user accepts.');
      await page.locator('verification-upgrade >>> [part~=button]').click();
      await untilStatus(page, 'active');
      await sumsubFrame(page, 'consent');
      await shoot(page, 'happy-1-consent');
      await verify(page);
      await untilStatus(page, 'pending');
      await sumsubFrame(page, 'review');
      await shoot(page, 'happy-2-review');
      await untilStatus(page, 'approved');
      assert.match(await textOf(page), new RegExp(en['approved.heading']));
      assert.ok(await page.$('#level[data-level="hero"]'), 'The provider’s verdict is a hint.');
      await shoot(page, 'happy-3-approved');
      await page.waitForSelector('#level[data-level="satoshi"]');
      assert.match(await textOf(page), new RegExp(en['approved.server.text'].replace('{nextLevel}', 'Satoshi')));
      await shoot(page, 'happy-4-confirmed');
      assert.equal(page.frames().length, 1);
    });
  });

  it('lets a user take a better photo', async () => {
    await asVisitor('scenario=retry', async ({ page }) => {
      await untilStatus(page, 'active');
      await verify(page);
      const frame = await sumsubFrame(page, 'again');
      await untilStatus(page, 'active');
      await shoot(page, 'retry-again');
      await frame.locator('button.next').click();
      await verify(page, 'document');
      await untilStatus(page, 'approved');
    });
  });

  it('starts when the user asks for it', async () => {
    await asVisitor('launch=manual', async ({ page }) => {
      await untilStatus(page, 'idle');
      await shoot(page, 'manual-1-start');
      assert.equal(page.frames().length, 1);
      await press(page, en['start.button']);
      await untilStatus(page, 'active');
      await sumsubFrame(page, 'consent');
    });
  });

  it('starts when it comes into view', async () => {
    await asVisitor('launch=visible', async ({ page }) => {
      await page.waitForSelector('verification-upgrade:state(idle)');
      await page.$eval('verification-upgrade', (element) => element.scrollIntoView());
      await untilStatus(page, 'active');
    });
  });

  it('goes through two chained levels, and is approved after the last one alone', async () => {
    await asVisitor('scenario=chained', async ({ page }) => {
      const statuses = await page.evaluateHandle(`(() => {
        const statuses = [];
        addEventListener('upgrade-state-change', ({ state }) => statuses.push(state.status));
        return statuses;
      })()`);
      await untilStatus(page, 'active');
      await verify(page);
      const questions = await sumsubFrame(page, 'questions');
      await untilStatus(page, 'active');
      await questions.locator('button.next:enabled').click();
      await untilStatus(page, 'approved');
      const seen = (await statuses.jsonValue()) as string[];
      const turns = seen.filter((status, index) => status !== seen[index - 1]);
      assert.deepEqual(turns.slice(-3), ['active', 'pending', 'approved']);
      assert.equal(seen.filter((status) => status === 'approved').length, 1);
    });
  });

  it('shows what a confirmed upgrade has changed on the page', async () => {
    await asVisitor('scenario=approved', async ({ page }) => {
      await page.waitForSelector('#level[data-level="satoshi"]');
      const amounts = await page.$$eval('[data-amount]', (cells) => cells.map((cell) => cell.textContent));
      assert.deepEqual(amounts, ['€25,000', '€50,000']);
      assert.equal(await page.$eval('#title', ({ textContent }) => textContent), 'Verification');
    });
  });

  it('confirms an order with one and the same GET endpoint', async () => {
    await asVisitor('scenario=order', async ({ page }) => {
      await untilStatus(page, 'active');
      assert.equal(await page.$eval('#title', ({ textContent }) => textContent), 'Confirm your order');
      for (const view of ['consent', 'selfie']) {
        const frame = await sumsubFrame(page, view);
        await frame.locator('button.next:enabled').click();
      }
      await untilStatus(page, 'pending');
      await untilStatus(page, 'approved', 40_000);
      assert.ok(await page.$('#level[data-level="hero"]'), 'An order changes no level.');
    });
  });

  it('starts again by itself after a reload in the SDK', async () => {
    await asVisitor('scenario=resume', async ({ page }) => {
      await untilStatus(page, 'idle');
      await press(page, en['start.button']);
      await untilStatus(page, 'active');
      await page.reload();
      await untilStatus(page, 'active');
    });
  });

  it('sends one request from the head, and the element takes its answer', async () => {
    const visitor = await visit(browser, 'about:blank');
    const posts: string[] = [];
    visitor.page.on('request', (request) => {
      if (request.method() === 'POST') posts.push(request.initiator()?.type ?? '');
    });
    await visitor.page.goto(`${site.url}demo/early.html`);
    await untilStatus(visitor.page, 'active');
    await sumsubFrame(visitor.page, 'consent');
    assert.equal(posts.length, 1);
    assert.deepEqual(visitor.complaints, []);
    await visitor.leave();
  });

  it('tries again after a dead frame, and gets through', async () => {
    await asVisitor('scenario=dead-frame', async ({ page }) => {
      await untilStatus(page, 'failed', 40_000);
      assert.match(await textOf(page), new RegExp(en['failed.provider-timeout.heading']));
      await page.select('#scenario', 'happy');
      await untilStatus(page, 'active');
      await sumsubFrame(page, 'consent');
    });
  });

  it('retries with its button', async () => {
    await asVisitor('scenario=frame-error', async ({ page }) => {
      await untilStatus(page, 'failed');
      await shoot(page, 'frame-error');
      await press(page, en['action.retry']);
      await untilStatus(page, 'active');
    });
  });

  it('continues by itself when the connection is back', async () => {
    await asVisitor('scenario=offline', async ({ page }) => {
      await untilStatus(page, 'failed');
      assert.match(await textOf(page), new RegExp(en['failed.offline.heading']));
      await shoot(page, 'offline');
      await page.locator('[data-action="goOnline"]').click();
      await untilStatus(page, 'active');
    });
  });

  it('stops and starts again with the methods of the page', async () => {
    await asVisitor('scenario=happy', async ({ page }) => {
      await untilStatus(page, 'active');
      await page.locator('[data-action="cancel"]').click();
      await untilStatus(page, 'cancelled');
      await shoot(page, 'cancelled');
      assert.equal(page.frames().length, 1);
      await press(page, en['cancelled.button']);
      await untilStatus(page, 'active');
    });
  });

  it('does not move what is below it, from the first moment to the last', async () => {
    await asVisitor('scenario=slow&launch=manual', async ({ page }) => {
      const below = () => page.$eval('#questions', (card) => card.getBoundingClientRect().top);
      const heights: number[] = [await below()];
      await untilStatus(page, 'idle');
      heights.push(await below());
      await press(page, en['start.button']);
      for (const status of ['requesting', 'active']) {
        await untilStatus(page, status);
        heights.push(await below());
      }
      await sumsubFrame(page, 'consent');
      heights.push(await below());
      await page.locator('[data-action="cancel"]').click();
      await untilStatus(page, 'cancelled');
      heights.push(await below());
      assert.equal(new Set(heights).size, 1, `It was at ${heights.join(', ')}.`);
    });
  });

  it('leaves no message listener on the window', async () => {
    await asVisitor('launch=manual', async ({ page }) => {
      const session = await page.createCDPSession();
      const count = async () => {
        const { result } = await session.send('Runtime.evaluate', { expression: 'window' });
        const { listeners } = await session.send('DOMDebugger.getEventListeners', { objectId: result.objectId ?? '' });
        return listeners.filter(({ type }) => type === 'message').length;
      };
      await untilStatus(page, 'idle');
      const atFirst = await count();
      await press(page, en['start.button']);
      await untilStatus(page, 'active');
      assert.ok((await count()) > atFirst);
      await page.locator('[data-action="cancel"]').click();
      await untilStatus(page, 'cancelled');
      assert.equal(await count(), atFirst);
    });
  });
});
