/**
 * The funnel of an element, for analytics and monitoring. It reads the public events and sends nothing anywhere: what
 * becomes of a record is up to the page.
 */
import type { UpgradeStateChangeEvent } from '../upgrade/events.js';
import type { UpgradeState } from '../upgrade/state.js';
import { isOpen, stepsOf, type FunnelRecord } from './records.js';

export type { FunnelRecord, FunnelStep } from './records.js';

/** As much of a `<verification-upgrade>` as is needed. */
export interface ObservedElement {
  addEventListener(
    name: 'upgrade-state-change',
    listener: (event: UpgradeStateChangeEvent) => void,
    options?: AddEventListenerOptions,
  ): void;
}

interface Attempt {
  readonly id: string;
  readonly start: number;
  /** What the last transition told; `abandoned` repeats it. */
  known: Partial<FunnelRecord>;
  lastStep: string | undefined;
}

/**
 * Calls `report` for each step of the funnel, and leaves a `performance.measure()` named
 * `verification-upgrade:<step>` for it, from the start of the attempt.
 *
 * @param report may throw: the error goes to `reportError()`, and the upgrade goes on
 * @returns a function that ends it
 */
export function observe(element: ObservedElement, report: (record: FunnelRecord) => void): () => void {
  const stop = new AbortController();
  let attempt: Attempt | undefined;
  let state: UpgradeState = { status: 'idle' };

  const emit = (fields: Omit<FunnelRecord, 'attempt' | 'ms'>): void => {
    if (fields.step === 'asked') attempt = begin();
    attempt ??= begin();
    const { id, start } = attempt;
    attempt.lastStep = fields.lastStep ?? attempt.lastStep;
    const { lastStep } = attempt;
    const record = { attempt: id, ms: Math.round(performance.now() - start), ...fields, ...(lastStep && { lastStep }) };
    const { provider, currentLevel, nextLevel } = { ...attempt.known, ...record };
    attempt.known = Object.fromEntries(
      Object.entries({ provider, currentLevel, nextLevel }).filter(([, value]) => value),
    );
    measure(record, start);
    try {
      report(record);
    } catch (error) {
      reportError(error);
    }
  };
  const reportAbandoned = (): void => {
    if (attempt && isOpen(state)) emit({ ...attempt.known, step: 'abandoned' });
  };

  element.addEventListener(
    'upgrade-state-change',
    (event) => {
      // An element that is taken off the page fires nothing: what it had begun ends with the next attempt.
      if (event.state.status === 'requesting' && isOpen(state)) reportAbandoned();
      state = event.state;
      for (const fields of stepsOf(state, event.previousState))
        emit(fields.step === 'abandoned' ? { ...attempt?.known, ...fields } : fields);
    },
    { signal: stop.signal },
  );
  addEventListener('pagehide', reportAbandoned, { signal: stop.signal });
  return () => stop.abort();
}

const begin = (): Attempt => ({ id: randomId(), start: performance.now(), known: {}, lastStep: undefined });

/** Not `randomUUID()`, which pages without https lack. */
const randomId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

function measure(record: FunnelRecord, start: number): void {
  performance.measure(`verification-upgrade:${record.step}`, { start, end: performance.now(), detail: record });
}
