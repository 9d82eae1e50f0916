import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import { canMoveInOne, moveInOne } from '../support/abilities.js';
import type { FakeMount } from '../../src/testing/fake-provider.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import { createUpgrade, mountUpgrade, offer, offerOf, told, until } from '../support/upgrade.js';

/** An element with a fake SDK in a place of the test's choosing. */
async function mountIn(place: (element: HTMLElement) => HTMLElement, lang?: string) {
  const provider = new FakeProvider();
  const { element } = await createUpgrade({
    replies: [offerOf('acme')],
    properties: { providers: { acme: provider.load } },
    attributes: lang === undefined ? {} : { lang },
  });
  const page = await fixture<HTMLElement>(html`<div>${place(element)}</div>`);
  await until(element, 'active');
  return { element, page, provider, sdk: await provider.mounted() };
}

const inside = (lang: string) => (element: HTMLElement) => {
  const parent = document.createElement('section');
  parent.lang = lang;
  const wrapper = document.createElement('div');
  wrapper.append(element);
  parent.append(wrapper);
  return parent;
};

const inShadow = (lang: string) => (element: HTMLElement) => {
  const [outer, inner] = [document.createElement('div'), document.createElement('div')];
  outer.lang = lang;
  outer.attachShadow({ mode: 'open' }).append(inner);
  inner.attachShadow({ mode: 'closed' }).append(element);
  return outer;
};

const bare = (element: HTMLElement) => element;

/** What the SDK was told once the browser has told of all changes. */
async function languagesOf(sdk: FakeMount): Promise<readonly string[]> {
  await nextFrame();
  await nextFrame();
  return sdk.languages;
}

describe('the language of the SDK', () => {
  it('is the element’s own', async () => {
    const { sdk } = await mountIn(inside('de'), 'nl-BE');
    expect(sdk.context.lang).to.equal('nl-BE');
  });

  it('is the nearest ancestor’s', async () => {
    const { sdk } = await mountIn(inside('fr'));
    expect(sdk.context.lang).to.equal('fr');
  });

  it('is found through shadow roots', async () => {
    const { sdk } = await mountIn(inShadow('es'));
    expect(sdk.context.lang).to.equal('es');
  });

  it('is the browser’s where the page names none', async () => {
    document.documentElement.removeAttribute('lang');
    const { sdk } = await mountIn(bare);
    // That of WebKitGTK without a locale is "C".
    expect(sdk.context.lang).to.equal(navigator.language === 'C' ? 'en' : navigator.language);
  });

  it('is the ancestor’s where the own one is empty', async () => {
    const { sdk } = await mountIn(inside('fr'), '');
    expect(sdk.context.lang).to.equal('fr');
  });

  it('is passed on as it is, also where we have no words of it', async () => {
    const { sdk } = await mountIn(bare, 'tlh-KX');
    expect(sdk.context.lang).to.equal('tlh-KX');
  });

  it('follows the own attribute', async () => {
    const { element, sdk } = await mountIn(inside('fr'), 'nl');
    element.lang = 'de';
    expect(await languagesOf(sdk)).to.deep.equal(['de']);
    element.removeAttribute('lang');
    expect(await languagesOf(sdk)).to.deep.equal(['de', 'fr']);
    expect(element.state.status).to.equal('active');
  });

  it('follows an ancestor', async () => {
    const { page, sdk } = await mountIn(inside('fr'));
    page.firstElementChild?.setAttribute('lang', 'nl');
    expect(await languagesOf(sdk)).to.deep.equal(['nl']);
    expect(sdk.unmounts).to.equal(0);
  });

  it('follows the document', async () => {
    const { sdk } = await mountIn(bare);
    document.documentElement.lang = 'es';
    const languages = [...(await languagesOf(sdk))];
    document.documentElement.removeAttribute('lang');
    expect(languages).to.deep.equal(['es']);
  });

  it('follows an ancestor outside of the shadow roots', async () => {
    const { page, sdk } = await mountIn(inShadow('es'));
    page.firstElementChild?.setAttribute('lang', 'nl');
    expect(await languagesOf(sdk)).to.deep.equal(['nl']);
  });

  it('is told once, and not again for what stays the same', async () => {
    const { element, page, sdk } = await mountIn(inside('fr'), 'nl');
    page.firstElementChild?.setAttribute('lang', 'de');
    element.headingLevel = 3;
    element.lang = 'nl';
    expect(await languagesOf(sdk)).to.deep.equal([]);
  });

  it('is told late where it changed while the SDK was starting', async () => {
    let ready: () => void = () => undefined;
    const started = new Promise<void>((resolve) => (ready = resolve));
    const provider = new FakeProvider({
      onMount: async (mount) => {
        await started;
        mount.report({ type: 'ready' });
        return mount;
      },
    });
    const { element } = await mountUpgrade({
      replies: [offerOf('acme')],
      attributes: { lang: 'fr' },
      properties: { providers: { acme: provider.load } },
    });
    const sdk = await provider.mounted();
    element.lang = 'nl';
    await nextFrame();
    ready();
    await until(element, 'active');
    expect(sdk.context.lang).to.equal('fr');
    expect(await languagesOf(sdk)).to.deep.equal(['nl']);
  });

  if (canMoveInOne) {
    it('is that of the new place after a move that keeps the SDK', async () => {
      const { element, page, sdk } = await mountIn(inside('fr'));
      const place = document.createElement('div');
      place.lang = 'de';
      page.append(place);
      moveInOne(place, element);
      expect(await languagesOf(sdk)).to.deep.equal(['de']);
      place.lang = 'nl';
      expect(await languagesOf(sdk)).to.deep.equal(['de', 'nl']);
      expect(sdk.unmounts).to.equal(0);
    });
  }

  it('is that of the new place for an SDK that is mounted again', async () => {
    const { element, page, provider } = await mountIn(inside('fr'));
    const place = document.createElement('div');
    place.lang = 'de';
    page.append(place);
    place.append(element);
    const again = await provider.mounted(2);
    expect(again.context.lang).to.equal('de');
    place.lang = 'nl';
    expect(await languagesOf(again)).to.deep.equal(['nl']);
  });

  it('reaches Sumsub’s frame at the start and live', async () => {
    const { element } = await mountUpgrade({ replies: [offer()], attributes: { lang: 'nl-NL' } });
    await until(element, 'active');
    const start = await told(element);
    expect(start.find(({ method }) => method === 'idCheck.init')).to.deep.include({ lang: 'nl' });
    element.lang = 'fr';
    await nextFrame();
    await nextFrame();
    const now = await told(element);
    expect(now.at(-1)).to.deep.include({ method: 'idCheck.callSetLanguage', language: 'fr' });
  });
});
