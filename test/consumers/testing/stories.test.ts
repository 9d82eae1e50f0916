import { expect, it } from 'vitest';
import './setup';
import meta, * as module from './verification.stories';

const { default: _, ...stories } = module;
const states: Record<keyof typeof stories, { readonly status: string; readonly [fact: string]: unknown }> = {
  InTheSdk: { status: 'active', provider: 'sumsub' },
  UnderReview: { status: 'pending' },
  Approved: { status: 'approved', confirmedBy: 'server' },
  Rejected: { status: 'rejected' },
  NoHigherLevel: { status: 'unavailable', currentLevel: 'satoshi' },
  UnknownAccount: { status: 'failed', error: { code: 'ER709' } },
};

it.each(Object.entries(stories))('the story %s', async (name, { args }) => {
  const upgrade = meta.render(args);
  const state = states[name as keyof typeof stories];
  const shown = new Promise((resolve) => upgrade.addEventListener(`upgrade-${state.status}`, resolve, { once: true }));
  document.body.append(upgrade);
  await shown;
  expect(upgrade.state).toMatchObject(state);
  upgrade.remove();
});
