/** What a good citizen among custom elements does and leaves alone, as the platform's guides list it. */
import { expect, fixtureSync, html } from '@open-wc/testing';
import { VerificationUpgradeElement } from '../../src/index.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import { keepLedger } from '../support/ledger.js';
import { openPage, script, tag } from '../support/page.js';
import { createUpgrade, emulators, mountUpgrade, next, offer, offerOf, part, Run, until } from '../support/upgrade.js';

const displayOf = (element: Element) => element.ownerDocument.defaultView?.getComputedStyle(element).display;

/** A style sheet of the page's, for as long as something is done. */
async function withStyle(rules: string, act: () => unknown): Promise<void> {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets.push(sheet);
  try {
    await act();
  } finally {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  }
}

describe('the constructor', () => {
  const open = keepLedger();

  for (const [name, create] of [
    ['document.createElement', () => document.createElement('verification-upgrade')],
    ['new', () => new VerificationUpgradeElement()],
  ] as const) {
    it(`leaves no mark with ${name}: no attribute, no child, no request, no listener on the page`, async () => {
      const since = performance.now();
      const before = open();
      const element = create();
      await element.updateComplete;
      expect(element.getAttributeNames()).to.deep.equal([]);
      expect(element.childNodes).to.have.length(0);
      expect(element.state.status).to.equal('idle');
      expect(open()).to.deep.equal(before);
      const requests = performance.getEntriesByType('resource').filter(({ startTime }) => startTime >= since);
      expect(requests).to.deep.equal([]);
    });
  }
});

describe('on a page that was there before the script', () => {
  /** A page of its own, whose script comes when it is asked for. */
  async function openEarly(attributes: string) {
    const run = new Run();
    const page = await openPage(`${tag(run.endpoint([offer()]), attributes)}<div id="script"></div>`);
    const { document, element } = page;
    const define = async () => {
      const late = document.createElement('script');
      Object.assign(late, { type: 'module', src: /src="([^"]+)"/.exec(script)?.[1] });
      const loaded = next(late, 'load');
      document.head.append(late);
      await loaded;
    };
    return { document, element, run, define };
  }

  it('attributes of the author count, and stay as they are', async () => {
    const { element, define } = await openEarly(
      'launch="manual" theme="dark" heading-level="4" tabindex="0" class="mine"',
    );
    const before = element.outerHTML;
    await define();
    expect([element.launch, element.theme, element.headingLevel]).to.deep.equal(['manual', 'dark', 4]);
    await element.updateComplete;
    expect(element.outerHTML).to.equal(before);
  });

  it('properties that were set early count, and can be set again', async () => {
    const { element, run, define } = await openEarly('launch="manual" theme="dark"');
    const headers = { 'x-set': 'early' };
    Object.assign(element, { headers, theme: 'light', launch: 'auto' });
    element.providerOptions = { sumsub: { baseUrl: (await emulators()).sumsub } };
    await define();
    await until(element, 'active');
    expect((await run.requests())[0]?.headers['x-set']).to.equal('early');
    // Rather than the attribute: it was set last.
    expect(element.theme).to.equal('light');
    expect(Object.keys(element)).not.to.include.members(['headers', 'theme', 'launch']);
    element.theme = 'dark';
    await element.updateComplete;
    expect(part(element, 'panel')?.classList.contains('dark')).to.equal(true);
  });
});

describe('attributes and properties', () => {
  it('a property writes no attribute, and a global attribute of the page’s stays the page’s', async () => {
    const own = {
      id: 'mine',
      class: 'a b',
      tabindex: '-1',
      dir: 'rtl',
      title: 'Mine',
      role: 'region',
      style: 'color: red',
    };
    const { element } = await mountUpgrade({ attributes: { ...own, lang: 'nl', launch: 'manual' } });
    const before = element.outerHTML.replace(/>[^]*$/, '');
    const settings = { theme: 'dark', display: 'inline', headingLevel: 3, supportUrl: '/help', warmUp: true };
    Object.assign(element, settings, { messages: { 'start.button': 'Go' }, headers: { a: 'b' } });
    element.start();
    await until(element, 'active');
    element.cancel();
    await until(element, 'cancelled');
    element.reset();
    await element.updateComplete;
    expect(element.outerHTML.replace(/>[^]*$/, '')).to.equal(before);
  });

  it('an attribute that is written from a listener settles', async () => {
    const { element } = await mountUpgrade({ attributes: { launch: 'manual' } });
    let changes = 0;
    const observer = new MutationObserver((records) => (changes += records.length));
    observer.observe(element, { attributes: true });
    for (const theme of ['dark', 'dark', 'light']) element.setAttribute('theme', theme);
    element.theme = 'dark';
    await element.updateComplete;
    await new Promise(requestAnimationFrame);
    observer.disconnect();
    expect(changes).to.equal(3);
    expect(element.theme).to.equal('dark');
  });

  it('a repeated start through attributes alone makes no second request', async () => {
    const { element, run } = await mountUpgrade();
    await until(element, 'active');
    for (const launch of ['manual', 'auto', 'visible', 'auto']) element.setAttribute('launch', launch);
    await element.updateComplete;
    expect(await run.requests()).to.have.length(1);
  });
});

describe('the page’s styles', () => {
  for (const rules of ['', 'verification-upgrade { color: teal; }']) {
    it(`hidden hides it, ${rules === '' ? 'with no rule of the page’s' : 'beside a rule about something else'}`, async () => {
      await withStyle(rules, async () => {
        const { element } = await mountUpgrade({ attributes: { launch: 'manual' } });
        expect(displayOf(element)).to.equal('block');
        element.hidden = true;
        expect(displayOf(element)).to.equal('none');
        expect(element.getBoundingClientRect().height).to.equal(0);
        element.hidden = false;
        expect(displayOf(element)).to.equal('block');
      });
    });
  }

  it('win over its own: a display of the page’s counts', async () => {
    await withStyle('verification-upgrade { display: grid; }', async () => {
      const { element } = await mountUpgrade({ attributes: { launch: 'manual' } });
      await element.updateComplete;
      expect(displayOf(element)).to.equal('grid');
      // As for any element of HTML: a page that sets a display must handle `hidden`.
      element.hidden = true;
      expect(displayOf(element)).to.equal('grid');
    });
    await withStyle('verification-upgrade { display: grid; } [hidden] { display: none !important; }', async () => {
      const { element } = await mountUpgrade({ attributes: { launch: 'manual', hidden: '' } });
      expect(displayOf(element)).to.equal('none');
    });
  });
});

describe('copies', () => {
  function elementIn(place: Element): VerificationUpgradeElement {
    const element = place.querySelector('verification-upgrade');
    if (!element) throw new Error('There is none.');
    return element;
  }

  it('by cloneNode() work, each by itself', async () => {
    const { element, run } = await createUpgrade({ attributes: { theme: 'dark' } });
    const copy = elementIn(fixtureSync(html`<div>${element.cloneNode(true)}</div>`));
    copy.providerOptions = element.providerOptions;
    fixtureSync(html`<div>${element}</div>`);
    await Promise.all([until(element, 'active'), until(copy, 'active')]);
    expect(copy.theme).to.equal('dark');
    expect(await run.requests()).to.have.length(2);
    copy.cancel();
    expect(element.state.status).to.equal('active');
  });

  it('by innerHTML work', async () => {
    const run = new Run();
    const place = fixtureSync<HTMLElement>(html`<div></div>`);
    place.innerHTML = tag(run.endpoint([offer()]), 'launch="manual"');
    const element = elementIn(place);
    element.providerOptions = { sumsub: { baseUrl: (await emulators()).sumsub } };
    element.start();
    await until(element, 'active');
    place.innerHTML = '';
    await Promise.resolve();
    expect(element.state.status).to.equal('idle');
  });

  it('by importNode() of a template work', async () => {
    const run = new Run();
    const template = document.createElement('template');
    template.innerHTML = tag(run.endpoint([offer()]));
    const { sumsub } = await emulators();
    const place = fixtureSync<HTMLElement>(html`<div></div>`);
    place.append(document.importNode(template.content, true));
    const element = elementIn(place);
    element.providerOptions = { sumsub: { baseUrl: sumsub } };
    await until(element, 'active');
  });
});

describe('in another document', () => {
  /** Uncaught errors end the test by themselves. */
  const openEmpty = async () => {
    const frame = document.createElement('iframe');
    frame.style.cssText = 'width: 700px; height: 900px';
    const loaded = next(frame, 'load');
    frame.srcdoc = '<!doctype html><title>Another</title><body></body>';
    fixtureSync(html`<div>${frame}</div>`);
    await loaded;
    if (!frame.contentDocument) throw new Error('It has no document.');
    return frame.contentDocument;
  };

  /** Not Sumsub, whose SDK hears the messages of its own page alone. */
  const setup = (launch: string) => {
    const fake = new FakeProvider();
    const attributes = { launch };
    return { fake, setup: { replies: [offerOf('acme')], attributes, properties: { providers: { acme: fake.load } } } };
  };

  /** It is at work there, with its styles and its texts. */
  const isAtHome = async (element: VerificationUpgradeElement, fake: FakeProvider, sdk = 1) => {
    await until(element, 'active');
    expect((await fake.mounted(sdk)).context.container.ownerDocument).to.equal(element.ownerDocument);
    expect(displayOf(element)).to.equal('block');
    const panel = part(element, 'panel');
    if (!panel) throw new Error('Nothing is to be seen.');
    expect(element.ownerDocument.defaultView?.getComputedStyle(panel).borderRadius).not.to.equal('0px');
    expect(part(element, 'heading')?.textContent).not.to.equal('');
  };

  it('it works when it was made here and comes there', async () => {
    const other = await openEmpty();
    const { fake, setup: mine } = setup('auto');
    const { element } = await createUpgrade(mine);
    other.body.append(element);
    await isAtHome(element, fake);
    expect(element.ownerDocument).to.equal(other);
    element.remove();
  });

  it('it works when it goes there with the SDK running, and comes back: no second request', async () => {
    const other = await openEmpty();
    const { fake, setup: mine } = setup('auto');
    const { element, run } = await mountUpgrade(mine);
    const home = element.parentElement;
    await isAtHome(element, fake);
    other.body.append(element);
    await isAtHome(element, fake, 2);
    home?.append(element);
    await isAtHome(element, fake, 3);
    expect(fake.mounts.map(({ unmounts }) => unmounts)).to.deep.equal([1, 1, 0]);
    expect(await run.requests()).to.have.length(1);
  });

  it('it sends nothing while the document is not shown, and works when it comes back', async () => {
    const { fake, setup: mine } = setup('manual');
    const { element } = await createUpgrade(mine);
    document.implementation.createHTMLDocument().body.append(element);
    await element.updateComplete;
    fixtureSync(html`<div>${element}</div>`);
    element.start();
    await isAtHome(element, fake);
  });
});
