import type { GlobalComponents } from 'vue';
import type { VerificationUpgrade } from 'verification-upgrade/vue';
import 'verification-upgrade/vue';

type Props = InstanceType<GlobalComponents['verification-upgrade']>['$props'];

export const upgrade: Props = {
  class: 'wide',
  hidden: false,
  lang: 'nl',
  endpoint: undefined,
  launch: 'manual',
  requestTimeout: 9_000,
  'ready-timeout': '9000',
  readyTimeout: '9000', // As `ready-timeout="9000"` reaches the type checker.
  warmUp: '',
  headers: async ({ reason, signal }) => ({ reason, aborted: `${signal.aborted}` }),
  messages: { 'start.heading': 'Hello', 'level.hero': 'Hero' },
  onUpgradeStateChange: ({ state, previousState }) => void [state.status, previousState.status],
  onUpgradeApproved: ({ state, currentTarget }) => void [state.confirmedBy, currentTarget.reset()],
  onUpgradeFailed: ({ state }) => void state.error.recovery,
  onUpgradeMessage: ({ provider, name, payload }) => void [provider, name, payload],
  onUpgradeWarning: ({ code, message }) => void [code, message],
  onClick: ({ clientX }) => void clientX,
};

export const element: InstanceType<VerificationUpgrade>['start'] = () => undefined;

export const wrong: Props[] = [
  // @ts-expect-error: no such word
  { launch: 'sometimes' },
  // @ts-expect-error: no such attribute
  { 'end-point': '/upgrade' },
  // @ts-expect-error: read only
  { state: { status: 'idle' } },
  // @ts-expect-error: no such event
  { onUpgradeDone: () => undefined },
];
