/**
 * Mounts and unmounts the SDK 1,000 times on one page, prints what is in use after each hundred, and fails where that grows.
 * To be run after a build. `--cycles=N`
 */
import { startBrowser, withPage } from '../bench/browser.js';
import { readBuild } from '../bench/bundles.js';
import { cycleOurs, inUse } from '../bench/measures/cycles.js';
import { startWorld } from '../bench/servers.js';

const cycles = Number(
  process.argv.find((argument) => argument.startsWith('--cycles='))?.slice('--cycles='.length) ?? 1000,
);
if (!Number.isInteger(cycles) || cycles < 100) throw new Error('--cycles takes a whole number from 100 on.');

const rounds = 10;
/** What is kept once, and what the engine itself compiles and caches, is there after the first rounds. */
const warmUp = 3;
/**
 * What a cycle may leave on average: less than one of anything; an element that
 * stays is 5 kB or more. Kilobytes of JavaScript alone: beside them the browser
 * keeps records of each request and each shift of the layout, whoever causes them (seen in heap snapshots, Chromium 156).
 */
const most = { script: 0.5, nodes: 0.1, listeners: 0.02 } as const;
const unthrottled = { name: 'unthrottled', oneWay: 0, bytesPerSecond: Infinity };

type Usage = Readonly<Record<keyof typeof most, number>>;

const html = '<!doctype html><title>Soak</title><script type="module" src="/verification-upgrade.js"></script>';
const world = await startWorld(new Map([...readBuild(), ['/soak.html', html]]), unthrottled);
const browser = await startBrowser();

/** After each round: cycles so far, and what is in use then. */
const samples = await withPage(browser, 1, async ({ page, session }) => {
  await page.goto(`${world.page}/soak.html`);
  const taken: Usage[] = [];
  console.log('cycles  JavaScript (kB)  nodes  listeners');
  for (let round = 1; round <= rounds; round++) {
    await page.evaluate(cycleOurs, world.frame, Math.round(cycles / rounds));
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

/** How much more is in use with each cycle: between the least of the first half and the least of the second. */
function growth(kind: keyof Usage): number {
  const half = Math.ceil(level.length / 2);
  const least = (usages: readonly Usage[]) => Math.min(...usages.map((usage) => usage[kind]));
  return (least(level.slice(half)) - least(level.slice(0, half))) / ((half * cycles) / rounds);
}
