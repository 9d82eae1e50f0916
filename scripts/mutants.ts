/**
 * `npm run mutants`: changes `src/upgrade/` and `src/providers/` in one small place after the other, and sees whether a test
 * fails. Prints each change that none notices; `scripts/mutants/equivalents.ts` lists those that none can. Fails below 90 %.
 *
 * `--sample=60` takes that many, the same each time; `--all` takes every one, which is hours. Further arguments are source
 * files, `--write` puts the table into `docs/mutants.md`.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { provideEngines } from '../test/support/engines/index.js';
import { equivalents } from './mutants/equivalents.js';
import type { Mutant } from './mutants/mutations.js';
import { mutantsOf, nameOf, sampleOf } from './mutants/mutations.js';
import { MutantRuns } from './mutants/runs.js';
import { testsOf } from './mutants/tests.js';

const least = 90;
const folders = ['src/upgrade', 'src/providers'];

const flags = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const given = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const sample = Number(flags.find((flag) => flag.startsWith('--sample='))?.slice('--sample='.length) ?? 60);

const sourcesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`);

// Nothing in a browser reads the vendors' hosts: they are for the command line, whose tests run in Node.
const isTested = (file: string) => file !== 'src/providers/hosts.ts';
const files = given.length > 0 ? given : folders.flatMap(sourcesIn).filter(isTested).sort();
const every = files.flatMap(mutantsOf);
const chosen = flags.includes('--all') ? every : sampleOf(every, sample);

provideEngines('chromium');

const sources = [...new Set(chosen.map(({ file }) => file))];
const tests = testsOf(sources);
console.log(`${chosen.length} of ${every.length} mutants; first the ${tests.length} test files without any`);
const runs = await MutantRuns.start(tests, sources);

interface Score {
  killed: number;
  equivalent: number;
  survived: number;
}
const scores = new Map<string, Score>();
const survivors: Mutant[] = [];

for (const [index, mutant] of chosen.entries()) {
  const area = mutant.file.split('/').slice(0, 3).join('/').replace(/\.ts$/, '');
  const score = scores.get(area) ?? { killed: 0, equivalent: 0, survived: 0 };
  scores.set(area, score);
  const name = nameOf(mutant);
  const start = performance.now();
  const killer = Object.hasOwn(equivalents, name) ? 'equivalent' : await runs.killerOf(mutant);
  if (killer === 'equivalent') score.equivalent++;
  else if (killer !== undefined) score.killed++;
  else {
    score.survived++;
    survivors.push(mutant);
  }
  const seconds = Math.round((performance.now() - start) / 1000);
  console.log(`${index + 1}/${chosen.length} ${seconds} s, line ${mutant.line}: ${name}\n    ${killer ?? 'SURVIVED'}`);
}

await runs.stop();

const percent = ({ killed, survived }: Score) => Math.round((100 * killed) / Math.max(killed + survived, 1));
const row = (name: string, score: Score) =>
  `| ${name} | ${score.killed} | ${score.survived} | ${score.equivalent} | ${percent(score)} % |`;
const sum = (key: keyof Score) => [...scores.values()].reduce((total, score) => total + score[key], 0);
const total = { killed: sum('killed'), equivalent: sum('equivalent'), survived: sum('survived') };
const table = [
  '| source | killed | survived | equivalent | score |',
  '| --- | ---: | ---: | ---: | ---: |',
  ...[...scores].sort(([a], [b]) => (a < b ? -1 : 1)).map(([area, score]) => row(`\`${area}\``, score)),
  row('all', total),
].join('\n');
console.log(`\n${table}`);
for (const mutant of survivors) console.log(`\nSurvived, line ${mutant.line}: ${nameOf(mutant)}`);

if (flags.includes('--write')) {
  const page = 'docs/mutants.md';
  const text = readFileSync(page, 'utf8');
  writeFileSync(
    page,
    text.replace(/<!-- table -->[^]*$/, `<!-- table -->\n\n${chosen.length} of ${every.length} mutants.\n\n${table}\n`),
  );
}
process.exit(percent(total) < least ? 1 : 0);
