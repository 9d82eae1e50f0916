import { expect } from '@open-wc/testing';
import type { VerificationUpgradeElement } from '../../src/index.js';
import type { FakeMount } from '../../src/testing/fake-provider.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import type { UpgradeSetup } from '../support/upgrade.js';
import {
  createUpgrade,
  frameOf,
  mountUpgrade,
  neverReady,
  offer,
  offerOf,
  refusal,
  until,
} from '../support/upgrade.js';
import { errorsDuring, unreadable } from '../support/vendor.js';
import { firstView } from '../support/view.js';
import { begin } from '../upgrade/support/begin.js';

/** What the console gets while `act` runs, each line as the arguments of its call. */
async function consoleDuring(act: () => Promise<void>): Promise<readonly (readonly unknown[])[]> {
  const { warn, error } = console;
  const lines: unknown[][] = [];
  const write = (...words: unknown[]) => void lines.push(words);
  Object.assign(console, { warn: write, error: write });
  try {
    await act();
  } finally {
    Object.assign(console, { warn, error });
  }
  return lines;
}

async function mounted(
  acme: FakeProvider,
  attributes = {},
): Promise<{ element: VerificationUpgradeElement; sdk: FakeMount }> {
  const { element } = await mountUpgrade({
    replies: [offerOf('acme')],
    attributes,
    properties: { providers: { acme: acme.load } },
  });
  return { element, sdk: await acme.mounted() };
}

/** Without the fixture of the test library, which needs what is taken away here. */
async function onPage(setup: UpgradeSetup = {}): Promise<VerificationUpgradeElement> {
  const { element } = await createUpgrade(setup);
  document.body.append(element);
  return element;
}

describe('an element of the page that shadows a property of the document', () => {
  /** A sanitiser that lets names through lets these through, too. */
  async function clobbered(names: readonly string[], act: () => Promise<void>): Promise<void> {
    const images = names.map((name) => Object.assign(document.createElement('img'), { name }));
    document.body.append(...images);
    try {
      await act();
    } finally {
      document.body.querySelector('verification-upgrade')?.remove();
      for (const image of images) image.remove();
    }
  }

  for (const name of [
    'visibilityState',
    'importNode',
    'hidden',
    'readyState',
    'scripts',
    'baseURI',
    'activeElement',
    'head',
  ]) {
    it(`(${name}) does not keep the SDK away`, () =>
      clobbered([name], async () => {
        expect(Reflect.get(document, name)).to.be.instanceOf(HTMLImageElement);
        const element = await onPage();
        await until(element, 'active');
        expect(frameOf(element)?.checkVisibility()).to.equal(true);
      }));

    it(`(${name}) leaves an error with its next step`, () =>
      clobbered([name], async () => {
        const element = await onPage({ replies: [refusal(500, 'ER999')] });
        await until(element, 'failed');
        expect((await firstView(element)).actions).not.to.deep.equal([]);
      }));
  }

  it('(visibilityState) does not stop the time in which the SDK must be ready', () =>
    clobbered(['visibilityState'], async () => {
      const { element } = await mounted(new FakeProvider(neverReady), { 'ready-timeout': '100' });
      const { error } = await until(element, 'failed');
      expect(error.code).to.equal('provider-timeout');
    }));
});

describe('words of others', () => {
  it('are no format of the console', async () => {
    const words = '%c%s %d %o %';
    const lines = await consoleDuring(async () => {
      const body = { errors: { ER999: { code: 'ER999', message: words, solution: words } } };
      const { element } = await begin({ replies: [{ status: 500, body }] });
      await until(element, 'failed');

      const { element: other, sdk } = await mounted(new FakeProvider());
      sdk.report({ type: 'warning', code: '%c', message: words });
      sdk.report({ type: 'submitted' });
      await until(other, 'pending');
      sdk.report({ type: 'failed', code: '%s', message: words });
    });
    expect(lines.filter((line) => line.join(' ').includes('%d'))).to.have.length(3);
    // A single argument is no format.
    const formats = lines.filter(({ length }) => length > 1).map(([format]) => String(format));
    expect(formats.filter((format) => format.includes('%'))).to.deep.equal([]);
  });

  it('are lines of the console 50 times at most, and events each time', async () => {
    let events = 0;
    const lines = await consoleDuring(async () => {
      const { element, sdk } = await mounted(new FakeProvider());
      element.addEventListener('upgrade-warning', () => void (events += 1));
      for (let index = 0; index < 20_000; index += 1) {
        sdk.report({ type: 'warning', code: 'upload', message: `Number ${index}.` });
      }
    });
    expect(events).to.equal(20_000);
    expect(lines.length).to.be.within(1, 51);
  });

  it('are a level of 5,000 letters that stays in the panel', async () => {
    for (const letter of ['W', '\u202e', '\u2067', '\u0007', 'ﷺ', '🙂', 'a\u0301']) {
      const nextLevel = `${letter.repeat(5_000)}b`;
      const body = { currentLevel: 'a', nextLevel, upgrade: { status: 'pending' } };
      const { element } = await mountUpgrade({ properties: { request: () => Promise.resolve(body) } });
      await until(element, 'pending');
      await firstView(element);
      const panel = element.shadowRoot?.querySelector<HTMLElement>('[part~=panel]');
      expect(panel?.scrollWidth, letter).to.be.at.most(panel?.clientWidth ?? 0);
      expect(panel?.clientHeight, letter).to.be.below(1_200);
      expect(element.shadowRoot?.textContent).not.to.match(/[\u202a-\u202e\u2066\u2067\u0007]/);
      element.remove();
    }
  });
});

/** Resolves once everything that was posted to this window before has been handled. */
const delivered = (): Promise<void> =>
  new Promise((resolve) => {
    const last = crypto.randomUUID();
    addEventListener('message', function hear({ data }: MessageEvent<unknown>) {
      if (data !== last) return;
      removeEventListener('message', hear);
      resolve();
    });
    window.postMessage(last, '*');
  });

describe('messages of other scripts on the page', () => {
  it('cause no uncaught error in our listeners', async () => {
    const errors = await errorsDuring(async () => {
      const { element, sdk } = await mounted(new FakeProvider());
      for (const data of unreadable()) {
        window.postMessage(data, '*');
        window.dispatchEvent(new MessageEvent('message', { data }));
        document.dispatchEvent(new CustomEvent('securitypolicyviolation', { detail: data }));
        sdk.report({ type: 'message', name: 'odd', payload: { data } });
      }
      await delivered();
      expect(element.state.status).to.equal('active');
    });
    expect(errors).to.deep.equal([]);
  });

  it('cause none while Sumsub’s frame is there', async () => {
    const { element } = await mountUpgrade({ replies: [offer('quiet')] });
    await until(element, 'active');
    const errors = await errorsDuring(async () => {
      for (const data of unreadable()) window.postMessage(data, '*');
      await delivered();
    });
    expect(errors).to.deep.equal([]);
    expect(element.state.status).to.equal('active');
  });
});
