/**
 * `npm run mutants`: changes `src/upgrade/` and `src/providers/` in one small place after the other, and sees whether a test
 * fails. Prints each change that none notices; `scripts/mutants/equivalents.ts` lists those that none can. Fails below 90 %.
 *
 * `--sample=250` takes that many, the same each time, and `--seed=2` others; `--all` takes every one, which is hours.
 * `--only=TEXT` takes those whose name contains the text. Further arguments are source files. `--write` puts the table into `docs/mutants.md`. `.cache/mutants/` keeps what was killed: a run
 * that was stopped goes on where it was, and the next one tries the survivors again; with `--files=0` it does not.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { provideEngines } from '../test/support/engines/index.js';
import { equivalents } from './mutants/equivalents.js';
import type { Mutant } from './mutants/mutations.js';
import { mutantsOf, sampleOf } from './mutants/mutations.js';
import type { Job } from './mutants/runner.js';
import { MutantRunner } from './mutants/runner.js';
import type { Candidate, Pass } from './mutants/tests.js';
import {
  executedBy,
  failuresOf,
  havePassed,
  isTimeout,
  passesOf,
  testFiles,
  Tests,
  versionOf,
} from './mutants/tests.js';

const least = 90;
const folders = ['src/upgrade', 'src/providers'];
const workers = 3;
/** The least time that a test gets with a mutant; and if that was too short, the second time. */
const timeouts = { first: 4_000, second: 10_000 };

/** Beside the runner, which draws over what is printed by `console`. */
const say = (text: string) => writeSync(process.stdout.fd, `${text}\n`);

const flags = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const given = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const valuesOf = (flag: string) =>
  flags.filter((each) => each.startsWith(`--${flag}=`)).map((each) => each.slice(flag.length + 3));
const valueOf = (flag: string) => valuesOf(flag)[0];

const sourcesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`);

// Nothing in a browser reads the vendors' hosts: they are for the command line, whose tests run in Node.
const isTested = (file: string) => file !== 'src/providers/hosts.ts';
const sources = folders.flatMap(sourcesIn).filter(isTested).sort();
const only = valuesOf('only');
const every = (given.length > 0 ? given : sources)
  .flatMap(mutantsOf)
  .filter(({ id }) => only.length === 0 || only.some((text) => id.includes(text)));
const sample = flags.includes('--all') || only.length > 0 ? every.length : Number(valueOf('sample') ?? 60);
const chosen = sampleOf(every, sample, valueOf('seed') ?? '1');

/** Something that is kept as JSON in `.cache/mutants/`, by name. */
function store<T>(name: string) {
  const file = `.cache/mutants/${name}.json`;
  mkdirSync('.cache/mutants', { recursive: true });
  const kept = new Map(
    existsSync(file) ? Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, T>) : [],
  );
  return { kept, save: () => writeFileSync(file, JSON.stringify(Object.fromEntries(kept))) };
}
const results = store<{ readonly first: boolean; readonly killer?: string }>('results');

// At once: the browsers close, and a test that ends by that would count as one that has noticed its mutant.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.prependListener(signal, () => process.exit(1));

provideEngines('chromium');

let starting: Promise<MutantRunner> | undefined;

/** Does the work for each of these, as many at a time as there are browsers. One with a page that hangs is replaced. */
async function withRunners<T>(items: readonly T[], work: (item: T, runner: MutantRunner) => Promise<void>) {
  const queue = items.values();
  // One after the other, so that each finds a free port.
  const start = () =>
    (starting = Promise.resolve(starting).then(() => MutantRunner.start(testFiles, new Set(sources))));
  const worker = async () => {
    let runner = await start();
    for (const item of queue) {
      await work(item, runner);
      if (!runner.hangs) continue;
      await runner.stop();
      runner = await start();
    }
    await runner.stop();
  };
  await Promise.all(Array.from({ length: Math.min(workers, items.length) }, worker));
}

// First without any mutant, unless that is known: which tests execute which mutants?
const coverage = store<{ readonly version: string; readonly passes: readonly Pass[] }>('coverage');
/** A test file is run again if it has changed, or a source that it executes. */
const versionWith = (test: string, passes: readonly Pass[]) =>
  versionOf(['scripts/mutants/mutations.ts', test, ...executedBy(passes)]);
const usable = new Map<string, readonly Pass[]>();
for (const [test, { version, passes }] of coverage.kept) {
  if (testFiles.includes(test) && version === versionWith(test, passes)) usable.set(test, passes);
}
const unknown = testFiles.filter((test) => !usable.has(test));
say(`${chosen.length} of ${every.length} mutants; first ${unknown.length} test files without any`);
await withRunners(unknown, async (test, runner) => {
  const session = await runner.run({ test, timeout: 20_000, fileTimeout: 120_000 });
  if (!session.passed) {
    say(`Fails without any mutant, so it is not used: ${test}`);
    return;
  }
  const passes = passesOf(session);
  usable.set(test, passes);
  coverage.kept.set(test, { version: versionWith(test, passes), passes });
  coverage.save();
});

const tests = new Tests(usable);
for (const mutant of every) {
  const killer = results.kept.get(mutant.id)?.killer;
  if (killer) tests.noteKill(mutant, killer);
}
/** What passes without a mutant, although it is run without the other tests of its file. */
const controls = new Set<string>();
/** Tests that do not. */
const unfit = new Set<string>();

/** With how many test files a mutant is tried; a survivor is tried with all of them in the next run. */
const firstFiles = 40;
const laterFiles = Number(valueOf('files') ?? Infinity);

/** Whether the tests fail with the mutant, and only with it. */
async function isNoticed(mutant: Mutant, candidate: Candidate, runner: MutantRunner): Promise<boolean> {
  const { test, duration, longest } = candidate;
  const titles = candidate.titles.filter((title) => !unfit.has(`${test} ${title}`));
  if (titles.length === 0) return false;
  const job = (minTimeout: number): Job => ({
    test,
    titles,
    timeout: Math.max(minTimeout, 4 * longest),
    fileTimeout: 20_000 + 4 * duration,
  });
  const session = await runner.run({ ...job(timeouts.first), mutant: mutant.id });
  if (havePassed(session, titles)) return false;
  // On a busy machine, a test may take longer without any mutant: it gets more time, and must pass without the mutant just after.
  const second = { ...job(timeouts.second), mutant: mutant.id };
  if (isTimeout(session) && havePassed(await runner.run(second), titles)) return false;
  const control = JSON.stringify([test, titles]);
  if (controls.has(control) && !isTimeout(session)) return true;
  const without = await runner.run(job(timeouts.second));
  if (havePassed(without, titles)) {
    controls.add(control);
    return true;
  }
  const failures = failuresOf(without, titles);
  say(`Fails without any mutant as well: ${test} ${JSON.stringify(failures)}`);
  if (failures.length === 0) return false;
  for (const title of failures) unfit.add(`${test} ${title}`);
  return isNoticed(mutant, candidate, runner);
}

/** @returns the test file that notices the mutant */
async function killerOf(mutant: Mutant, runner: MutantRunner): Promise<string | undefined> {
  const maxFiles = results.kept.has(mutant.id) ? laterFiles : firstFiles;
  for (const candidate of tests.of(mutant, maxFiles)) {
    if (!(await isNoticed(mutant, candidate, runner))) continue;
    tests.noteKill(mutant, candidate.test);
    return candidate.test;
  }
  return undefined;
}

const isEquivalent = ({ name, id }: Mutant) =>
  [name, id === name ? `${id} (1)` : id].some((each) => Object.hasOwn(equivalents, each));
const isKilled = ({ id }: Mutant) => results.kept.get(id)?.killer !== undefined;
const times: number[] = [];
await withRunners(
  chosen.filter((mutant) => !isEquivalent(mutant) && !isKilled(mutant)),
  async (mutant, runner) => {
    const begin = performance.now();
    const killer = await killerOf(mutant, runner);
    const seconds = (performance.now() - begin) / 1000;
    times.push(seconds);
    const first = results.kept.get(mutant.id)?.first ?? killer !== undefined;
    results.kept.set(mutant.id, { first, ...(killer && { killer }) });
    results.save();
    say(
      `${chosen.indexOf(mutant) + 1}: ${seconds.toFixed(1)} s, line ${mutant.line}: ${mutant.id}\n    ${killer ?? 'SURVIVED'}`,
    );
  },
);
if (times.length > 0) say(`Median: ${times.sort((a, b) => a - b)[times.length >> 1]?.toFixed(1)} s`);

const percent = (killed: number, survived: number) => Math.round((100 * killed) / Math.max(killed + survived, 1));
const row = (name: string, mutants: readonly Mutant[]) => {
  const equivalent = mutants.filter(isEquivalent).length;
  const killed = mutants.filter((mutant) => !isEquivalent(mutant) && isKilled(mutant)).length;
  const survived = mutants.length - equivalent - killed;
  return `| ${name} | ${killed} | ${survived} | ${equivalent} | ${percent(killed, survived)} % |`;
};
const areaOf = ({ file }: Mutant) => file.split('/').slice(0, 3).join('/').replace(/\.ts$/, '');
const areas = [...new Set(chosen.map(areaOf))].sort();
const table = [
  '| source | killed | survived | equivalent | score |',
  '| --- | ---: | ---: | ---: | ---: |',
  ...areas.map((area) =>
    row(
      `\`${area}\``,
      chosen.filter((mutant) => areaOf(mutant) === area),
    ),
  ),
  row('all', chosen),
].join('\n');
say(`\n${table}`);
const counted = chosen.filter((mutant) => !isEquivalent(mutant));
const survivors = counted.filter((mutant) => !isKilled(mutant));
for (const { id, line } of survivors) say(`\nSurvived, line ${line}: ${id}`);
const first = counted.filter(({ id }) => results.kept.get(id)?.first).length;
const summary =
  `${chosen.length} of ${every.length} mutants. When they were tried for the first time, ${first} of the ${counted.length} that are no ` +
  `equivalents were killed: ${percent(first, counted.length - first)} %.`;
say(`\n${summary}`);

if (flags.includes('--write')) {
  const page = 'docs/mutants.md';
  const names = survivors.map(({ id }) => `${id.replace(': ', '  ')}\n`).join('');
  const list = names && `\nSurvivors:\n\n\`\`\`text\n${names}\`\`\`\n`;
  const text = readFileSync(page, 'utf8');
  writeFileSync(
    page,
    text.replace(/<!-- table -->[^]*$/, () => `<!-- table -->\n\n${summary}\n\n${table}\n${list}`),
  );
}
process.exit(percent(counted.length - survivors.length, survivors.length) < least ? 1 : 0);
