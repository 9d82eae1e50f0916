import type { Browser, CDPSession } from 'puppeteer-core';
import { heapsOf, metricsOf, pause, within, withPage } from '../browser.js';
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
      await page.goto(world.page + path, { waitUntil: 'networkidle0' });
      await page.evaluate(cycle, world.frame, warmUp);
      const before = await inUse(session);
      await within(patience, `${name}, ${String(cycles)} mount cycles`, page.evaluate(cycle, world.frame, cycles));
      const after = await inUse(session);
      const title = `after ${String(cycles)} mount cycles:`;
      into.add(`${title} heap (kB more)`, name, after.heap - before.heap);
      into.add(`${title} nodes more`, name, after.nodes - before.nodes);
      into.add(`${title} listeners more`, name, after.listeners - before.listeners);
    });
  }
}

/** What the page holds on to once everything has come to rest: kilobytes of JavaScript, of all heaps, nodes, listeners. */
export async function inUse(session: CDPSession) {
  await pause(500);
  const { script, native } = await heapsOf(session);
  const { Nodes: nodes = NaN, JSEventListeners: listeners = NaN } = await metricsOf(session);
  return { script: script / 1024, heap: (script + native) / 1024, nodes, listeners };
}

/** Runs in the page. */
export async function cycleOurs(frame: string, cycles: number) {
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
