import type { SvelteHTMLElements } from 'svelte/elements';
import type { VerificationUpgradeAttributes } from 'verification-upgrade/svelte';
import 'verification-upgrade/svelte';

type Markup = SvelteHTMLElements['verification-upgrade'];

export const upgrade: Markup = {
  class: 'wide',
  hidden: false,
  lang: 'nl',
  endpoint: undefined,
  launch: 'manual',
  requestTimeout: 9_000,
  'ready-timeout': '9000',
  headers: async ({ reason, signal }) => ({ reason, aborted: `${signal.aborted}` }),
  messages: { 'start.heading': 'Hello', 'level.hero': 'Hero' },
  'onupgrade-state-change': ({ state, previousState }) => void [state.status, previousState.status],
  'onupgrade-approved': ({ state, currentTarget }) => void [state.confirmedBy, currentTarget.reset()],
  'on:upgrade-failed': ({ state }) => void state.error.recovery,
  'onupgrade-message': ({ provider, name, payload }) => void [provider, name, payload],
  'onupgrade-warning': ({ code, message }) => void [code, message],
  onclick: ({ clientX }) => void clientX,
};

export const attributes: VerificationUpgradeAttributes = upgrade;

export const wrong: Markup[] = [
  // @ts-expect-error: no such word
  { launch: 'sometimes' },
  // @ts-expect-error: no such attribute
  { 'end-point': '/upgrade' },
  // @ts-expect-error: read only
  { state: { status: 'idle' } },
  // @ts-expect-error: no such event
  { 'onupgrade-done': () => undefined },
];
