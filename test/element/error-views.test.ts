import { expect } from '@open-wc/testing';
import en from '../../src/locales/en.js';
import type { ErrorKind, RequestContext } from '../../src/index.js';
import { UpgradeError } from '../../src/index.js';
import type { Reply } from '../support/upgrade.js';
import { mountUpgrade, offer, record, refusal, until } from '../support/upgrade.js';
import { action, firstView, seenView } from '../support/view.js';
import { fakeTime } from '../upgrade/support/fake-time.js';

const links = { 'sign-in-url': '/sign-in', 'support-url': 'https://help.example/verify' };
const signIn = '/sign-in';
const support = 'https://help.example/verify';

/** What a user is offered for a code: a link by where it leads, a button by its label. */
type Offered = readonly string[];
const retry = en['action.retry'];

/** The table of errors: codes, kind, what is offered with both links given, and without. */
const table: readonly (readonly [codes: string, kind: ErrorKind, withLinks: Offered, without: Offered])[] = [
  ['ER700 ER701 ER702 ER704 http-401 http-403', 'authentication', [signIn], [retry]],
  ['ER703 ER705 ER706 ER707 ER709', 'account', [support], [retry]],
  [
    'ER800 ER801 ER802 ER803 ER804 ER805 ER806 ER998 http-404 http-405 provider-blocked',
    'configuration',
    [support, retry],
    [retry],
  ],
  ['ER999 ER123 ER10000 http-500 http-502 http-503 http-418 bad-response', 'server', [retry, support], [retry]],
  ['network timeout', 'network', [retry, support], [retry]],
  ['unknown-provider untrusted-host', 'configuration', [support], [retry]],
  ['provider-load-failed provider-timeout provider-error token-refresh-failed', 'provider', [retry, support], [retry]],
];

/** An element that fails with this code, as the API or the page’s own client says it. */
const failWith = (code: string) => {
  const http = /^http-(\d+)$/.exec(code)?.[1];
  const reply: Reply = http ? { status: Number(http), body: 'No.' } : refusal(400, code);
  return code.startsWith('ER') || http
    ? { replies: [reply] }
    : { properties: { request: () => Promise.reject(new UpgradeError(code)) } };
};

/** Codes with texts of their own. */
const isSpecial = (code: string) => code === 'timeout' || code === 'provider-timeout';
const headingOf = (code: string, kind: ErrorKind) => en[`failed.${isSpecial(code) ? code : kind}.heading`];
const textOf = (code: string, kind: ErrorKind) => en[`failed.${isSpecial(code) ? code : kind}.text`];

describe('the view of an error', () => {
  for (const [codes, kind, withLinks, without] of table) {
    for (const code of codes.split(' ')) {
      it(`${code} offers ${withLinks.join(' and ')}`, async () => {
        const { element } = await mountUpgrade({ ...failWith(code), attributes: links });
        const { error } = await until(element, 'failed');
        expect([error.code, error.kind]).to.deep.equal([code, kind]);
        const { heading, text, actions, links: addresses } = await firstView(element);
        expect([heading, text]).to.deep.equal([headingOf(code, kind), textOf(code, kind)]);
        expect(actions.length).to.equal(withLinks.length);
        const offered = actions.map((label) => (label === retry ? retry : (addresses[0] ?? '')));
        expect(offered).to.deep.equal(withLinks);
      });
    }

    it(`${codes} offers ${without.join(' and ')} on a page without links`, async () => {
      const [code = ''] = codes.split(' ');
      const { element } = await mountUpgrade(failWith(code));
      await until(element, 'failed');
      expect((await firstView(element)).actions).to.deep.equal(without);
    });
  }

  it('leads to the page’s own place for signing in', async () => {
    const { element } = await mountUpgrade({ replies: [refusal(400, 'ER700')], attributes: links });
    await until(element, 'failed');
    await firstView(element);
    expect(action(element, en['action.sign-in'])).to.be.instanceOf(HTMLAnchorElement);
    expect(action(element, en['action.sign-in'])).to.have.property('href', new URL(signIn, document.baseURI).href);
  });

  it('has a retry button that asks again, and says why', async () => {
    const reasons: string[] = [];
    const { element, run } = await mountUpgrade({
      replies: [{ status: 500 }, offer()],
      properties: { headers: ({ reason }: RequestContext) => (reasons.push(reason), {}) },
    });
    await until(element, 'failed');
    await firstView(element);
    action(element, retry).click();
    expect(element.state.status).to.equal('requesting');
    await until(element, 'active');
    expect(reasons).to.deep.equal(['start', 'retry']);
    expect(await run.requests()).to.have.length(2);
  });

  it('has a retry button that asks once, however often it is clicked', async () => {
    const { element, run } = await mountUpgrade({ replies: [{ status: 500 }, offer()] });
    await until(element, 'failed');
    await firstView(element);
    const button = action(element, retry);
    button.click();
    button.click();
    await until(element, 'active');
    expect(await run.requests()).to.have.length(2);
  });

  it('tells the developer more than the user', async () => {
    const said: unknown[][] = [];
    const { error: original } = console;
    console.error = (...words: unknown[]) => void said.push(words);
    try {
      const { element } = await mountUpgrade({ replies: [refusal(400, 'ER705')] });
      await until(element, 'failed');
      const { heading, text } = await firstView(element);
      expect(`${heading} ${text}`).not.to.match(/ER705|Solution|Message of/);
      expect(said.flat().join(' ')).to.match(/ER705.*Message of ER705\..*Solution of ER705\./);
    } finally {
      console.error = original;
    }
  });

  it('says where to sign in again if the page names no address', async () => {
    const { element } = await mountUpgrade({ replies: [refusal(400, 'ER702')] });
    await until(element, 'failed');
    expect((await firstView(element)).text).to.equal(en['failed.authentication.no-link.text']);
  });

  it('the second time in a row says so, and offers support first', async () => {
    const { element } = await mountUpgrade({ replies: [{ status: 500 }], attributes: links });
    await until(element, 'failed');
    await firstView(element);
    action(element, retry).click();
    await until(element, 'failed');
    expect(seenView(element)).to.deep.include({
      heading: en['failed.again.heading'],
      text: en['failed.again.text'],
      actions: [en['action.support'], retry],
    });
  });

  it('blames the user’s connection only if the browser is offline', async () => {
    const { element } = await mountUpgrade({ ...failWith('network') });
    await until(element, 'failed');
    expect((await firstView(element)).text).to.equal(en['failed.network.text']);
    Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
    try {
      element.requestUpdate();
      await element.updateComplete;
      expect(seenView(element).text).to.equal(en['failed.no-connection.text']);
    } finally {
      Reflect.deleteProperty(navigator, 'onLine');
    }
  });

  it('of a lost network starts again by itself once the browser is online', async () => {
    Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
    try {
      const request = () =>
        navigator.onLine ? Promise.resolve({ nextLevel: null }) : Promise.reject(new TypeError('Failed to fetch'));
      const { element } = await mountUpgrade({ properties: { request } });
      const { error } = await until(element, 'failed');
      expect(error.code).to.equal('offline');
      expect(await firstView(element)).to.deep.include({ heading: en['failed.offline.heading'], actions: [retry] });
      Reflect.deleteProperty(navigator, 'onLine');
      window.dispatchEvent(new Event('online'));
      await until(element, 'unavailable');
    } finally {
      Reflect.deleteProperty(navigator, 'onLine');
    }
  });
});

describe('an error that the user leaves on screen', () => {
  const time = fakeTime();

  it('asks nothing by itself, however long it is there', async () => {
    const { element, run } = await mountUpgrade({ replies: [{ status: 503 }] });
    await until(element, 'failed');
    await firstView(element);
    const statuses = record(element);
    time.clock.tick(24 * 3_600_000);
    await element.updateComplete;
    expect(statuses).to.deep.equal([]);
    expect(await run.requests()).to.have.length(1);
  });
});
