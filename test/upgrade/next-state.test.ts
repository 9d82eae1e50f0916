import { expect } from '@open-wc/testing';
import type { ProviderEvent } from '../../src/providers/provider.js';
import { nextState } from '../../src/upgrade/next-state.js';
import type { UpgradeState } from '../../src/upgrade/state.js';

const facts = { provider: 'sumsub', currentLevel: 'hero', nextLevel: 'satoshi' };
const active = { status: 'active', ...facts } as const;
const pending = { status: 'pending', ...facts } as const;
const counted = { ...facts, isCounted: true, isHeld: false, hasMoreSteps: false };
const after = (event: ProviderEvent, state: UpgradeState = active, context = counted) =>
  nextState(event, state, context);

describe('what a provider’s event leads to', () => {
  it('is pending after a submission', () => {
    expect(after({ type: 'submitted' })).to.deep.equal(pending);
    expect(after({ type: 'submitted', closed: true })).to.deep.equal(pending);
  });

  it('is an approval that only the provider vouches for', () => {
    expect(after({ type: 'approved' })).to.deep.equal({ status: 'approved', confirmedBy: 'provider', ...facts });
  });

  it('is a rejection, final or not', () => {
    for (const final of [true, false]) {
      expect(after({ type: 'rejected', final })).to.deep.equal({
        status: 'rejected',
        final,
        confirmedBy: 'provider',
        ...facts,
      });
    }
  });

  it('is pending for a verdict that is held, or belongs to an earlier level', () => {
    expect(after({ type: 'approved' }, active, { ...counted, isHeld: true })).to.deep.equal(pending);
    for (const isHeld of [true, false]) {
      const asFound = { ...counted, isCounted: false, isHeld };
      expect(after({ type: 'approved' }, active, asFound)).to.deep.equal(pending);
      expect(after({ type: 'rejected', final: true }, active, asFound)).to.deep.equal(pending);
    }
  });

  it('is active again if the SDK has more steps than before', () => {
    const progress = { current: 3, total: 5 };
    const more = { ...counted, hasMoreSteps: true };
    expect(after({ type: 'step', progress }, pending, more)).to.deep.equal({ ...active, progress });
  });

  it('is an end if the user left', () => {
    expect(after({ type: 'cancelled' })).to.deep.equal({ status: 'cancelled', provider: 'sumsub' });
  });

  it('is the new step, and the progress so far', () => {
    const progress = { current: 1, total: 3 };
    const first = after({ type: 'step', step: 'SELFIE' });
    expect(first).to.deep.equal({ ...active, step: 'SELFIE' });
    const second = after({ type: 'step', progress }, { ...active, step: 'SELFIE' });
    expect(second).to.deep.equal({ ...active, step: 'SELFIE', progress });
    const third = after({ type: 'step', step: 'IDENTITY' }, { ...active, step: 'SELFIE', progress });
    expect(third).to.deep.equal({ ...active, step: 'IDENTITY', progress });
  });

  it('is nothing new where neither step nor progress is', () => {
    const state = { ...active, step: 'SELFIE', progress: { current: 1, total: 3 } };
    expect(after({ type: 'step', step: 'SELFIE' }, state)).to.equal(undefined);
    expect(after({ type: 'step', progress: { current: 1, total: 3 } }, state)).to.equal(undefined);
    expect(after({ type: 'step' }, state)).to.equal(undefined);
    expect(after({ type: 'step' })).to.equal(undefined);
  });

  it('is something new where one figure of the progress is', () => {
    const state = { ...active, progress: { current: 1, total: 3 } };
    for (const progress of [
      { current: 2, total: 3 },
      { current: 1, total: 4 },
    ]) {
      expect(after({ type: 'step', progress }, state)).to.deep.equal({ ...active, progress });
    }
  });

  it('takes a submitted upgrade back to work only by a named step', () => {
    expect(after({ type: 'step', step: 'retry' }, pending)).to.deep.equal({ ...active, step: 'retry' });
    expect(after({ type: 'step', progress: { current: 1, total: 3 } }, pending)).to.equal(undefined);
  });

  it('starts a returning person with a clean slate', () => {
    expect(after({ type: 'step', step: 'SELFIE' }, pending)).not.to.have.property('progress');
  });

  it('is nothing for what only tells', () => {
    const events: ProviderEvent[] = [
      { type: 'ready' },
      { type: 'warning', code: 'upload', message: 'Blurred.' },
      { type: 'message', name: 'idCheck.onResize' },
      { type: 'failed' },
    ];
    for (const event of events) expect(after(event), event.type).to.equal(undefined);
  });
});
