import type { MessageKey } from '../../locales/en.js';
import type { Recovery, UpgradeError } from '../../upgrade/error.js';
import type { Levels, UpgradeState } from '../../upgrade/state.js';
import type { TextKey } from '../localizer.js';
import type { IconName } from './icons.js';

/** What the user can do in a view. */
export type Action = Recovery | 'start' | 'accept' | 'later' | 'continue' | 'close' | 'cancel' | 'check' | 'done';

/** One line of a list. Without a key it is the name of the next level. */
export interface ListItem {
  readonly icon: IconName;
  readonly text: MessageKey | undefined;
  readonly hint?: MessageKey;
}

/** One view as data: which texts to show, and what to offer. */
export interface View {
  /** The slots that can replace it, the more specific one first. */
  readonly slots: readonly [string, string];
  readonly tone?: 'good' | 'bad';
  /** Absent while something is loading. */
  readonly icon?: IconName;
  /** Keys of the heading and the text, the more specific first. */
  readonly heading: readonly TextKey[];
  readonly text: readonly TextKey[];
  readonly list?: readonly ListItem[];
  /** How far along the line between the levels the user is, in percent. */
  readonly progress?: number;
  /** Who checks the photos, and the link to what happens with them. */
  readonly hasPrivacyNote?: boolean;
  readonly actions: readonly Action[];
  /** Nothing has to be done: no button is the main one. */
  readonly isOptional?: boolean;
}

/** What a view depends on beside the state. */
export interface ViewFacts {
  readonly levels: Levels;
  /** An idle element is about to start: it needs no button. */
  readonly isLaunching: boolean;
  /** Our texts are for screen readers only. */
  readonly isSdkVisible: boolean;
  /** How long the user has been waiting for the SDK, or for a decision. */
  readonly wait: 'short' | 'long' | 'cancellable';
  /** Failures in a row. */
  readonly failures: number;
  /** The endpoint is about an order, not about a level. */
  readonly isOrder: boolean;
  /** The server is asked for the decision again and again. */
  readonly canCheck: boolean;
  readonly canSignIn: boolean;
  readonly isOnline: boolean;
  /** The limits of both levels are shown; those of the next one may be higher. */
  readonly limits: 'unknown' | 'known' | 'raised';
  /** The time that a rate limit asks for is over. */
  readonly isWaitOver: boolean;
}

const documents: readonly ListItem[] = [
  { icon: 'id', text: 'start.document', hint: 'start.document.hint' },
  { icon: 'face', text: 'start.camera', hint: 'start.camera.hint' },
];

const tips: readonly ListItem[] = (
  ['rejected.tip.light', 'rejected.tip.corners', 'rejected.tip.valid', 'rejected.tip.face'] as const
).map((text) => ({ icon: 'check', text }));

/** The view of a state. */
export function viewOf(state: UpgradeState, facts: ViewFacts): View {
  const { levels, isOrder } = facts;
  const concernsOrder = isOrder && !levels.nextLevel;
  switch (state.status) {
    case 'idle':
      if (facts.isLaunching) return loading(facts);
      return { ...view('start', 'id', ['start']), list: documents, hasPrivacyNote: true };
    case 'offered':
      return {
        slots: ['offer', 'offer'],
        heading: levels.nextLevel ? ['offer.heading'] : ['start.heading'],
        text: facts.limits === 'raised' ? ['offer.text'] : ['start.text'],
        // Beside the limits there is no room for details.
        list: facts.limits === 'unknown' ? documents : documents.map(({ icon, text }) => ({ icon, text })),
        progress: 4,
        hasPrivacyNote: true,
        actions: ['accept', 'later'],
      };
    case 'requesting':
    case 'loading':
      return loading(facts);
    case 'active':
      return running(facts);
    case 'pending':
      // Often for a moment only, e.g. between two levels of the SDK: that is not worth an announcement.
      if (facts.isSdkVisible && facts.wait === 'short') return running(facts);
      return { ...view('pending', 'clock', ['check']), list: review(facts), progress: 66 };
    case 'approved': {
      const isServer = state.confirmedBy === 'server';
      const key = concernsOrder ? 'order' : levels.nextLevel ? 'server' : 'unnamed';
      return {
        ...view('approved', 'check', ['done']),
        tone: 'good',
        text: isServer || concernsOrder ? [`approved.${key}.text`] : ['approved.text'],
        progress: isServer ? 100 : 90,
      };
    }
    case 'rejected': {
      if (!state.final) {
        return { ...view('rejected', 'warning', ['retry', 'support']), tone: 'bad', list: tips, progress: 4 };
      }
      const final = view('rejected', 'warning', ['support'], 'final');
      return { ...final, tone: 'bad', text: [concernsOrder ? 'rejected.order.text' : 'rejected.final.text'] };
    }
    case 'cancelled':
      return { ...view('cancelled', 'pause', ['continue']), progress: 4 };
    case 'unavailable': {
      const isTop = levels.currentLevel && !levels.nextLevel;
      if (isTop && !concernsOrder) return view('unavailable', 'flag', [], 'top');
      const variant = concernsOrder ? 'order' : undefined;
      return { ...view('unavailable', 'info', ['support'], variant), isOptional: true };
    }
    case 'failed':
      return failure(state.error, facts);
  }
}

function view(name: 'start' | 'pending' | 'approved' | 'cancelled', icon: IconName, actions: readonly Action[]): View;
function view(
  name: 'rejected' | 'unavailable',
  icon: IconName,
  actions: readonly Action[],
  variant?: 'final' | 'top' | 'order',
): View;
function view(name: string, icon: IconName, actions: readonly Action[], variant?: string): View {
  const key = (part: string) => [name, variant, part].filter(Boolean).join('.') as MessageKey;
  return { slots: [name, name], icon, heading: [key('heading')], text: [key('text')], actions };
}

function loading({ wait }: ViewFacts): View {
  return {
    slots: ['loading', 'loading'],
    heading: ['loading.heading'],
    text: [wait === 'short' ? 'loading.text' : 'loading.slow.text'],
    progress: 4,
    actions: wait === 'cancellable' ? ['cancel'] : [],
  };
}

const running = (facts: ViewFacts): View => ({ ...loading(facts), heading: ['active.heading'], text: [] });

const review = ({ levels, canCheck }: ViewFacts): readonly ListItem[] => [
  { icon: 'check', text: 'pending.received', hint: 'pending.received.hint' },
  { icon: 'dot', text: 'pending.checking', hint: 'pending.checking.hint' },
  {
    icon: 'ring',
    text: levels.nextLevel ? undefined : 'pending.done',
    hint: canCheck ? 'pending.done.hint' : 'pending.return.hint',
  },
];

/** The fault is ours or the provider's, so that a second failure in a row is for the support team. */
const repeatable = /^(server|network|provider|configuration)$/;
/** These say what the user has to do, however often. */
const instructive = /^(offline|camera-denied|device-unsupported)$/;

const icons: Readonly<Record<string, IconName | null>> = {
  __proto__: null,
  authentication: 'door',
  account: 'person',
  'rate-limit': 'clock',
  network: 'offline',
  'camera-denied': 'camera',
};

function failure({ code, kind, recovery }: UpgradeError, facts: ViewFacts): View {
  const isAgain = facts.failures > 1 && repeatable.test(kind) && !instructive.test(code);
  const variants = [
    isAgain && 'again',
    code === 'network' && !facts.isOnline && 'no-connection',
    code,
    kind === 'rate-limit' && facts.isWaitOver && 'rate-limit.over',
    kind === 'authentication' && !facts.canSignIn && 'authentication.no-link',
    kind,
    'server',
  ].filter(Boolean);
  const keys = (part: string): TextKey[] => variants.map((variant): TextKey => `failed.${String(variant)}.${part}`);
  const supportFirst = isAgain || kind === 'configuration';
  return {
    slots: [`failed-${code}`, 'failed'],
    ...(/^(authentication|rate-limit)$/.test(kind) ? {} : { tone: 'bad' }),
    icon: icons[code] ?? icons[kind] ?? 'warning',
    heading: keys('heading'),
    text: keys('text'),
    actions: supportFirst ? recovery.toSorted((a, b) => Number(b === 'support') - Number(a === 'support')) : recovery,
  };
}

const actionKeys = {
  start: 'start.button',
  accept: 'start.button',
  later: 'offer.later',
  continue: 'cancelled.button',
  close: 'dialog.close',
} as const;

/** The label of an action's button or link. */
export const actionKey = (action: Action): MessageKey =>
  Object.hasOwn(actionKeys, action)
    ? actionKeys[action as keyof typeof actionKeys]
    : `action.${action as Exclude<Action, keyof typeof actionKeys>}`;
