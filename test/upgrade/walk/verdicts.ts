import type { ProviderEvent, UpgradeState } from '../../../src/index.js';

/** Milliseconds for which a positive verdict is held. */
const SETTLE_TIME = 4_000;

/** What the SDKs of one attempt have reported, and which verdicts follow from it. Written from the design, not from the source. */
export class Verdicts {
  #isSubmitted = false;
  #approvedAt: number | undefined;
  #rejected = false;
  #total = 0;

  /** An event of the SDK that is mounted. */
  record(event: ProviderEvent, isSingleLevel: boolean): void {
    const isCounted = this.#isSubmitted || isSingleLevel;
    if (event.type === 'submitted') this.#isSubmitted = true;
    if (event.type === 'approved' && isCounted) this.#approvedAt ??= isSingleLevel ? -Infinity : performance.now();
    if (event.type === 'rejected' && isCounted) this.#rejected = true;
    if (event.type !== 'step') return;
    const { step, progress } = event;
    const hasMoreSteps = this.#total > 0 && progress !== undefined && progress.total > this.#total;
    if (progress) this.#total = progress.total;
    if (step === undefined && !hasMoreSteps) return;
    // The user must act again: what was submitted is not all of it.
    this.#isSubmitted = false;
    this.#approvedAt = undefined;
  }

  /**
   * What is wrong with a transition; undefined if it is right.
   *
   * @param isByPage the page has called `cancel()`
   */
  violation(previous: UpgradeState, next: UpgradeState, isByPage: boolean): string | undefined {
    if (next.status === 'requesting') {
      this.#isSubmitted = this.#rejected = false;
      this.#approvedAt = undefined;
      this.#total = 0;
    }
    const isByProvider = 'confirmedBy' in next && next.confirmedBy === 'provider';
    if (next.status === 'approved' && isByProvider) {
      if (this.#approvedAt === undefined)
        return 'Approved by a verdict that is as found, or that a later step has ended.';
      if (performance.now() - this.#approvedAt < SETTLE_TIME) return 'Approved without the wait for a later step.';
    }
    if (next.status === 'rejected' && isByProvider && !this.#rejected) return 'Rejected by a verdict that is as found.';
    if (previous.status === 'pending' && this.#isSubmitted && !isByPage) {
      if (next.status === 'cancelled' || next.status === 'failed')
        return `${next.status} after everything was submitted.`;
    }
    return undefined;
  }
}
