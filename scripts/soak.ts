/**
 * Mounts and unmounts the SDK 1,000 times on one page, prints what is in use after each hundred, and fails if that grows.
 * To be run after a build. `--cycles=N`
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { CDPSession } from 'puppeteer-core';
import { metricsOf, startBrowser, withPage } from '../bench/browser.js';
import { readBuild } from '../bench/pages.js';
import { startWorld } from '../bench/world.js';

const cycles = Number(
  process.argv.find((argument) => argument.startsWith('--cycles='))?.slice('--cycles='.length) ?? 1000,
);
if (!Number.isInteger(cycles) || cycles < 100) throw new Error('--cycles takes a whole number from 100 on.');

const rounds = 10;
/** Rounds that do not count: the engine compiles and caches, and what is kept once is created. */
const warmUp = 3;
/**
 * What a cycle may leave on average: less than one of anything. An element that is not released is 5 kB or more. Kilobytes
 * of JavaScript alone: the browser also keeps records of each request and each layout shift (seen in Chromium 156).
 */
const most = { script: 0.5, nodes: 0.1, listeners: 0.02 } as const;

type Usage = Readonly<Record<keyof typeof most, number>>;

const html = '<!doctype html><title>Soak</title><script type="module" src="/verification-upgrade.js"></script>';
const world = await startWorld(new Map([...readBuild(), ['/soak.html', html]]), {
  oneWay: 0,
  bytesPerSecond: Infinity,
});
const browser = await startBrowser();

/** After each round: cycles so far, and what is in use then. */
const samples = await withPage(browser, 1, async ({ page, session }) => {
  await page.goto(`${world.page}/soak.html`);
  const taken: Usage[] = [];
  console.log('cycles  JavaScript (kB)  nodes  listeners');
  for (let round = 1; round <= rounds; round++) {
    await page.evaluate(mountAndRemove, world.frame, Math.round(cycles / rounds));
    const usage = await inUse(session);
    taken.push(usage);
    const cells = [(round * cycles) / rounds, usage.script.toFixed(0), usage.nodes, usage.listeners];
    console.log(cells.map((cell, column) => String(cell).padStart([6, 15, 5, 9][column] ?? 0)).join('  '));
  }
  return taken;
});
await browser.close();
world.close();

const level = samples.slice(warmUp);
const grown = (Object.keys(most) as (keyof Usage)[]).filter((kind) => growth(kind) > most[kind]);
for (const kind of grown)
  console.log(`${kind}: ${growth(kind).toFixed(3)} more with each cycle; at most ${String(most[kind])}.`);
console.log(grown.length === 0 ? 'Level.' : 'It grows.');
process.exit(grown.length === 0 ? 0 : 1);

/** How much more is in use with each cycle, from the least of the first half to the least of the second. */
function growth(kind: keyof Usage): number {
  const half = Math.ceil(level.length / 2);
  const least = (usages: readonly Usage[]) => Math.min(...usages.map((usage) => usage[kind]));
  return (least(level.slice(half)) - least(level.slice(0, half))) / ((half * cycles) / rounds);
}

/** What the page holds on to once it has come to rest: kilobytes of JavaScript, nodes, listeners. */
async function inUse(session: CDPSession): Promise<Usage> {
  await delay(500);
  for (let times = 0; times < 3; times++) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { Nodes: nodes = NaN, JSEventListeners: listeners = NaN } = await metricsOf(session);
  return { script: usedSize / 1024, nodes, listeners };
}

/** Runs in the page: from the POST to the SDK's first message, and away again. */
async function mountAndRemove(frame: string, cycles: number) {
  await customElements.whenDefined('verification-upgrade');
  for (let cycle = 0; cycle < cycles; cycle++) {
    const element = document.createElement('verification-upgrade') as HTMLElement & { providerOptions: unknown };
    element.setAttribute('endpoint', '/api/v2/user/upgrade?time=0');
    element.providerOptions = { sumsub: { baseUrl: frame } };
    const active = new Promise((resolve) => element.addEventListener('upgrade-active', resolve));
    document.body.append(element);
    await active;
    element.remove();
    await new Promise((resolve) => setTimeout(resolve));
  }
}
