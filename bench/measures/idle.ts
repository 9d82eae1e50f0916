import type { Browser } from 'puppeteer-core';
import { heapOf, metricsOf, pause, within, withPage } from '../browser.js';
import type { World } from '../servers.js';
import type { Measurements } from '../statistics.js';

/** An element that does nothing yet, and what it is called in the table. */
export interface IdleElement {
  readonly name: string;
  readonly tag: string;
  readonly path: string;
}

export const idleElements: readonly IdleElement[] = [
  { name: 'plain Lit, a slot', tag: 'plain-slot', path: '/plain.html' },
  { name: 'plain Lit, the same card', tag: 'plain-card', path: '/plain.html' },
  { name: 'ours', tag: 'verification-upgrade', path: '/ours.html' },
];

export const counts = [1, 10, 100, 300] as const;

const patience = 30_000;
/** Milliseconds in which an idle element could set a timer. */
const watching = 1000;

/**
 * What elements cost that were not started: the work of the page's thread until they are drawn, the heap, and the timers
 * that they set afterwards. One has been there before, so that what they share is there too.
 */
export async function measureIdle(
  browser: Browser,
  world: World,
  { name, tag, path }: IdleElement,
  into: Measurements,
) {
  await withPage(browser, 1, async ({ page, session }) => {
    await page.goto(world.page + path, { waitUntil: 'networkidle0', timeout: patience });
    await within(patience, `${name}, idle`, page.evaluate(showOne, tag));
    const { JSEventListeners: listeners = NaN } = await metricsOf(session);
    for (const count of counts) {
      await page.evaluate(() => document.body.replaceChildren());
      const heap = await heapOf(session);
      const before = await metricsOf(session);
      await within(patience, `${name}, idle`, page.evaluate(showMany, tag, count));
      const after = await metricsOf(session);
      const title = `${String(count)} idle element${count === 1 ? '' : 's'}`;
      into.add(`${title}: time (ms)`, name, ((after['TaskDuration'] ?? NaN) - (before['TaskDuration'] ?? NaN)) * 1000);
      into.add(`${title}: heap (kB)`, name, ((await heapOf(session)) - heap) / 1024);
    }
    const { JSEventListeners: more = NaN } = await metricsOf(session);
    into.add('listeners for each of them', name, (more - listeners) / (counts.at(-1) ?? NaN));
    await page.evaluate(countTimers);
    await pause(watching);
    const timers = await page.evaluate(() => (globalThis as { timers?: number }).timers ?? NaN);
    into.add('timers set by all of them in a second', name, timers);
  });
}

/** Runs in the page: brings one element on the screen and takes it away, until nothing is fetched any more. */
async function showOne(tag: string) {
  await customElements.whenDefined(tag);
  const first = document.createElement(tag);
  first.setAttribute('launch', 'manual');
  document.body.append(first);
  while (!first.shadowRoot?.querySelector(tag === 'plain-slot' ? 'slot' : '[part=button]'))
    await new Promise((resolve) => setTimeout(resolve, 10));
  first.remove();
  await new Promise((resolve) => setTimeout(resolve, 100));
}

/** Runs in the page: from the first element until all of them are drawn. */
async function showMany(tag: string, count: number) {
  const elements = Array.from({ length: count }, () => document.createElement(tag));
  for (const element of elements) element.setAttribute('launch', 'manual');
  document.body.append(...elements);
  const last = elements.at(-1);
  const channel = new MessageChannel();
  while (!last?.shadowRoot?.querySelector(tag === 'plain-slot' ? 'slot' : '[part=button]')) {
    // The next task, at once.
    await new Promise((resolve) => {
      channel.port1.onmessage = resolve;
      channel.port2.postMessage('');
    });
  }
  // The second one comes when the first has been drawn.
  for (let frames = 0; frames < 2; frames++) await new Promise((resolve) => requestAnimationFrame(resolve));
}

/** Runs in the page: from now on, timers and frames that are asked for are counted. */
function countTimers() {
  const page = globalThis as unknown as Record<string, unknown> & { timers: number };
  page.timers = 0;
  for (const name of ['setTimeout', 'setInterval', 'requestAnimationFrame', 'requestIdleCallback']) {
    const original = page[name] as (...options: unknown[]) => unknown;
    page[name] = (...options: unknown[]) => {
      page.timers++;
      return original(...options);
    };
  }
}
