import { expect, fixture, html, waitUntil } from '@open-wc/testing';
// Loaded lazily on a page. Here it is at hand, so that an attempt is remembered before it is interrupted.
import '../../src/element/resume.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import { createUpgrade, offerOf, part, until } from '../support/upgrade.js';
import { nextTask } from '../upgrade/support/deferred.js';

const entriesOf = (storage: Storage): [string, string][] =>
  Array.from({ length: storage.length }, (_, index) => {
    const key = storage.key(index) ?? '';
    return [key, storage.getItem(key) ?? ''];
  });

/** The page was loaded in this way. */
function pretendNavigation(type: string): void {
  const entries = () => [{ type, domContentLoadedEventStart: 1 }];
  Object.defineProperty(performance, 'getEntriesByType', { configurable: true, value: entries });
}

describe('resume', () => {
  beforeEach(() => sessionStorage.clear());
  afterEach(() => void Reflect.deleteProperty(performance, 'getEntriesByType'));

  /** An element on the page whose requests are recorded. */
  async function account(attributes: Readonly<Record<string, string>>) {
    const fake = new FakeProvider();
    const reasons: string[] = [];
    const properties = {
      endpoint: '/upgrade',
      providers: { acme: fake.load },
      request: ({ reason }: { reason: string }) => (reasons.push(reason), offerOf('acme').body),
    };
    const { element } = await createUpgrade({ attributes, properties });
    element.endpoint = '/upgrade';
    const show = () => fixture(html`<div>${element}</div>`);
    return { element, fake, reasons, show };
  }

  /** The tab is gone, and with it everything but the session storage. */
  async function interrupted(attributes: Readonly<Record<string, string>>) {
    const before = await account(attributes);
    await before.show();
    before.element.start();
    await until(before.element, 'active');
    // The code that writes the mark is loaded with the first attempt.
    if ('resume' in attributes) await waitUntil(() => sessionStorage.length > 0, 'There is no mark.');
    const stored = entriesOf(sessionStorage);
    before.element.remove();
    await Promise.resolve();
    sessionStorage.clear();
    for (const [key, value] of stored) sessionStorage.setItem(key, value);
  }

  it('does not keep an element from starting whose endpoint is a URL object', async () => {
    const { element, reasons, show } = await account({ resume: '' });
    Reflect.set(element, 'endpoint', new URL('/upgrade', location.href));
    await show();
    await until(element, 'active');
    expect(reasons).to.deep.equal(['start']);
  });

  it('takes the answer to a request that the reloaded page has sent in its head', async () => {
    await interrupted({ launch: 'manual', resume: '' });
    pretendNavigation('reload');
    const { element, reasons, show } = await account({ launch: 'manual', resume: '' });
    element.earlyReply = Promise.resolve(offerOf('acme').body);
    await show();
    await until(element, 'active');
    expect(reasons).to.deep.equal([]);
  });

  it('starts again after a reload while the SDK was on screen, with the reason resume', async () => {
    await interrupted({ launch: 'manual', resume: '' });
    pretendNavigation('reload');
    const { element, reasons, show } = await account({ launch: 'manual', resume: '' });
    await show();
    await until(element, 'active');
    expect(reasons).to.deep.equal(['resume']);
  });

  for (const end of ['cancel', 'reset'] as const) {
    it(`does not start again after ${end}() as soon as the element is connected`, async () => {
      await interrupted({ launch: 'auto', resume: '' });
      pretendNavigation('reload');
      const { element, reasons, show } = await account({ launch: 'auto', resume: '' });
      const shown = show();
      element[end]();
      await shown;
      await import('../../src/element/upgrade-view.js');
      await nextTask();
      expect(reasons).to.deep.equal([]);
      expect(element.state.status).to.equal(end === 'cancel' ? 'cancelled' : 'idle');
    });
  }

  it('starts again after a client-side router has changed the path', async () => {
    await interrupted({ launch: 'manual', resume: '' });
    pretendNavigation('reload');
    const { href } = location;
    history.replaceState(null, '', '/account/verify/step-2');
    try {
      const { element, reasons, show } = await account({ launch: 'manual', resume: '' });
      await show();
      await until(element, 'active');
      expect(reasons).to.deep.equal(['resume']);
    } finally {
      history.replaceState(null, '', href);
    }
  });

  it('does not start after the user has come to another page by a link, even if that is reloaded', async () => {
    await interrupted({ launch: 'manual', resume: '' });
    pretendNavigation('navigate');
    const { show } = await account({ launch: 'manual', resume: '' });
    await show();
    await waitUntil(() => sessionStorage.length === 0, 'The mark stays.');
  });

  it('waits for the headers that the page sets later', async () => {
    await interrupted({ launch: 'manual', resume: '' });
    pretendNavigation('reload');
    const { element, reasons, show } = await account({ launch: 'manual', resume: '', 'wait-for': 'headers' });
    await show();
    await element.updateComplete;
    expect(reasons).to.deep.equal([]);
    element.headers = { 'x-user': '1' };
    await until(element, 'active');
    expect(reasons).to.deep.equal(['resume']);
  });

  const quiet: Readonly<Record<string, readonly [attributes: Readonly<Record<string, string>>, navigation: string]>> = {
    'the page was not reloaded': [{ launch: 'manual', resume: '' }, 'navigate'],
    'the attribute is absent': [{ launch: 'manual' }, 'reload'],
  };
  for (const [why, [attributes, navigation]] of Object.entries(quiet)) {
    it(`does not start if ${why}`, async () => {
      await interrupted(attributes);
      pretendNavigation(navigation);
      const { element, reasons, show } = await account(attributes);
      await show();
      await element.updateComplete;
      await new Promise((resolve) => requestAnimationFrame(resolve));
      expect(element.state.status).to.equal('idle');
      expect(reasons).to.deep.equal([]);
    });
  }

  it('does not start after an attempt that had ended', async () => {
    const before = await account({ launch: 'manual', resume: '' });
    await before.show();
    before.element.start();
    await until(before.element, 'active');
    before.element.cancel();
    expect(entriesOf(sessionStorage)).to.deep.equal([]);
  });

  describe('on a page with two elements that have one endpoint', () => {
    /** What each of them has asked after a reload. */
    async function reloaded(...ids: readonly string[]) {
      pretendNavigation('reload');
      const both = await Promise.all(ids.map((id) => account({ launch: 'manual', resume: '', id })));
      for (const { show } of both) await show();
      await Promise.race(both.map(({ element }) => until(element, 'active')));
      await nextTask();
      return both.map(({ reasons }) => reasons);
    }

    it('starts the one whose attempt it was, if each has an id', async () => {
      await interrupted({ launch: 'manual', resume: '', id: 'second' });
      expect(await reloaded('first', 'second')).to.deep.equal([[], ['resume']]);
    });

    it('starts one of them only, if they have none', async () => {
      await interrupted({ launch: 'manual', resume: '' });
      expect(await reloaded('', '')).to.deep.equal([['resume'], []]);
    });

    it('keeps the attempt of one in mind when the other leaves or is reset', async () => {
      const [one, other] = [
        await account({ launch: 'manual', resume: '' }),
        await account({ launch: 'manual', resume: '' }),
      ];
      await one.show();
      await other.show();
      one.element.start();
      await until(one.element, 'active');
      await waitUntil(() => sessionStorage.length > 0, 'There is no mark.');
      other.element.cancel();
      other.element.remove();
      await nextTask();
      expect(entriesOf(sessionStorage)).to.have.length(1);
    });
  });

  it('keeps no secret in the storage, and nothing after the element has left', async () => {
    const { element, show } = await account({ launch: 'manual', resume: '' });
    await show();
    element.start();
    await until(element, 'active');
    const [stored = '', ...others] = entriesOf(sessionStorage).map((entry) => entry.join('='));
    expect(stored).to.match(/^verification-upgrade:[^?]*\/upgrade=\d+$/);
    expect(others).to.deep.equal([]);
    element.remove();
    await Promise.resolve();
    expect(entriesOf(sessionStorage)).to.deep.equal([]);
  });
});

describe('earlyReply', () => {
  const reply = () => Promise.resolve(new Response(JSON.stringify(offerOf('acme').body)));
  const page = globalThis as { verificationUpgradeReply?: Promise<Response> | undefined };
  afterEach(() => void Reflect.deleteProperty(page, 'verificationUpgradeReply'));

  async function account(early?: Promise<Response>) {
    const fake = new FakeProvider();
    const reasons: string[] = [];
    const request = ({ reason }: { reason: string }) => (reasons.push(reason), offerOf('acme').body);
    const properties = { providers: { acme: fake.load }, request, ...(early && { earlyReply: early }) };
    const { element } = await createUpgrade({ attributes: { launch: 'manual' }, properties });
    await fixture(html`<div>${element}</div>`);
    element.start();
    return { element, reasons };
  }

  it('is the answer of the first attempt, and of no other', async () => {
    const { element, reasons } = await account(reply());
    await until(element, 'active');
    expect(reasons).to.deep.equal([]);
    element.cancel();
    element.start();
    await until(element, 'active');
    expect(reasons).to.deep.equal(['start']);
  });

  it('is taken from the page by one element only', async () => {
    page.verificationUpgradeReply = reply();
    const first = await account();
    const second = await account();
    await Promise.all([until(first.element, 'active'), until(second.element, 'active')]);
    expect([first.reasons, second.reasons]).to.deep.equal([[], ['start']]);
  });

  it('that was read already is asked for again', async () => {
    const response = await reply();
    await response.text();
    const { element, reasons } = await account(Promise.resolve(response));
    await until(element, 'active');
    expect(reasons).to.deep.equal(['start']);
  });

  it('that is no promise, since the page has awaited it, counts as well', async () => {
    const response: unknown = await reply();
    const { element, reasons } = await account(response as Promise<Response>);
    await until(element, 'active');
    expect(reasons).to.deep.equal([]);
  });

  it('that is something else is an unreadable answer', async () => {
    Object.assign(page, { verificationUpgradeReply: 'no reply' });
    const { element } = await account();
    const { error } = await until(element, 'failed');
    expect(error.code).to.equal('bad-response');
  });

  it('that says that the session has expired is renewed', async () => {
    const errors = { errors: { ER701: { code: 'ER701' } } };
    const { element, reasons } = await account(Promise.resolve(new Response(JSON.stringify(errors), { status: 400 })));
    await until(element, 'active');
    expect(reasons).to.deep.equal(['expired']);
  });

  it('that fails is a lost connection, and another try sends a request', async () => {
    const { element, reasons } = await account(Promise.reject(new TypeError('Failed to fetch')));
    const { error } = await until(element, 'failed');
    expect(error.code).to.equal('network');
    element.earlyReply = reply();
    await element.updateComplete;
    part(element, 'button')?.click();
    await until(element, 'active');
    expect(reasons).to.deep.equal(['retry']);
  });
});
