import type { Browser } from 'puppeteer-core';
import { heapOf, metricsOf, pause, within, withPage } from '../browser.js';
import { byHand } from '../pages.js';
import type { World } from '../servers.js';
import type { Measurements } from '../statistics.js';

const cyclers = [
  { name: byHand, path: '/hand.html', cycle: cycleByHand },
  { name: 'ours', path: '/ours.html', cycle: cycleOurs },
] as const;

const patience = 240_000;
/** Cycles before the first look, so that what is kept once is there. */
const warmUp = 20;

/**
 * What is left after the SDK was mounted and unmounted many times on one page: POST, frame, the SDK's first message, and
 * away again.
 */
export async function measureCycles(browser: Browser, world: World, cycles: number, into: Measurements) {
  for (const { name, path, cycle } of cyclers) {
    await withPage(browser, 1, async ({ page, session }) => {
      const look = async () => {
        await pause(500);
        const heap = await heapOf(session);
        const { Nodes = NaN, JSEventListeners = NaN } = await metricsOf(session);
        return { heap, Nodes, JSEventListeners };
      };
      await page.goto(world.page + path, { waitUntil: 'networkidle0' });
      await page.evaluate(cycle, world.frame, warmUp);
      const before = await look();
      await within(patience, `${name}, ${String(cycles)} mount cycles`, page.evaluate(cycle, world.frame, cycles));
      const after = await look();
      const title = `after ${String(cycles)} mount cycles:`;
      into.add(`${title} heap (kB more)`, name, (after.heap - before.heap) / 1024);
      into.add(`${title} nodes more`, name, after.Nodes - before.Nodes);
      into.add(`${title} listeners more`, name, after.JSEventListeners - before.JSEventListeners);
    });
  }
}

/** Runs in the page. */
async function cycleOurs(frame: string, cycles: number) {
  await customElements.whenDefined('verification-upgrade');
  for (let cycle = 0; cycle < cycles; cycle++) {
    const element = document.createElement('verification-upgrade') as HTMLElement & { providerOptions: unknown };
    element.setAttribute('endpoint', '/upgrade?time=0');
    element.providerOptions = { sumsub: { baseUrl: frame } };
    const active = new Promise((resolve) => element.addEventListener('upgrade-active', resolve));
    document.body.append(element);
    await active;
    element.remove();
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** Runs in the page. */
async function cycleByHand(_frame: string, cycles: number) {
  type Launch = (container: HTMLElement, endpoint: string, ready: () => void) => Promise<{ destroy(): void }>;
  const { launchByHand } = globalThis as unknown as { launchByHand: Launch };
  for (let cycle = 0; cycle < cycles; cycle++) {
    const container = document.body.appendChild(document.createElement('div'));
    const launched: { sdk?: { destroy(): void } } = {};
    await new Promise<void>((ready) => {
      void launchByHand(container, '/upgrade?time=0', ready).then((sdk) => (launched.sdk = sdk));
    });
    launched.sdk?.destroy();
    container.remove();
    await new Promise((resolve) => setTimeout(resolve));
  }
}
