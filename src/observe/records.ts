import type { UpgradeState } from '../upgrade/state.js';

/** A step of the funnel, in the order in which they usually come. */
export type FunnelStep =
  /** The endpoint is asked. */
  | 'asked'
  /** The endpoint has answered. */
  | 'answered'
  /** The user sees the offer of an upgrade (`launch="offer"`). */
  | 'offered'
  /** The provider's SDK starts. */
  | 'mounted'
  /** The user can begin in it. */
  | 'ready'
  /** The user goes on to a step of the provider's, named in `lastStep`. */
  | 'step'
  /** Everything is submitted. */
  | 'submitted'
  /** `outcome` says how it ended. An approval by the provider may be followed by that of the server. */
  | 'outcome'
  /** The page went away, or the element did, before the user had submitted anything. */
  | 'abandoned';

/** One step, flat: each value is a text or a number. It holds no token and nothing personal. */
export interface FunnelRecord {
  /** Random, the same for all records of one attempt: 32 hexadecimal digits. */
  readonly attempt: string;
  readonly step: FunnelStep;
  /** Milliseconds since the attempt began. */
  readonly ms: number;
  readonly provider?: string;
  readonly currentLevel?: string;
  readonly nextLevel?: string;
  /** With `outcome`; `pending` if the server said that a document is under review already. */
  readonly outcome?: 'approved' | 'rejected' | 'cancelled' | 'unavailable' | 'pending' | 'failed';
  /** Of an approval or a rejection: `server` is the one to rely on. */
  readonly confirmedBy?: string;
  /** Code of the error. */
  readonly code?: string;
  /** HTTP status of the error. */
  readonly status?: number;
  /** The last step that the provider named. */
  readonly lastStep?: string;
}

type Fields = Omit<FunnelRecord, 'attempt' | 'ms'>;

/** What a transition means for the funnel: none, one or two steps. */
export function stepsOf(state: UpgradeState, previous: UpgradeState): Fields[] {
  const fields = fieldsOf(state);
  const answered: Fields[] =
    previous.status === 'requesting' && isAnswer(state) ? [{ ...fields, step: 'answered' }] : [];
  switch (state.status) {
    case 'idle':
      return isOpen(previous) ? [{ step: 'abandoned' }] : [];
    case 'requesting':
      return [{ step: 'asked' }];
    case 'loading':
      return [...answered, { ...fields, step: 'mounted' }];
    case 'active':
      if (previous.status === 'loading') return [{ ...fields, step: 'ready' }];
      return fields.lastStep === stepIn(previous) ? [] : [{ ...fields, step: 'step' }];
    case 'pending':
      if (previous.status === 'requesting') return [...answered, { ...fields, step: 'outcome', outcome: 'pending' }];
      return previous.status === 'pending' ? [] : [{ ...fields, step: 'submitted' }];
    case 'approved':
    case 'rejected':
    case 'cancelled':
    case 'unavailable':
    case 'failed':
      return [...answered, { ...fields, step: 'outcome', outcome: state.status }];
    case 'offered':
      return previous.status === 'offered' ? [] : [...answered, { ...fields, step: 'offered' }];
  }
}

/** Whether the user may still submit something: what ends then is abandoned. */
export const isOpen = ({ status }: UpgradeState): boolean => /^(requesting|offered|loading|active)$/.test(status);

/** A failure of the network brought no answer, and neither did the user who left. */
const isAnswer = (state: UpgradeState): boolean =>
  state.status !== 'cancelled' && !(state.status === 'failed' && state.error.kind === 'network');

const stepIn = (state: UpgradeState) => ('step' in state ? state.step : undefined);

function fieldsOf(state: UpgradeState): Omit<Fields, 'step'> {
  const error = state.status === 'failed' ? state.error : undefined;
  const fields = {
    provider: 'provider' in state ? state.provider : undefined,
    currentLevel: 'currentLevel' in state ? state.currentLevel : undefined,
    nextLevel: 'nextLevel' in state ? state.nextLevel : undefined,
    confirmedBy: 'confirmedBy' in state ? state.confirmedBy : undefined,
    lastStep: stepIn(state),
    code: error?.code,
    status: error?.status,
  };
  return withoutGaps(fields);
}

type WithoutGaps<Fields> = { readonly [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };

function withoutGaps<Fields extends object>(fields: Fields): WithoutGaps<Fields> {
  const kept: { -readonly [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } = {};
  for (const name in fields) {
    const value = fields[name];
    if (isGiven(value)) kept[name] = value;
  }
  return kept;
}

const isGiven = <Value>(value: Value): value is Exclude<Value, undefined> => value !== undefined;
