import { chromium } from './chromium.js';
import type { Engine } from './engine.js';
import { howToGet } from './engine.js';
import { firefox } from './firefox.js';
import { webkit } from './webkit.js';

export type { Engine } from './engine.js';

/** Every engine that the element promises to work in. */
export const engines: readonly Engine[] = [chromium, firefox, webkit];

/**
 * The engines to run in.
 *
 * @param wanted names with commas between: these and no others, and all of them have to be there. Without it: those that
 *   this machine has.
 * @param skipped gets each one that is left out because it is missing
 * @throws {Error} where a name is unknown, where an engine asked for is missing, or where there is none at all
 */
export function chooseEngines(wanted: string | undefined, skipped?: (engine: Engine) => void): readonly Engine[] {
  if (wanted) return wanted.split(',').map(find);
  const chosen = engines.filter((engine) => engine.isInstalled());
  for (const engine of missing()) skipped?.(engine);
  if (chosen.length > 0) return chosen;
  throw new Error(`The tests need a browser. Any of these will do:\n${engines.map(line).join('\n')}`);
}

/** What Debian calls everything that this machine still needs for all engines. */
export const missingPackages = (): readonly string[] => missing().flatMap(({ packages }) => packages);

const missing = (): readonly Engine[] => engines.filter((engine) => !engine.isInstalled());

/** One line for an engine that is missing. */
export const line = (engine: Engine): string => `${engine.title} (${howToGet(engine)})`;

function find(name: string): Engine {
  const engine = engines.find((known) => known.name === name);
  if (!engine) throw new Error(`There is no engine "${name}", only: ${engines.map((known) => known.name).join(', ')}.`);
  if (!engine.isInstalled()) throw new Error(`Missing: ${line(engine)}.`);
  return engine;
}
