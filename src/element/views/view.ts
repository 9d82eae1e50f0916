import type { MessageKey } from '../../locales/en.js';
import type { Recovery } from '../../upgrade/error.js';
import type { UpgradeState } from '../../upgrade/state.js';

/** What a person can do in a view. `start` and `continue` are `retry` by a friendlier name; `close` leaves the dialog. */
export type Action = Recovery | 'start' | 'continue' | 'close';

/** How a view feels, for its icon. */
export type Tone = 'busy' | 'ask' | 'wait' | 'good' | 'bad';

/** One view, in keys: what to say, and what to offer. */
export interface View {
  /** The slots that can replace it, the more special one first. */
  readonly slots: readonly [string, string];
  readonly tone: Tone;
  /** Keys of the heading and the text, the more special first. */
  readonly heading: readonly string[];
  readonly text: readonly string[];
  readonly actions: readonly Action[];
}

/** Which view a state has. `launching`: an idle element that is about to start needs no button. */
export function viewOf(state: UpgradeState, launching: boolean): View {
  switch (state.status) {
    case 'idle':
      return launching ? view('loading', 'busy') : view('start', 'ask', ['start']);
    case 'offered':
      return view('start', 'ask', ['start']);
    case 'requesting':
    case 'loading':
      return view('loading', 'busy');
    case 'active':
      return view('active', 'busy');
    case 'pending':
      return view('pending', 'wait');
    case 'approved':
      return view('approved', 'good', [], state.confirmedBy);
    case 'rejected':
      return state.final
        ? view('rejected', 'bad', ['support'], 'final')
        : view('rejected', 'bad', ['retry', 'support']);
    case 'cancelled':
      return view('cancelled', 'ask', ['continue']);
    case 'unavailable':
      return view('unavailable', 'good');
    case 'failed': {
      const { code, kind, recovery } = state.error;
      const keys = (part: string) => [`failed.${code}.${part}`, `failed.${kind}.${part}`, `failed.server.${part}`];
      return {
        slots: [`failed-${code}`, 'failed'],
        tone: kind === 'rate-limit' ? 'wait' : 'bad',
        heading: keys('heading'),
        text: keys('text'),
        actions: recovery,
      };
    }
  }
}

function view(name: string, tone: Tone, actions: readonly Action[] = [], variant = ''): View {
  const keys = (part: string) => [`${name}.${variant}.${part}`, `${name}.${part}`];
  return { slots: [name, name], tone, heading: keys('heading'), text: keys('text'), actions };
}

const keys: Readonly<Record<Exclude<Action, Recovery>, MessageKey>> = {
  start: 'start.button',
  continue: 'cancelled.button',
  close: 'dialog.close',
};

/** The words on an action's button or link. */
export const actionKey = (action: Action): MessageKey =>
  action in keys ? keys[action as keyof typeof keys] : `action.${action as Recovery}`;
