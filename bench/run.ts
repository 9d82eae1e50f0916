/**
 * Measures the element beside an integration by hand, prints a table and writes `bench/results.md`.
 * `--runs=N` (7), `--only=frame,click,work`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { startBrowser } from './browser.js';
import { measureClick, measureFrame, measureWork, rows } from './measures.js';
import { buildSite, byHand, ours, oursAll, oursEarly, type Contender } from './pages.js';
import { Measurements, toGoals, toReport, type Goal } from './report.js';
import { selfSigned, serverTime, startWorld } from './world.js';

const target = 'bench/results.md';
const entryLimit = 4800;
const goals: readonly Goal[] = [
  { title: 'time to the frame, with nothing but the tag', row: rows.frame, column: ours, most: 1 },
  { title: 'time to the frame, with early reply and hints', row: rows.frame, column: oursEarly, most: 0.92 },
  { title: 'time to the frame, with `warm-up` as well', row: rows.frame, column: oursAll, most: 0.7 },
  { title: 'click to the frame', row: rows.click, column: ours, most: 1 },
  { title: 'click to the frame, with `warm-up`', row: rows.click, column: oursAll, most: 0.56 },
  { title: 'longest task', row: rows.task, column: ours, most: 1.25 },
  { title: 'script time', row: rows.script, column: ours, most: 2.2 },
];

const options = {
  runs: { type: 'string', default: '7' },
  only: { type: 'string', default: 'frame,click,work' },
} as const;
const { runs, only } = parseArgs({ options }).values;
const rounds = Number(runs);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--runs takes a whole number above zero, not "${runs}".`);

const loadBefore = loadavg()[0] ?? NaN;
const { site, contenders } = await buildSite();
const certificate = selfSigned();
const browser = await startBrowser(certificate?.fingerprint);
const slow = await startWorld(site, { oneWay: 75, bytesPerSecond: 1_600_000 / 8 }, certificate);
const fast = await startWorld(site, { oneWay: 0, bytesPerSecond: Infinity });
const into = new Measurements();
let failures = 0;

/** Every page once a round, each round in the opposite order: what else the machine does affects all of them alike. */
async function measure(part: string, run: (contender: Contender) => Promise<void>) {
  if (!only.split(',').includes(part)) return;
  for (let round = 0; round < rounds; round++) {
    for (const contender of round % 2 === 0 ? contenders : contenders.toReversed()) {
      await run(contender).catch((cause: unknown) => {
        failures++;
        console.log(String(cause));
      });
    }
  }
}

await measure('frame', (contender) => measureFrame(browser, slow, contender, into));
await measure('click', (contender) => measureClick(browser, slow, contender, into));
await measure('work', (contender) => measureWork(browser, fast, contender, into));
const version = (await browser.version()).replace('/', ' ');
await browser.close();
slow.close();
fast.close();

const entryBytes = gzipSync(readFileSync('dist/cdn/verification-upgrade.js'), { level: 9 }).length;
const report = await toReport([
  '# Speed',
  '',
  `Made by \`npm run bench\`, ${new Date().toISOString().slice(0, 10)}. ${version}, Node ${process.versions.node}, ${String(availableParallelism())} cores; load of the machine ${loadBefore.toFixed(1)} before and ${(loadavg()[0] ?? NaN).toFixed(1)} after. Above the number of cores, other programs competed, and times are longer. Compare within one table only.`,
  '',
  `A cell is minimum / median of ${runs} runs, and in brackets the ratio of each to the page by hand. The pages take turns, each time in a new browser context: no cache, no connection, no process of an earlier run. The server takes ${String(serverTime)} ms for its answer.`,
  '',
  '- **limit**: an inline `fetch` and a bare frame; no check, no view. **by hand**: as the documentation of Sumsub’s package teaches it, bundled and minified. **ours**: the build for a script tag. **early reply and hints**: with `preload.html` in the head. **with warm-up as well**: with the frame of `preload.html` in the body, too; the page with a button has `warm-up`.',
  `- **slow 4G**: a TCP proxy in front of each origin delays each packet by 75 ms and lets 1.6 Mbit/s through, shared by all connections; a new connection costs one round trip more. ${certificate ? 'HTTPS with HTTP/2.' : 'HTTP/1.1 without encryption, as this machine has no OpenSSL.'}`,
  '- **POST**, **frame**: until the request has arrived at the server. Before the **click**, the pointer rests on the button for 100 ms.',
  '- **script**, **longest task**: time that the page’s main thread has worked.',
  '',
  ...toGoals(goals, byHand, into),
  '',
  `The entry has ${String(entryBytes)} bytes (gzip -9); the goal is at most ${String(entryLimit)} (${entryBytes <= entryLimit ? 'yes' : 'no'}).`,
  '',
  ...into.toTable(byHand),
]);
writeFileSync(target, report);
console.log(`\n${report}\n${String(failures)} runs failed. Written: ${target}`);
process.exitCode = failures > 0 ? 1 : 0;
