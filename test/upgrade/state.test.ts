import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { UpgradeError } from '../../src/upgrade/error.js';
import { isUnconfirmed, isUnfinished, canTransition } from '../../src/upgrade/state.js';
import type { UpgradeState } from '../../src/upgrade/state.js';

/** One state of each kind that the diagram tells apart. */
const states = {
  idle: { status: 'idle' },
  requesting: { status: 'requesting' },
  offered: { status: 'offered', provider: 'sumsub' },
  loading: { status: 'loading', provider: 'sumsub' },
  active: { status: 'active', provider: 'sumsub' },
  pending: { status: 'pending' },
  approvedByProvider: { status: 'approved', confirmedBy: 'provider' },
  approvedByServer: { status: 'approved', confirmedBy: 'server' },
  rejected: { status: 'rejected', final: true, confirmedBy: 'provider' },
  cancelled: { status: 'cancelled' },
  unavailable: { status: 'unavailable' },
  failed: { status: 'failed', error: new UpgradeError('network') },
} as const satisfies Record<string, UpgradeState>;

type Name = keyof typeof states;
const names = Object.keys(states) as Name[];

const verdicts = ['approvedByProvider', 'approvedByServer', 'rejected'] as const;
const breaks = ['failed', 'cancelled'] as const;

/** The diagram of the design. A start from `pending` is one without an SDK on screen. */
const diagram: Readonly<Record<Name, readonly Name[]>> = {
  idle: ['requesting', 'cancelled'],
  requesting: ['offered', 'loading', 'unavailable', 'pending', ...verdicts, ...breaks, 'idle'],
  offered: ['loading', ...breaks, 'idle'],
  loading: ['active', 'pending', ...verdicts, ...breaks, 'idle'],
  active: ['active', 'pending', ...verdicts, ...breaks, 'idle'],
  pending: ['active', 'requesting', ...verdicts, ...breaks, 'idle'],
  approvedByProvider: ['approvedByServer', 'requesting', 'idle'],
  approvedByServer: ['requesting', 'idle'],
  rejected: ['requesting', 'idle'],
  cancelled: ['requesting', 'idle'],
  unavailable: ['requesting', 'idle'],
  failed: ['requesting', 'idle'],
};

describe('the way from state to state', () => {
  for (const from of names) {
    for (const to of names) {
      const may = diagram[from].includes(to);
      it(`${may ? 'leads' : 'does not lead'} from ${from} to ${to}`, () => {
        expect(canTransition(states[from], states[to])).to.equal(may);
      });
    }
  }

  it('is unfinished exactly while something is still to come', () => {
    const unfinished = names.filter((name) => isUnfinished(states[name]));
    expect(unfinished).to.deep.equal(['requesting', 'offered', 'loading', 'active', 'pending']);
  });

  it('is provisional exactly where the provider alone has approved', () => {
    expect(names.filter((name) => isUnconfirmed(states[name]))).to.deep.equal(['approvedByProvider']);
  });

  it('never leads to an SDK without a request, nor past the server’s own word', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...names), { maxLength: 40 }), (wishes) => {
        let here: Name = 'idle';
        let hasAsked = false;
        for (const wish of wishes) {
          if (!canTransition(states[here], states[wish])) continue;
          if (wish === 'idle') hasAsked = false;
          if (wish === 'requesting') hasAsked = true;
          else if (!['idle', 'cancelled'].includes(wish) && !hasAsked) return false;
          if (wish === 'active' && !['loading', 'active', 'pending'].includes(here)) return false;
          if (here === 'approvedByServer' && !['idle', 'requesting'].includes(wish)) return false;
          here = wish;
        }
        return true;
      }),
      { numRuns: 1_000 },
    );
  });

  it('always leaves a way back to the start', () => {
    for (const name of names) {
      const restarts = canTransition(states[name], states.requesting) || canTransition(states[name], states.idle);
      expect(restarts, name).to.equal(true);
    }
  });
});
