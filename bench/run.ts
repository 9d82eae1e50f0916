/**
 * Measures the element beside other ways to the same frame, prints a table and writes `bench/results.md`.
 * `--runs=N`, `--cycles=N`, `--only=frame,click`.
 */
import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { startBrowser } from './browser.js';
import { measureClick } from './measures/click.js';
import { measureCycles } from './measures/cycles.js';
import { measureFrame, measureWork } from './measures/frame.js';
import { idleElements, measureIdle } from './measures/idle.js';
import { measureShift } from './measures/shift.js';
import type { Part } from './options.js';
import { readOptions } from './options.js';
import { buildSite, byHand } from './pages.js';
import { toReport, type Goal, type Table } from './report.js';
import { selfSigned, serverTime, startWorld } from './servers.js';
import { alternate, Measurements } from './statistics.js';

const target = 'bench/results.md';
const unthrottled = { name: 'unthrottled', oneWay: 0, bytesPerSecond: Infinity };
const slow4g = { name: 'slow 4G', oneWay: 75, bytesPerSecond: 1_600_000 / 8 };
const slowDown = 4;
/** The page moves in the same way each time. */
const shiftRuns = 2;

const { runs, cycles, parts } = readOptions(process.argv.slice(2));
const started = performance.now();
const loadBefore = loadavg()[0] ?? NaN;
const { site, contenders } = await buildSite();
const certificate = selfSigned();
if (!certificate) console.log('OpenSSL is missing: slow 4G is measured without HTTPS.');
const browser = await startBrowser(certificate?.fingerprint);
const version = (await browser.version()).replace('/', ' ');
const fast = await startWorld(site, unthrottled);
const slow = await startWorld(site, slow4g, certificate);
const pages: Table = { title: 'pages', measurements: new Measurements(), base: byHand };
const idle: Table = { title: 'idle elements', measurements: new Measurements(), base: 'plain Lit, the same card' };
let failures = 0;

/** One part of the bench. A run that fails is told and left out; the others go on. */
async function measure<Thing>(
  part: Part,
  things: readonly Thing[],
  rounds: number,
  run: (thing: Thing) => Promise<void>,
) {
  if (!parts.includes(part)) return;
  const since = performance.now();
  await alternate(things, rounds, async (thing) => {
    await run(thing).catch((cause: unknown) => {
      failures++;
      console.log(String(cause));
    });
  });
  console.log(`${part}: ${((performance.now() - since) / 1000).toFixed(0)} s`);
}

const into = pages.measurements;
await measure('frame', contenders, runs, (page) => measureFrame(browser, slow, page, into));
await measure('frame', contenders, runs, (page) => measureFrame(browser, fast, page, into));
const manual = contenders.filter(({ manualPath }) => manualPath !== undefined);
await measure('click', manual, runs, (page) => measureClick(browser, slow, page, into));
await measure('work', contenders, runs, (page) => measureWork(browser, fast, page, slowDown, into));
await measure('shift', contenders, shiftRuns, (page) => measureShift(browser, slow, page, into));
await measure('cycles', [cycles], 1, (times) => measureCycles(browser, fast, times, into));
await measure('idle', idleElements, runs, (element) => measureIdle(browser, fast, element, idle.measurements));

await browser.close();
for (const world of [fast, slow]) world.close();

const frame = { table: pages, row: `time to the frame, ${slow4g.name} (ms)` };
const click = { table: pages, row: `click to the frame, ${slow4g.name} (ms)` };
const goals: readonly Goal[] = [
  { title: 'time to the frame, times by hand', ...frame, column: 'ours', most: 1 },
  { title: 'time to the frame with `warm-up`, times by hand', ...frame, column: 'ours, warm-up', most: 0.82 },
  { title: 'click to the frame with `warm-up`, times by hand', ...click, column: 'ours, warm-up', most: 0.6 },
  {
    title: '300 idle elements, time, times the same card in plain Lit',
    table: idle,
    row: '300 idle elements: time (ms)',
    column: 'ours',
    most: 2,
  },
  {
    title: '300 idle elements, heap, times the same card in plain Lit',
    table: idle,
    row: '300 idle elements: heap (kB)',
    column: 'ours',
    most: 1.5,
  },
  {
    title: 'longest task at 4x slow-down, in ms',
    table: pages,
    row: `longest task, ${String(slowDown)}x slow-down (ms)`,
    column: 'ours',
    most: 50,
    isAbsolute: true,
  },
  {
    title: 'layout shift until the frame is asked for',
    table: pages,
    row: 'layout shift until the frame is asked for',
    column: 'ours',
    most: 0,
    isAbsolute: true,
  },
];
const circumstances = {
  browser: version,
  runs,
  cycles,
  serverTime,
  isSecure: certificate !== undefined,
  loadBefore,
};
const report = await toReport([pages, idle], goals, circumstances);
writeFileSync(target, report);
console.log(
  `\n${report}\n${String(failures)} runs failed, ${((performance.now() - started) / 1000).toFixed(0)} s. Written: ${target}`,
);
process.exit(failures > 0 ? 1 : 0);
