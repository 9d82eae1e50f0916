import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import type { ScenarioName } from '../../demo/emulator/scenarios.js';
import { scenarios } from '../../demo/emulator/scenarios.js';
import type { Site, Visitor } from '../support/pages.js';
import { launchBrowser, shoot, startBuiltDemo, sumsubFrame, untilStatus, visit } from '../support/pages.js';

/** Where a scenario ends, or where it waits for the user. */
interface Expected {
  readonly status: string;
  /** The error's code, and what the user is offered, in this order. */
  readonly code?: string;
  readonly recovery?: readonly string[];
  readonly confirmedBy?: 'provider' | 'server';
  readonly final?: boolean;
  /** The view of the Sumsub frame. Without it, and without `screen`, no frame is left on the page. */
  readonly frame?: string;
  /** The view of another provider's frame. */
  readonly screen?: string;
  /** The views that the user goes through first. */
  readonly through?: readonly string[];
  /** An event that the page gets on the way. */
  readonly event?: string;
  /** How often the SDK is mounted until then. */
  readonly mounts?: number;
}

const failed = (code: string, ...recovery: readonly string[]): Expected => ({ status: 'failed', code, recovery });
const signIn = (code: string) => failed(code, 'sign-in');
const support = (code: string) => failed(code, 'support');
const retry = (code: string) => failed(code, 'retry', 'support');
const wait = (code: string) => failed(code, 'wait');

const whole = ['consent', 'document', 'photo', 'preview', 'selfie'];
const selfie = ['consent', 'selfie'];
const open: Expected = { status: 'active', frame: 'consent' };
const elsewhere: Expected = { status: 'active', screen: 'consent' };
const underReview: Expected = { status: 'pending' };
const offered: Expected = { status: 'offered' };
const byServer: Expected = { status: 'approved', confirmedBy: 'server' };
const byProvider: Expected = { status: 'approved', confirmedBy: 'provider' };

const expected: Readonly<Record<ScenarioName, Expected>> = {
  offer: offered,
  'offer-no-amounts': offered,
  'offer-unknown-level': offered,
  'offer-currencies': offered,
  'offer-no-levels': offered,
  'offer-slow-levels': offered,
  'offer-aged': offered,
  happy: open,
  auto: byProvider,
  'first-check': open,
  chained: { status: 'active', frame: 'questions', through: whole },
  module: { status: 'pending', frame: 'approved', through: selfie },
  'happy-prose': open,
  'happy-brief': open,
  slow: open,
  'expired-then-ok': open,
  'partner-expired': open,
  'envelope-lambda': open,
  'envelope-data': open,
  'envelope-client': open,
  order: { ...byServer, through: selfie },
  'order-pending': byServer,
  'order-done': byServer,
  'order-rejected': { status: 'rejected', confirmedBy: 'server', through: selfie },
  'order-session': { ...byServer, through: selfie },
  er033: retry('ER033'),
  er034: retry('ER034'),
  er035: retry('ER035'),
  er150: support('ER150'),
  'server-rejects': { status: 'rejected', confirmedBy: 'server', through: whole },
  'status-missing': { status: 'rejected', confirmedBy: 'server', final: false },
  'status-session': { ...byServer, through: whole },
  'status-silent': byProvider,
  'finished-elsewhere': open,
  unavailable: { status: 'unavailable' },
  'upgrade-null': { status: 'unavailable' },
  pending: underReview,
  approved: byServer,
  rejected: { status: 'rejected', confirmedBy: 'server' },
  retry: open,
  'reject-final': { status: 'rejected', confirmedBy: 'provider', final: true, frame: 'rejected', through: whole },
  hold: { status: 'pending', frame: 'held', through: whole },
  'already-approved': { status: 'pending', frame: 'approved' },
  'upload-warning': { ...byProvider, through: whole, event: 'upgrade-warning' },
  'token-expired': open,
  'token-always-invalid': retry('token-refresh-failed'),
  'frame-error': retry('provider-error'),
  'submitted-error': { ...underReview, through: whole },
  'submitted-under-review': { ...underReview, through: whole },
  'submitted-done': { ...byServer, through: whole },
  'submitted-closed': { status: 'pending', frame: 'held', through: whole },
  'frame-reloads': { ...open, through: ['consent'], mounts: 2 },
  'frame-leaves': { ...retry('provider-blocked'), through: ['consent'] },
  'slow-frame': open,
  'dead-frame': retry('provider-timeout'),
  'stuck-frame': retry('provider-timeout'),
  'blocked-frame': retry('provider-blocked'),
  'blocked-camera': { ...open, event: 'upgrade-warning' },
  'lost-adapter': retry('provider-load-failed'),
  'unknown-provider': support('unknown-provider'),
  'untrusted-host': support('untrusted-host'),
  veriff: elsewhere,
  persona: elsewhere,
  'persona-declined': elsewhere,
  'persona-expired': elsewhere,
  didit: elsewhere,
  'didit-expired': elsewhere,
  'didit-abandoned': elsewhere,
  'didit-resubmitted': elsewhere,
  'didit-awaiting-user': elsewhere,
  'stripe-identity': elsewhere,
  onfido: elsewhere,
  hosted: elsewhere,
  'login-page': { status: 'failed', recovery: ['sign-in'] },
  'http-419': signIn('http-419'),
  'http-440': signIn('http-440'),
  'session-in-words': signIn('http-401'),
  'csrf-refused': signIn('http-403'),
  'quota-403': wait('http-403'),
  'bot-challenge': retry('http-403'),
  'axios-401': signIn('ER702'),
  'axios-429': wait('ER920'),
  'ky-401': signIn('ER702'),
  'ky-429': wait('ER920'),
  er700: signIn('ER700'),
  er701: signIn('ER701'),
  er702: signIn('ER702'),
  er703: support('ER703'),
  er704: signIn('ER704'),
  er705: support('ER705'),
  er706: support('ER706'),
  er707: support('ER707'),
  er708: underReview,
  er709: support('ER709'),
  er800: retry('ER800'),
  er801: retry('ER801'),
  er802: retry('ER802'),
  er803: retry('ER803'),
  er804: retry('ER804'),
  er805: retry('ER805'),
  er806: retry('ER806'),
  er920: wait('ER920'),
  er998: retry('ER998'),
  er999: retry('ER999'),
  'er-several': signIn('ER702'),
  'offline-hint': open,
  resume: { status: 'idle' },
  'late-headers': open,
  'too-late-headers': signIn('ER700'),
  'removed-container': { ...open, mounts: 2 },
  'removed-frame': { ...open, mounts: 2 },
  'camera-self': { ...open, event: 'upgrade-warning' },
  'microphone-self': { ...open, event: 'upgrade-warning' },
  coep: retry('provider-timeout'),
  offline: retry('offline'),
  drop: retry('network'),
  'drop-midway': retry('network'),
  hang: retry('timeout'),
  'api-down': retry('http-502'),
  'http-500': retry('http-500'),
  'http-404': retry('http-404'),
  'http-429': wait('http-429'),
  html: retry('bad-response'),
  empty: retry('bad-response'),
  truncated: retry('bad-response'),
  'no-answer': retry('bad-response'),
};

/** The facts of the element's state, and the links and buttons that are on screen. */
const look = (page: Page) =>
  page.evaluate(`(() => {
    const upgrade = document.querySelector('verification-upgrade');
    const { error, confirmedBy, final } = upgrade.state;
    const shown = [...upgrade.shadowRoot.querySelectorAll('[part~=button]')].filter((button) => button.checkVisibility());
    return {
      state: { code: error?.code, recovery: error && [...error.recovery], confirmedBy, final },
      heading: upgrade.shadowRoot.querySelector('[part~=heading]')?.textContent.trim() ?? '',
      buttons: shown.length,
      links: shown.filter(({ href }) => href).map(({ href }) => new URL(href).pathname),
    };
  })()`) as Promise<{
    state: Pick<Expected, 'code' | 'recovery' | 'confirmedBy' | 'final'>;
    heading: string;
    buttons: number;
    links: string[];
  }>;

async function check(page: Page, wanted: Expected): Promise<void> {
  const { status, code, recovery = [], confirmedBy, final, frame, screen, through = [], event, mounts = 1 } = wanted;
  for (const view of through) {
    const step = await sumsubFrame(page, view);
    await step.locator('button.next:enabled').click();
  }
  if (mounts > 1) {
    await page.waitForFunction(
      `[...document.querySelectorAll('#log span')].filter(({ textContent }) => textContent === 'idCheck.onInitialized').length >= ${mounts}`,
      { polling: 100 },
    );
  }
  await untilStatus(page, status, 60_000);
  if (frame) await sumsubFrame(page, frame);
  if (screen) {
    const { origin } = new URL(page.url());
    const isElsewhere = (url: string) => /^http.*(?<!\/controller)$/.test(url) && !url.startsWith(origin);
    const other = await page.waitForFrame((candidate) => isElsewhere(candidate.url()));
    await other.waitForSelector(`main[data-view="${screen}"]`);
  }
  if (event)
    await page.waitForFunction(`[...document.querySelectorAll('#log b')].some((b) => b.textContent === '${event}')`);
  const seen = await look(page);
  if (code) assert.equal(seen.state.code, code);
  if (confirmedBy) assert.equal(seen.state.confirmedBy, confirmedBy);
  if (final !== undefined) assert.equal(seen.state.final, final);
  if (recovery.length > 0) assert.deepEqual(seen.state.recovery, recovery);
  assert.ok(seen.buttons >= recovery.length, `${seen.buttons} of ${recovery.join(', ')}`);
  if (recovery.includes('sign-in')) assert.ok(seen.links.includes('/demo/sign-in.html'));
  if (recovery.includes('support')) assert.ok(seen.links.includes('/demo/support.html'));
  if (frame || screen) return;
  assert.notEqual(seen.heading, '');
  // Without something to do in it, no frame of a provider stays.
  await page.waitForFunction('frames.length === 0', { polling: 100 });
}

/** These wait for a time limit. */
const slow: readonly ScenarioName[] = [
  'dead-frame',
  'stuck-frame',
  'coep',
  'hang',
  'frame-leaves',
  'order-pending',
  'order-session',
  'status-session',
  'status-silent',
];

/** Groups in which the server's answer decides and nothing is mounted: a page plays one after another. */
const answers = ['Offer', 'Answers without an SDK', 'API errors', 'Session', 'Network and server'];

const names = Object.keys(scenarios) as ScenarioName[];
const others = names.filter((name) => !slow.includes(name));
const isAnswer = (name: ScenarioName) => answers.includes(scenarios[name].group);

describe('a scenario of the demo', { concurrency: 3 }, () => {
  let site: Site;
  let browser: Browser;

  before(async () => {
    [site, browser] = await Promise.all([startBuiltDemo(), launchBrowser()]);
  });

  after(async () => {
    await browser.close();
    await site.close();
  });

  const byUrl = (name: ScenarioName) => {
    it(`${name}: ${scenarios[name].title}`, async () => {
      const visitor = await visit(browser, `${site.url}?scenario=${name}`);
      await check(visitor.page, expected[name]);
      await shoot(visitor.page, `scenario-${name}`);
      assert.deepEqual(visitor.complaints, []);
      await visitor.leave();
    });
  };

  describe('by its URL, after a wait', { concurrency: slow.length }, () => {
    for (const name of slow) byUrl(name);
  });

  describe('by its URL', { concurrency: 2 }, () => {
    for (const name of others) if (!isAnswer(name)) byUrl(name);
  });

  describe('chosen in the panel', { concurrency: 1 }, () => {
    let visitor: Visitor;

    before(async () => {
      visitor = await visit(browser, `${site.url}?launch=manual`);
      await untilStatus(visitor.page, 'idle');
    });

    after(() => visitor.leave());

    for (const name of others.filter(isAnswer))
      it(`${name}: ${scenarios[name].title}`, async () => {
        await visitor.page.select('#scenario', name);
        await check(visitor.page, expected[name]);
        await shoot(visitor.page, `scenario-${name}`);
        assert.deepEqual(visitor.complaints, []);
      });
  });
});
