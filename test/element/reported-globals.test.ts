import { expect, waitUntil } from '@open-wc/testing';
import en from '../../src/locales/en.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import { mountUpgrade, offerOf, part, refusal, until } from '../support/upgrade.js';
import { action, firstView, seenView, wordsOf } from '../support/view.js';

/** What the page has put in the place of something of the browser's, for one test. */
const replaced: (() => void)[] = [];

function replace(owner: object, name: string, value: unknown): void {
  const before = Object.getOwnPropertyDescriptor(owner, name);
  Object.defineProperty(owner, name, { configurable: true, writable: true, value });
  replaced.push(() => {
    Reflect.deleteProperty(owner, name);
    if (before) Object.defineProperty(owner, name, before);
  });
}

const root = document.documentElement;
const { lang } = root;

afterEach(() => {
  for (const restore of replaced.splice(0)) restore();
  root.lang = lang;
});

describe('a page with a variable of its own named "performance"', () => {
  for (const value of [{ score: 7 }, [1, 2], 'good', null]) {
    it(`(${JSON.stringify(value)}) has the whole upgrade`, async () => {
      replace(window, 'performance', value);
      const fake = new FakeProvider();
      const { element } = await mountUpgrade({
        replies: [{ ...refusal(429, 'ER920'), headers: { 'retry-after': '1' } }, offerOf('acme')],
        attributes: { resume: '' },
        properties: { providers: { acme: fake.load } },
      });
      await until(element, 'failed');
      await firstView(element);
      await waitUntil(() => seenView(element).actions.includes(en['action.retry']), 'The wait does not end.', {
        timeout: 3000,
      });
      action(element, en['action.retry']).click();
      await until(element, 'active');
    });
  }
});

describe('a browser whose language is', () => {
  for (const [value, expected] of [
    [undefined, 'en'],
    [null, 'en'],
    ['', 'en'],
    ['C', 'en'],
    ['en-US@posix', 'en-US'],
    ['nl_NL', 'nl-NL'],
  ] as const) {
    it(`${JSON.stringify([value])} is ${expected}`, async () => {
      root.removeAttribute('lang');
      replace(navigator, 'language', value);
      const fake = new FakeProvider();
      const { element } = await mountUpgrade({
        replies: [offerOf('acme')],
        properties: { providers: { acme: fake.load } },
      });
      await until(element, 'active');
      expect((await fake.mounted()).context.lang).to.equal(expected);
      expect(wordsOf(part(element, 'help'))).not.to.equal('');
    });
  }
});

describe('a page whose language is no language', () => {
  for (const value of ['undefined', 'null', 'english', '{{ locale }}', '*']) {
    it(`("${value}") is shown in that of the browser`, async () => {
      root.lang = value;
      replace(navigator, 'language', 'nl-NL');
      const fake = new FakeProvider();
      const { element } = await mountUpgrade({
        replies: [offerOf('acme')],
        properties: { providers: { acme: fake.load } },
      });
      await until(element, 'active');
      expect((await fake.mounted()).context.lang).to.equal('nl-NL');
    });
  }

  it('is shown in that of the page around, if an element within has none', async () => {
    root.lang = 'de';
    const fake = new FakeProvider();
    const { element } = await mountUpgrade({
      replies: [offerOf('acme')],
      attributes: { lang: 'undefined' },
      properties: { providers: { acme: fake.load } },
    });
    await until(element, 'active');
    expect((await fake.mounted()).context.lang).to.equal('de');
  });
});

describe('a page with a class of its own in place of Promise', () => {
  it('waits for an SDK that takes its time to unmount', async () => {
    let isGone = false;
    const unmounted = new Promise((resolve) => setTimeout(resolve, 100));
    // As zone.js and Bluebird do: what an async function returns is no instance of it.
    replace(window, 'Promise', class extends Promise<unknown> {});
    const unmount = async () => {
      await unmounted;
      isGone = true;
    };
    let mounts = 0;
    const adapter = {
      mount: ({ report }: { report: (event: { type: 'ready' }) => void }) => {
        if (mounts++ > 0) expect(isGone).to.equal(true);
        report({ type: 'ready' });
        return { unmount };
      },
    };
    const { element } = await mountUpgrade({
      replies: [offerOf('acme')],
      properties: { providers: { acme: () => Promise.resolve(adapter) } },
    });
    await until(element, 'active');
    element.cancel();
    element.start();
    await until(element, 'active');
    expect(isGone).to.equal(true);
  });
});
