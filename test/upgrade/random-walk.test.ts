import '../../src/index.js';
import { mountUpgrade } from '../support/upgrade.js';
import { firstView } from '../support/view.js';
import { setOnline, setVisible } from './support/fake-page.js';
import { fakeTime } from './support/fake-time.js';
import { act, settle } from './walk/actions.js';
import { check } from './walk/invariants.js';
import { leakIn } from './walk/secrets.js';
import { fakeSight, setInView } from './walk/sight.js';
import { Walk } from './walk/walk.js';

/** `WALK_SEED` and `WALK_STEPS` of the environment. */
declare const WALK: { readonly seed: number; readonly steps: number };

const stepsApiece = 250;

describe('a random walk', () => {
  const time = fakeTime();
  fakeSight();
  const said = recordEverything();
  // The chunks and the languages come over the network, once.
  before(async () => {
    for (const lang of ['nl', 'de', 'en']) {
      const { element } = await mountUpgrade({ attributes: { launch: 'manual', lang } });
      await firstView(element);
    }
    await import('../../src/upgrade/attempt.js');
    await import('../../src/upgrade/poll-status.js');
  });

  /** @throws {Error} with the seed and the way there, as soon as something is wrong */
  async function go(seed: number): Promise<void> {
    const walk = new Walk(seed, time.clock);
    const loose = new AbortController();
    const stumble = (event: ErrorEvent | PromiseRejectionEvent) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      walk.wrong(`Nobody caught: ${String('reason' in event ? event.reason : event.error)}`);
    };
    for (const type of ['error', 'unhandledrejection'] as const)
      addEventListener(type, stumble, { signal: loose.signal, capture: true });
    try {
      for (let step = 1; step <= stepsApiece; step++) {
        const before = walk.trace.length;
        const done = await act(walk);
        walk.trace.splice(before, 0, `${step}. ${done}`);
        await settle();
        // Its stage, a module that is long loaded, takes a moment the first time.
        if (walk.element.isConnected) await firstView(walk.element);
        await settle();
        check(walk);
        const leak = leakIn(said.splice(0), 'the console');
        if (leak) walk.wrong(`A token in ${leak}`);
        walk.closeBooks();
        if (walk.wrongs.length > 0) throw new Error(`Seed ${seed}: ${walk.wrongs.join('\n')}\n${story(walk)}`);
      }
    } finally {
      loose.abort();
      walk.end();
      setOnline(true);
      setVisible(true);
      setInView(true);
      await settle();
    }
  }

  const walks = Math.ceil(WALK.steps / stepsApiece);
  const chapters = Math.min(walks, 10);
  for (let chapter = 0; chapter < chapters; chapter++) {
    const seeds = Array.from({ length: walks }, (_, index) => WALK.seed + index).filter(
      (seed) => seed % chapters === chapter,
    );
    it(`breaks no rule, seeds ${seeds[0] ?? ''} to ${seeds.at(-1) ?? ''}, every ${chapters}th`, async function run() {
      this.timeout(seeds.length * 20_000);
      for (const seed of seeds) await go(seed);
    });
  }
});

const story = ({ trace }: Walk) => trace.slice(-40).join('\n');

/** What the console is told, errors that nobody catches included. */
function recordEverything(): unknown[] {
  const said: unknown[] = [];
  const names = ['error', 'warn', 'info', 'log', 'debug'] as const;
  const real = { ...console };
  const write = (...words: unknown[]) => void said.push(...words);
  beforeEach(() => {
    said.length = 0;
    for (const name of names) console[name] = write;
  });
  afterEach(() => void Object.assign(console, real));
  return said;
}
