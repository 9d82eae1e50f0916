import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { TestResult, TestSession } from '@web/test-runner';
import type { Mutant } from './mutations.js';

const testsIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.test.ts') && name !== 'random-walk.test.ts')
    .map((name) => `${folder}/${name}`);

/** The tests of the element that see what it does; the others see how it looks and what it says. */
const ofElement = [
  'advice',
  'checklist',
  'control',
  'countdown',
  'dialog',
  'dialog-page',
  'error-views',
  'events',
  'happy-path',
  'help',
  'language-live',
  'launch',
  'move',
  'offer',
  'provider-context',
  'provider-faults',
  'providers',
  'removal',
  'reported-dialog',
  'reported-globals',
  'reported-page',
  'reset',
  'resume',
  'settings-effect',
  'several',
  'start-off-page',
  'teardown',
  'theme',
  'views',
  'visibility',
  'warm-up',
  'warnings',
].map((name) => `test/element/${name}.test.ts`);

export const testFiles: readonly string[] = [
  ...testsIn('test/upgrade'),
  ...ofElement,
  ...testsIn('test/providers'),
  ...testsIn('test/attacks'),
];

/** What changes if what a test file executes may have changed. */
export const versionOf = (files: readonly string[]): string =>
  createHash('sha256')
    .update(files.map((file) => (existsSync(file) ? readFileSync(file, 'utf8') : '')).join('\0'))
    .digest('hex');

/** One test, without a mutant. */
export interface Pass {
  /** Empty for what is executed outside of all tests: when a module is loaded, above all. */
  readonly title: string;
  readonly duration: number;
  /** The mutants in its way. */
  readonly mutants: readonly string[];
}

/** The tests of a session, by their full titles. */
function resultsOf({ testResults }: TestSession): ReadonlyMap<string, TestResult> {
  const results = new Map<string, TestResult>();
  const suites = testResults ? [{ suite: testResults, prefix: '' }] : [];
  for (const { suite, prefix } of suites) {
    for (const test of suite.tests) results.set(`${prefix}${test.name}`, test);
    for (const inner of suite.suites) suites.push({ suite: inner, prefix: `${prefix}${inner.name} ` });
  }
  return results;
}

/** Which of these tests have not passed. */
export function failuresOf(session: TestSession, titles: readonly string[]): readonly string[] {
  const results = resultsOf(session);
  const isFine = (result: TestResult | undefined) => result?.passed === true || result?.skipped === true;
  return titles.filter((title) => !isFine(results.get(title)));
}

/** Whether these tests have passed. The runner itself takes one that it was not asked for as failed. */
export const havePassed = (session: TestSession, titles: readonly string[]): boolean =>
  session.errors.length === 0 && failuresOf(session, titles).length === 0;

export const isTimeout = (session: TestSession): boolean =>
  [...resultsOf(session).values()].some(({ error }) => error?.message.startsWith('Timeout') === true);

export function passesOf(session: TestSession): readonly Pass[] {
  const executed = new Map(Object.entries(session.testCoverage ?? {}).map(([title, ids]) => [title, Object.keys(ids)]));
  return [['', undefined] as const, ...resultsOf(session)].map(([title, result]) => ({
    title,
    duration: result?.duration ?? 0,
    mutants: executed.get(title) ?? [],
  }));
}

/** The sources of these mutants. */
export const executedBy = (passes: readonly Pass[]): readonly string[] =>
  [...new Set(passes.flatMap(({ mutants }) => mutants.map((id) => id.slice(0, id.indexOf(':')))))].sort();

/** Tests of a file that could notice a mutant. */
export interface Candidate {
  readonly test: string;
  /** Their full titles. */
  readonly titles: readonly string[];
  /** Of all of them, and of the slowest; in milliseconds. */
  readonly duration: number;
  readonly longest: number;
}

/** Which tests execute a mutant, in the order in which they are tried. */
export class Tests {
  readonly #passes: ReadonlyMap<string, readonly Pass[]>;
  /** What each test file has noticed. */
  readonly #kills = new Map<string, Mutant[]>();

  constructor(passes: ReadonlyMap<string, readonly Pass[]>) {
    this.#passes = passes;
  }

  of(mutant: Mutant, maxFiles = Infinity): readonly Candidate[] {
    const isUse = ({ title, mutants }: Pass) => title !== '' && mutants.some((id) => id.startsWith(`${mutant.file}:`));
    // What has only constants is used unseen.
    const isConstant = ![...this.#passes.values()].flat().some(isUse);
    const candidates = [...this.#passes].flatMap(([test, passes]) => {
      const isHit = ({ mutants }: Pass) => mutants.includes(mutant.id);
      const own = passes.filter(({ title }) => title !== '');
      // What is executed when a module is loaded matters to the test files that use the module: a test may use it without a call.
      const isLoaded = passes.some((pass) => pass.title === '' && isHit(pass)) && (isConstant || own.some(isUse));
      const hit = isLoaded ? own : own.filter(isHit);
      if (hit.length === 0) return [];
      const durations = hit.map(({ duration }) => duration);
      const duration = durations.reduce((sum, each) => sum + each, 0);
      const titles = hit.map(({ title }) => title);
      return [{ test, titles, duration, longest: Math.max(...durations) }];
    });
    return candidates.sort((a, b) => this.#expense(mutant, a) - this.#expense(mutant, b)).slice(0, maxFiles);
  }

  noteKill(mutant: Mutant, test: string): void {
    this.#kills.set(test, [...(this.#kills.get(test) ?? []), mutant]);
  }

  /**
   * How long it takes, by how likely it is to help: if it has noticed others of that file, and of these lines above all, has a
   * name of the same words, or is in the folder of that name.
   */
  #expense({ file, line, id }: Mutant, { test, duration }: Candidate): number {
    const words = path.basename(test, '.test.ts').split('-');
    const inCommon = words.filter((word) => id.toLowerCase().includes(word)).length;
    const kills = (this.#kills.get(test) ?? []).filter((killed) => killed.file === file);
    const near = kills.filter((killed) => Math.abs(killed.line - line) <= 2);
    const isBeside = file.split('/')[1] === test.split('/')[1] ? 1 : 0;
    return (500 + duration) / (0.3 + 2 * inCommon + isBeside + kills.length + 10 * near.length);
  }
}
