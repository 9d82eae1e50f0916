import { chromium } from './chromium.js';
import type { Engine, Need } from './engine.js';
import { firefox } from './firefox.js';
import { findProgram } from './programs.js';
import { provide } from './provide.js';
import { webkit } from './webkit.js';

export type { Engine } from './engine.js';
export { MissingProgram } from './provide.js';

/** Every engine that the element promises to work in. */
export const engines: readonly Engine[] = [chromium, firefox, webkit];

/** What tests in Node need besides: servers that they start. */
export const servers: readonly Need[] = [
  {
    title: 'Redis',
    packages: ['redis-server'],
    isInstalled: () => findProgram(['redis-server', 'valkey-server']) !== undefined,
  },
];

/**
 * The engines to run in, brought onto this machine if they are missing and it allows that.
 *
 * @param wanted names with commas between, or `all`: all of them must be there. Without it: Chromium, or, if there is none
 *   and none can be had, another engine of this machine
 * @throws {MissingProgram} if an engine is missing and cannot be installed, with the command to type
 * @throws {Error} if a name is unknown
 */
export function provideEngines(wanted: string | undefined): readonly Engine[] {
  if (wanted) {
    const chosen = engineNames(wanted).map(find);
    provide([...chosen, ...(wanted === 'all' ? servers : [])]);
    return chosen;
  }
  try {
    provide([chromium]);
    return [chromium];
  } catch (error) {
    const other = engines.find((engine) => engine.isInstalled());
    if (other) return [other];
    throw error;
  }
}

/** The engines that page tests run in: those that `scripts/test.ts` was asked for, else Chromium. */
export const enginesOfRun = (): readonly Engine[] => engineNames(process.env['TEST_ENGINES'] ?? 'chromium').map(find);

const engineNames = (wanted: string) => (wanted === 'all' ? engines.map(({ name }) => name) : wanted.split(','));

function find(name: string): Engine {
  const engine = engines.find((known) => known.name === name);
  if (engine) return engine;
  throw new Error(`There is no engine "${name}", only: ${engines.map((known) => known.name).join(', ')}.`);
}
