import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import type { ScenarioName } from '../../demo/emulator/scenarios.js';
import { scenarios } from '../../demo/emulator/scenarios.js';
import type { MessageKey } from '../../src/locales/en.js';
import en from '../../src/locales/en.js';
import type { Site } from '../support/pages.js';
import { launchBrowser, shoot, startBuiltDemo, sumsubFrame, textOf, untilStatus, verify, visit } from '../support/pages.js';

/** What a visitor ends up with. */
interface Expected {
  readonly status: string;
  /** What is to be read, in keys. */
  readonly says?: readonly MessageKey[];
  /** Names of the buttons and links, in this order. */
  readonly offers?: readonly string[];
  /** What the details box names. */
  readonly code?: string;
  /** What the provider's frame shows, where there is one. */
  readonly frame?: string;
  /** The visitor goes through the verification first. */
  readonly verified?: true;
  /** What the page hears on the way. */
  readonly event?: string;
  /** One of another provider's frames shows this screen. */
  readonly screen?: string;
}

const failed = (kind: string, code: string, ...offers: readonly ('retry' | 'support' | 'sign-in')[]): Expected => ({
  status: 'failed',
  says: [`failed.${kind}.heading` as MessageKey, `failed.${kind}.text` as MessageKey],
  offers: offers.map((action) => en[`action.${action}`]),
  code,
});

const signIn = (code: string) => failed('authentication', code, 'sign-in');
const account = (code: string) => failed('account', code, 'support');
const configuration = (code: string) => failed('configuration', code, 'retry', 'support');
const server = (code: string) => failed('server', code, 'retry', 'support');
const network = (code: string, words = 'network') => failed(words, code, 'retry');
const provider = (code: string) => failed('provider', code, 'retry');
const limited = (code: string): Expected => ({
  ...failed('rate-limit', code),
  offers: [en['action.wait'].replace(' {time}', '')],
});

const open: Expected = { status: 'active', frame: 'consent' };
const elsewhere: Expected = { status: 'active', screen: 'consent' };
const inReview: Expected = { status: 'pending', says: ['pending.heading', 'pending.text'], offers: [] };
const done: Expected = { status: 'approved', says: ['approved.heading'], offers: [] };
const nothing: Expected = { status: 'unavailable', says: ['unavailable.heading', 'unavailable.text'], offers: [] };

const expected: Readonly<Record<ScenarioName, Expected>> = {
  veriff: elsewhere,
  persona: elsewhere,
  'persona-declined': elsewhere,
  didit: elsewhere,
  'stripe-identity': elsewhere,
  onfido: elsewhere,
  hosted: elsewhere,
  happy: open,
  auto: done,
  'happy-prose': open,
  'happy-brief': open,
  slow: open,
  'expired-then-ok': open,
  'partner-expired': open,
  unavailable: nothing,
  'upgrade-null': nothing,
  pending: inReview,
  approved: { ...done, says: ['approved.heading', 'approved.server.text'] },
  rejected: {
    status: 'rejected',
    says: ['rejected.heading', 'rejected.text'],
    offers: [en['action.retry'], en['action.support']],
  },
  retry: open,
  'reject-final': {
    status: 'rejected',
    says: ['rejected.heading', 'rejected.final.text'],
    offers: [en['action.support']],
    verified: true,
  },
  hold: { status: 'pending', frame: 'held', verified: true },
  'already-approved': done,
  'upload-warning': { ...done, verified: true, event: 'upgrade-warning' },
  'token-expired': open,
  'token-always-invalid': provider('token-refresh-failed'),
  'frame-error': provider('provider-error'),
  'slow-frame': open,
  'dead-frame': provider('provider-timeout'),
  'stuck-frame': provider('provider-timeout'),
  'blocked-frame': configuration('provider-blocked'),
  'blocked-camera': { ...open, event: 'upgrade-warning' },
  'lost-adapter': provider('provider-load-failed'),
  'unknown-provider': failed('configuration', 'unknown-provider', 'support'),
  'untrusted-host': failed('configuration', 'untrusted-host', 'support'),
  er700: signIn('ER700'),
  er701: signIn('ER701'),
  er702: signIn('ER702'),
  er703: account('ER703'),
  er704: signIn('ER704'),
  er705: account('ER705'),
  er706: account('ER706'),
  er707: account('ER707'),
  er708: inReview,
  er709: account('ER709'),
  er800: configuration('ER800'),
  er801: configuration('ER801'),
  er802: configuration('ER802'),
  er803: configuration('ER803'),
  er804: configuration('ER804'),
  er805: configuration('ER805'),
  er806: configuration('ER806'),
  er920: limited('ER920'),
  er998: configuration('ER998'),
  er999: server('ER999'),
  'er-several': signIn('ER702'),
  offline: network('offline', 'offline'),
  drop: network('network'),
  'drop-midway': network('network'),
  hang: network('timeout', 'timeout'),
  'api-down': server('http-502'),
  'http-500': server('http-500'),
  'http-404': configuration('http-404'),
  'http-429': limited('http-429'),
  html: server('bad-response'),
  empty: server('bad-response'),
  truncated: server('bad-response'),
};

/** The element's buttons and links, and the text of its details box. */
const controls = (page: Page) =>
  page.evaluate(`(() => {
    const root = document.querySelector('verification-upgrade').shadowRoot;
    const shown = [...root.querySelectorAll('[part~=button]')].filter((button) => button.checkVisibility());
    return {
      offers: shown.map((button) => button.textContent.trim()),
      links: shown.filter(({ href }) => href).map(({ href }) => new URL(href).pathname),
      details: root.querySelector('[part~=details]')?.textContent ?? '',
    };
  })()`) as Promise<{ offers: string[]; links: string[]; details: string }>;

async function check(page: Page, wanted: Expected): Promise<void> {
  const { status, says = [], offers = [], code, frame, verified, event, screen } = wanted;
  if (verified) {
    await untilStatus(page, 'active');
    await verify(page);
  }
  await untilStatus(page, status, 60_000);
  if (event) assert.ok((await page.$$eval('#log b', (names) => names.map((name) => name.textContent))).includes(event));
  if (frame) {
    await sumsubFrame(page, frame);
    return;
  }
  if (screen) {
    const { origin } = new URL(page.url());
    const frame = await page.waitForFrame(
      (candidate) => candidate.url().startsWith('http') && !candidate.url().startsWith(origin),
    );
    await frame.waitForSelector(`main[data-view="${screen}"]`);
    return;
  }
  const text = await textOf(page);
  for (const key of says) assert.ok(text.includes(en[key]), `“${en[key]}” is not in “${text}”.`);
  const seen = await controls(page);
  assert.equal(seen.offers.length, offers.length, seen.offers.join(', '));
  offers.forEach((name, index) => assert.ok(seen.offers[index]?.startsWith(name), seen.offers.join(', ')));
  if (offers.includes(en['action.sign-in'])) assert.ok(seen.links.includes('/demo/sign-in.html'));
  if (offers.includes(en['action.support'])) assert.ok(seen.links.includes('/demo/support.html'));
  if (code) assert.ok(seen.details.includes(code), seen.details);
  // No frame of a provider stays when there is nothing to do in it.
  assert.equal(page.frames().length, 1);
}

describe('a scenario of the demo, by its URL', { concurrency: 4 }, () => {
  let site: Site;
  let browser: Browser;

  before(async () => {
    [site, browser] = await Promise.all([startBuiltDemo(), launchBrowser()]);
  });

  after(async () => {
    await browser.close();
    await site.close();
  });

  // Those that take their time go first: the others pass them.
  const slow = ['dead-frame', 'stuck-frame', 'hang'];
  const names = (Object.keys(scenarios) as ScenarioName[]).toSorted(
    (a, b) => Number(slow.includes(b)) - Number(slow.includes(a)),
  );
  for (const name of names) {
    it(`${name}: ${scenarios[name].title}`, async () => {
      const visitor = await visit(browser, `${site.url}?scenario=${name}`);
      await check(visitor.page, expected[name]);
      await shoot(visitor.page, `scenario-${name}`);
      assert.deepEqual(visitor.complaints, []);
      await visitor.leave();
    });
  }
});
