import { expect, waitUntil } from '@open-wc/testing';
import nl from '../../src/locales/nl.js';
import { activeDialog, modalOf } from '../support/dialog.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import type { FakeMount } from '../../src/testing/fake-provider.js';
import { activeSumsub } from '../support/sumsub.js';
import type { UpgradeSetup } from '../support/upgrade.js';
import { createUpgrade, frameOf, mountUpgrade, neverReady, offerOf, part, refusal, until } from '../support/upgrade.js';
import { nextTask } from '../upgrade/support/deferred.js';
import { firstView, parts, wordsOf } from '../support/view.js';

const root = document.documentElement;
const before = { lang: root.lang, style: root.style.cssText };
const sheets: HTMLStyleElement[] = [];

/** A style of the page, for one test. */
function addStyle(css: string): HTMLStyleElement {
  const style = document.createElement('style');
  style.textContent = css;
  sheets.push(style);
  document.head.append(style);
  return style;
}

afterEach(() => {
  for (const sheet of sheets.splice(0)) sheet.remove();
  root.lang = before.lang;
  root.style.cssText = before.style;
});

async function withProvider(fake = new FakeProvider(), setup: UpgradeSetup = {}) {
  const properties = { providers: { acme: fake.load } };
  const { element } = await mountUpgrade({ replies: [offerOf('acme')], ...setup, properties });
  return { element, fake };
}

const toldDark = (sdk: FakeMount) => waitUntil(() => sdk.themes.includes('dark'), 'The SDK is told nothing.');

describe('a page with a small root font', () => {
  for (const size of ['62.5%', '10px', '8px']) {
    it(`${size} leaves the dialog and its buttons their size`, async () => {
      addStyle(`html { font-size: ${size} } body { font-size: 16px }`);
      const { element } = await activeDialog();
      expect(part(element, 'close')?.getBoundingClientRect().width).to.be.at.least(44);
      expect(modalOf(element)?.getBoundingClientRect().width).to.be.at.least(600);
    });
  }

  it('leaves every text and button of the start readable', async () => {
    addStyle('html { font-size: 62.5% }');
    const { element } = await mountUpgrade({ attributes: { launch: 'manual' } });
    await firstView(element);
    const all = [...(element.shadowRoot?.querySelectorAll('*') ?? [])];
    const texts = all.filter((node) => node.checkVisibility() && wordsOf(node) !== '');
    for (const node of texts) expect(parseFloat(getComputedStyle(node).fontSize), node.outerHTML).to.be.at.least(12);
    expect(parts(element, 'button')[0]?.getBoundingClientRect().height).to.be.at.least(44);
  });
});

describe('a style that the element inherits', () => {
  const styles = [
    'font-size: 0',
    'text-indent: -9999px',
    '-webkit-text-fill-color: transparent',
    'white-space: nowrap',
    'white-space: pre',
  ];
  for (const style of styles) {
    it(`${style} leaves the text on screen`, async () => {
      addStyle(`div { ${style} }`);
      const attributes = { style: 'inline-size: 320px' };
      const { element } = await mountUpgrade({ replies: [refusal(400, 'ER709')], attributes });
      await until(element, 'failed');
      await firstView(element);
      const text = parts(element, 'text')[0];
      const range = document.createRange();
      if (text) range.selectNodeContents(text);
      const [words, panel] = [range, part(element, 'panel')].map((box) => box?.getBoundingClientRect());
      expect(words?.height).to.be.at.least(16);
      expect(words?.left).to.be.at.least(panel?.left ?? NaN);
      expect(words?.right).to.be.at.most(panel?.right ?? NaN);
      expect(text && getComputedStyle(text).webkitTextFillColor).not.to.equal('rgba(0, 0, 0, 0)');
    });
  }
});

describe('an element in a grid that removes the gaps between its columns by negative spacing', () => {
  for (const style of ['letter-spacing: -0.31em', 'word-spacing: -0.43em']) {
    it(`(${style}) has its texts as they are elsewhere`, async () => {
      const sizeIn = async (css: string) => {
        addStyle(css);
        const { element } = await mountUpgrade({ replies: [refusal(400, 'ER709')] });
        await until(element, 'failed');
        await firstView(element);
        const range = document.createRange();
        const [text] = parts(element, 'text');
        if (text) range.selectNodeContents(text);
        return range.getBoundingClientRect().width;
      };
      const plain = await sizeIn('');
      expect(await sizeIn(`div { ${style}; inline-size: 800px }`)).to.be.closeTo(plain, 1);
    });
  }
});

describe('a page that switches its theme without transitions', () => {
  it('for the time of the switch, takes the SDK along', async () => {
    const { element, fake } = await withProvider();
    await until(element, 'active');
    const style = addStyle('*, *::before, *::after { transition: none !important }');
    root.style.colorScheme = 'dark';
    expect(getComputedStyle(document.body).opacity).to.equal('1');
    style.remove();
    await toldDark(await fake.mounted());
  });

  it('for good, takes the SDK along', async () => {
    addStyle('*, *::before, *::after { transition: none !important; animation: none !important }');
    const { element, fake } = await withProvider();
    await until(element, 'active');
    root.style.colorScheme = 'dark';
    await toldDark(await fake.mounted());
  });
});

describe('an element without a box of its own', () => {
  beforeEach(() => void addStyle('verification-upgrade { display: contents !important }'));

  it('gives up on a dead frame', async () => {
    const { element } = await withProvider(new FakeProvider(neverReady), { attributes: { 'ready-timeout': '200' } });
    const { error } = await until(element, 'failed');
    expect(error.code).to.equal('provider-timeout');
  });

  it('launches when it is seen', async () => {
    const { element } = await withProvider(new FakeProvider(), { attributes: { launch: 'visible' } });
    await until(element, 'active');
  });
});

describe('the SDK’s frame', () => {
  const styles = [
    'iframe { height: auto; max-width: 100% }',
    'iframe { height: auto !important }',
    'iframe { aspect-ratio: 16 / 9; height: auto; width: 100% }',
    'div:empty { display: none }',
  ];
  for (const style of styles) {
    it(`keeps a usable height in a page with ${style}`, async () => {
      addStyle(style);
      const { element } = await activeSumsub();
      const box = frameOf(element)?.getBoundingClientRect();
      expect(box?.height).to.be.at.least(400);
      expect(box?.width).to.be.at.least(300);
    });
  }
});

describe('the SDK’s container', () => {
  for (const selector of ['[id*="verification"]', 'verification-upgrade > div', '[slot]']) {
    it(`is on screen where a content blocker hides ${selector}`, async () => {
      const { element } = await activeSumsub();
      addStyle(`${selector} { display: none !important }`);
      expect(frameOf(element)?.checkVisibility()).to.equal(true);
    });
  }
});

describe('the dialog', () => {
  for (const height of ['0', '0px', 'auto', '100%']) {
    it(`has room for the SDK with a min-height of ${height}`, async () => {
      const { element } = await activeDialog({ attributes: { style: `--verification-upgrade-min-height: ${height}` } });
      expect(modalOf(element)?.getBoundingClientRect().height).to.be.at.least(300);
    });
  }
});

describe('a page whose language is', () => {
  for (const [lang, expected] of [
    ['nl ', 'nl'],
    [' nl', 'nl'],
    ['nl,en', 'nl'],
    ['nl-NL,nl;q=0.9', 'nl-NL'],
    ['nl NL', 'nl'],
    ['nl/NL', 'nl'],
  ] as const) {
    it(`"${lang}" is shown in Dutch`, async () => {
      root.lang = lang;
      const { element, fake } = await withProvider();
      await until(element, 'active');
      expect((await fake.mounted()).context.lang).to.equal(expected);
      expect(wordsOf(part(element, 'help'))).to.include(nl['help.heading']);
    });
  }
});

describe('an attribute that a framework writes as "false"', () => {
  for (const name of ['resume', 'warm-up'] as const) {
    it(`leaves ${name} off`, async () => {
      const { element } = await createUpgrade({ attributes: { [name]: 'false' } });
      expect(name === 'resume' ? element.resume : element.warmUp).to.equal(false);
      element.setAttribute(name, '');
      expect(name === 'resume' ? element.resume : element.warmUp).to.equal(true);
    });
  }
});

describe('a copy of an element whose SDK is on screen', () => {
  /** As Turbo keeps it, and as `innerHTML` writes it back. */
  const copies: Readonly<Record<string, (element: Element) => void>> = {
    'a clone': (element) => element.replaceWith(element.cloneNode(true)),
    'its own HTML': ({ parentElement }) => {
      if (parentElement) parentElement.innerHTML += '<p></p>';
    },
  };
  for (const [what, copy] of Object.entries(copies)) {
    it(`(${what}) shows no frame of that one`, async () => {
      const { element } = await activeSumsub();
      element.setAttribute('launch', 'manual');
      const place = element.parentElement;
      copy(element);
      const second = place?.querySelector('verification-upgrade');
      expect(second).not.to.equal(element);
      await second?.updateComplete;
      expect(second?.querySelectorAll('[slot=provider]')).to.have.length(0);
      expect(second?.state.status).to.equal('idle');
    });
  }
});

describe('the old copy of a page that Turbo shows until the page is there', () => {
  afterEach(() => root.removeAttribute('data-turbo-preview'));

  it('asks nothing, and the page asks once', async () => {
    root.setAttribute('data-turbo-preview', '');
    const { element: preview, run: before } = await mountUpgrade({ replies: [offerOf('acme')] });
    preview.start();
    await import('../../src/element/attempt-host.js');
    await nextTask();
    expect(preview.state.status).to.equal('idle');
    preview.remove();
    root.removeAttribute('data-turbo-preview');
    const { element, run } = await mountUpgrade({
      replies: [offerOf('acme')],
      properties: { providers: { acme: new FakeProvider().load } },
    });
    await until(element, 'active');
    expect(await before.requests()).to.have.length(0);
    expect(await run.requests()).to.have.length(1);
  });
});

describe('a page whose session storage is forbidden', () => {
  afterEach(() => void Object.defineProperty(window, 'sessionStorage', storage));
  const storage = Object.getOwnPropertyDescriptor(window, 'sessionStorage') ?? {};

  it('has the verification, and nothing to resume', async () => {
    const get = () => {
      throw new DOMException('Access is denied for this document.', 'SecurityError');
    };
    Object.defineProperty(window, 'sessionStorage', { configurable: true, get });
    const { element } = await withProvider(new FakeProvider(), { attributes: { resume: '' } });
    await until(element, 'active');
  });
});
