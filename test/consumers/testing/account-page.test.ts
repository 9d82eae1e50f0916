import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import './setup';
import 'verification-upgrade';
import type { RequestContext, VerificationUpgradeElement } from 'verification-upgrade';
import { errors, FakeProvider, upgraded, offer, unavailable, decided } from 'verification-upgrade/testing';
import en from 'verification-upgrade/locales/en';

let upgrade: VerificationUpgradeElement;
let provider: FakeProvider;

beforeEach(() => {
  upgrade = document.createElement('verification-upgrade');
  provider = new FakeProvider();
  upgrade.providers = { sumsub: provider.load };
  upgrade.launch = 'manual';
  document.body.append(upgrade);
});

afterEach(() => {
  vi.useRealTimers();
  upgrade.remove();
});

/** What the user reads, once the element has this status. */
async function words(status: string) {
  if (upgrade.state.status !== status)
    await new Promise((resolve) => upgrade.addEventListener(`upgrade-${status}`, resolve, { once: true }));
  await upgrade.updateComplete;
  return upgrade.shadowRoot?.textContent ?? '';
}

it('follows a user to the approval', async () => {
  upgrade.request = () => offer('sumsub', { access_token: 'any' });
  upgrade.start();
  const sdk = await provider.mounted();
  expect(sdk.context.payload.accessToken).toBe('any');
  sdk.report({ type: 'submitted' });
  expect(upgrade.state.status).toBe('pending');
  sdk.report({ type: 'approved' });
  expect(upgrade.state).toMatchObject({ confirmedBy: 'provider', nextLevel: 'satoshi' });
  expect(await words('approved')).toContain('You’re verified');
  expect(sdk.isUnmounted).toBe(true);
});

it('offers support and another try for an SDK that does not start', async () => {
  provider = new FakeProvider({ onMount: () => Promise.reject(new Error('No WebGL.')) });
  upgrade.providers = { sumsub: provider.load };
  upgrade.supportUrl = '/help';
  upgrade.request = () => offer('sumsub', { access_token: 'any' });
  upgrade.start();
  expect(await words('failed')).toContain('Contact support');
  expect(upgrade.state).toHaveProperty('error.code', 'provider-error');
  upgrade.start();
  await provider.mounted(2);
});

it('waits for the server to confirm', async () => {
  vi.useFakeTimers();
  const answers = { start: offer('sumsub', { access_token: 'any' }), status: upgraded() };
  upgrade.statusEndpoint = '/status';
  upgrade.request = ({ reason }: RequestContext) => answers[reason === 'status' ? 'status' : 'start'];
  upgrade.start();
  (await provider.mounted()).report({ type: 'approved' });
  const confirmed = () => {
    expect(upgrade.state).toMatchObject({ status: 'approved', confirmedBy: 'server' });
  };
  // It asks after five seconds, and then more and more slowly.
  await vi.waitFor(() => vi.advanceTimersByTimeAsync(5_000).then(confirmed), { timeout: 20_000 });
});

it.each([
  { type: 'cancelled', status: 'cancelled', heading: en['cancelled.heading'] },
  { type: 'rejected', final: true, status: 'rejected', heading: en['rejected.final.heading'] },
  { type: 'failed', code: 'provider-error', status: 'failed', heading: en['failed.provider.heading'] },
] as const)('has something to say where the SDK says "$type"', async ({ status, heading, ...event }) => {
  upgrade.request = () => offer('sumsub', { access_token: 'any' });
  upgrade.start();
  (await provider.mounted()).report(event);
  expect(await words(status)).toContain(heading);
});

it.each([
  { answer: decided('pending'), status: 'pending', heading: en['pending.heading'] },
  { answer: decided('approved'), status: 'approved', heading: en['approved.heading'] },
  { answer: decided('rejected'), status: 'rejected', heading: en['rejected.heading'] },
  { answer: unavailable(), status: 'unavailable', heading: en['unavailable.top.heading'] },
])('shows what the server says: $status', async ({ answer, status, heading }) => {
  upgrade.request = () => answer;
  upgrade.start();
  expect(await words(status)).toContain(heading);
});

it('offers support for an account that the API does not know', async () => {
  upgrade.supportUrl = '/help';
  upgrade.request = () => new Response(JSON.stringify(errors('ER709')), { status: 400 });
  upgrade.start();
  expect(await words('failed')).toContain('Contact support');
  expect(upgrade.state).toHaveProperty('error.code', 'ER709');
  expect(upgrade.shadowRoot?.querySelector('a')?.getAttribute('href')).toContain('/help');
});
