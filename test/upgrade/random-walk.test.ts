import '../../src/index.js';
import { mountUpgrade } from '../support/upgrade.js';
import { firstView } from '../support/view.js';
import { setDiscarded, setOnline, setVisible } from './support/fake-page.js';
import { fakeTime } from './support/fake-time.js';
import { act, settle } from './walk/actions.js';
import { check } from './walk/invariants.js';
import { leakIn } from './walk/secrets.js';
import { fakeViewport, setInView } from './walk/fake-viewport.js';
import { Walk } from './walk/walk.js';

/** `WALK_SEED` and `WALK_STEPS` of the environment. */
declare const WALK: { readonly seed: number; readonly steps: number };

const stepsApiece = 250;

describe('a random walk', () => {
  const time = fakeTime();
  fakeViewport();
  const lines = recordConsole();
  // The chunks and the languages come over the network, once.
  before(async () => {
    for (const lang of ['nl', 'de', 'en']) {
      const { element } = await mountUpgrade({ attributes: { launch: 'manual', lang } });
      await firstView(element);
    }
    await import('../../src/upgrade/attempt.js');
    await import('../../src/upgrade/poll-status.js');
    await import('../../src/element/upgrade-dialog.js');
    await import('../../src/element/resume.js');
    await import('../../src/element/views/help.js');
    await import('../../src/element/views/offer.js');
  });

  /** @throws Error with the seed and the last steps, as soon as something is wrong */
  async function go(seed: number): Promise<void> {
    const walk = new Walk(seed, time.clock);
    const listening = new AbortController();
    const onUncaught = (event: ErrorEvent | PromiseRejectionEvent) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      walk.violate(`Uncaught: ${String('reason' in event ? event.reason : event.error)}`);
    };
    for (const type of ['error', 'unhandledrejection'] as const)
      addEventListener(type, onUncaught, { signal: listening.signal, capture: true });
    setDiscarded();
    try {
      for (let step = 1; step <= stepsApiece; step++) {
        const before = walk.trace.length;
        const done = await act(walk);
        walk.trace.splice(before, 0, `${step}. ${done}`);
        await settle();
        // Its view, a module that is long loaded, takes a moment the first time.
        for (const { element } of walk.elements) if (element.isConnected) await firstView(element);
        await settle();
        for (const own of walk.elements) check(own);
        const leak = leakIn(lines.splice(0), 'the console');
        if (leak) walk.violate(`A token in ${leak}`);
        for (const own of walk.elements) own.expirePermits();
        if (walk.violations.length > 0)
          throw new Error(`Seed ${seed}: ${walk.violations.join('\n')}\n${walk.trace.slice(-60).join('\n')}`);
      }
    } finally {
      listening.abort();
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

/** Every line of the console. */
function recordConsole(): unknown[] {
  const lines: unknown[] = [];
  const names = ['error', 'warn', 'info', 'log', 'debug'] as const;
  const original = { ...console };
  const write = (...values: unknown[]) => void lines.push(...values);
  beforeEach(() => {
    lines.length = 0;
    for (const name of names) console[name] = write;
  });
  afterEach(() => void Object.assign(console, original));
  return lines;
}
