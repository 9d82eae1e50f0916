import { expect } from '@open-wc/testing';
import { createUpgrade, emulators, frameOf, mountUpgrade, offer, told, until } from '../support/upgrade.js';
import { activeSumsub } from '../support/sumsub.js';

const container = (element: Element) => element.querySelector<HTMLElement>(':scope > [slot=provider]');

/** What the frame was told under this name, the latest first. */
const lastTold = async (element: Element, name: string) =>
  (await told(element)).findLast(({ method }) => method === `idCheck.${name}`);

/** The same, as soon as the frame has been told. */
async function untilTold(element: Element, name: string): Promise<Record<string, unknown>> {
  for (;;) {
    const found = await lastTold(element, name);
    if (found) return found;
  }
}

describe('Sumsub’s frame on the page', () => {
  it('stands in the light DOM, in the element’s own slot, under an id that is there once', async () => {
    const { element } = await activeSumsub();
    const place = container(element);
    expect(place?.getRootNode()).to.equal(document);
    expect(place?.assignedSlot?.name).to.equal('provider');
    expect(place?.id).to.match(/^verification-upgrade-\w+$/);
    expect(document.querySelectorAll(`[id="${place?.id ?? ''}"]`)).to.have.length(1);
    expect(place?.children).to.have.length(1);
  });

  it('has another id in another element', async () => {
    const one = await activeSumsub();
    const other = await activeSumsub();
    expect(container(one.element)?.id).to.not.equal(container(other.element)?.id);
  });

  it('has a title for those who cannot see it', async () => {
    const { element } = await activeSumsub();
    await element.updateComplete;
    expect(frameOf(element)?.title).to.equal('Identity verification');
  });

  it('may use the camera and the microphone', async () => {
    const { element } = await activeSumsub();
    expect(frameOf(element)?.allow)
      .to.match(/\bcamera\b/)
      .and.match(/\bmicrophone\b/);
  });

  it('is as high as it says', async () => {
    const { element } = await activeSumsub();
    const height = Number.parseFloat(frameOf(element)?.style.height ?? '');
    expect(height).to.be.above(300);
    expect(element.offsetHeight).to.be.at.least(height);
  });

  it('leaves the viewport of the page alone', async () => {
    for (const meta of document.querySelectorAll('meta[name=viewport]')) meta.remove();
    await activeSumsub();
    expect(document.querySelector('meta[name=viewport]')).to.equal(null);
  });

  it('leaves the page’s own content in the element alone', async () => {
    const { element } = await activeSumsub({ content: '<p slot="approved">Done!</p>' });
    expect(element.querySelector('p')?.textContent).to.equal('Done!');
  });
});

describe('what Sumsub’s frame is told', () => {
  it('begins with the token, the language, the theme and the page’s own settings', async () => {
    const { sumsub } = await emulators();
    const uiConf = { customBodyClass: 'shop', customCssStr: 'button { color: teal }' };
    const settings = { customizationName: 'Spring & summer', translationName: 'formal', country: 'NLD', uiConf };
    const { element } = await activeSumsub({
      attributes: { lang: 'nl-NL', theme: 'dark' },
      properties: { providerOptions: { sumsub: { baseUrl: sumsub, ...settings, i18n: { title: 'Hoi' } } } },
    });
    const init = await lastTold(element, 'init');
    expect(init).to.deep.include({ ...settings, lang: 'nl', theme: 'dark', i18n: { title: 'Hoi' } });
    expect(init?.['accessToken']).to.match(/^_act-sbx-jwt-/);
    expect(init?.['options']).to.deep.equal({ adaptIframeHeight: true, enableScrollIntoView: true });
    const { searchParams, origin } = new URL(frameOf(element)?.src ?? '');
    expect(origin).to.equal(sumsub);
    expect(searchParams.get('theme')).to.equal('dark');
    expect(searchParams.get('customizationName')).to.equal('Spring & summer');
    expect(searchParams.get('translationName')).to.equal('formal');
  });

  it('does not let the page’s settings overrule the element’s language and theme', async () => {
    const { sumsub } = await emulators();
    const { element } = await activeSumsub({
      attributes: { lang: 'fr', theme: 'light' },
      properties: { providerOptions: { sumsub: { baseUrl: sumsub, lang: 'xx', theme: 'dark' } } },
    });
    expect(await lastTold(element, 'init')).to.include({ lang: 'fr', theme: 'light' });
  });

  for (const [tag, code] of [
    ['nl', 'nl'],
    ['nl-NL', 'nl'],
    ['nl_BE', 'nl'],
    ['DE', 'de'],
    ['zh-TW', 'zh-tw'],
    ['zh-CN', 'zh'],
    ['pt-BR', 'pt-br'],
    ['pt-PT', 'pt'],
    ['en-Latn-GB', 'en'],
    ['fil', 'fl'],
    ['xx-YY', 'xx'],
  ] as const) {
    it(`calls the language ${tag} ${code}`, async () => {
      const { element } = await activeSumsub({ attributes: { lang: tag } });
      expect(await lastTold(element, 'init')).to.include({ lang: code });
    });
  }

  it('hears of another language while it is open', async () => {
    const { element } = await activeSumsub({ attributes: { lang: 'en' } });
    const frame = frameOf(element);
    element.lang = 'zh-TW';
    expect(await untilTold(element, 'callSetLanguage')).to.include({ language: 'zh-tw' });
    expect(frameOf(element)).to.equal(frame);
  });

  it('hears of another theme while it is open', async () => {
    const { element } = await activeSumsub({ attributes: { theme: 'light' } });
    const frame = frameOf(element);
    element.theme = 'dark';
    expect(await untilTold(element, 'callSetTheme')).to.include({ theme: 'dark' });
    expect(frameOf(element)).to.equal(frame);
  });

  it('is not told twice what it knows', async () => {
    const { element } = await activeSumsub({ attributes: { theme: 'light', lang: 'en' } });
    element.theme = 'light';
    element.requestUpdate();
    await element.updateComplete;
    element.lang = 'nl';
    await untilTold(element, 'callSetLanguage');
    const methods = (await told(element)).map(({ method }) => method);
    expect(methods).to.deep.equal(['idCheck.init', 'idCheck.callSetLanguage']);
  });

  it('hears what has changed while it was loading', async () => {
    const { element } = await createUpgrade({ attributes: { theme: 'light', launch: 'manual' } });
    document.body.append(element);
    try {
      element.start();
      await until(element, 'loading');
      element.theme = 'dark';
      await until(element, 'active');
      const [init] = await told(element);
      if (init?.['theme'] !== 'dark') await untilTold(element, 'callSetTheme');
    } finally {
      element.remove();
    }
  });
});

describe('a base URL of the page’s own', () => {
  it('replaces the host that the token names, down to its origin', async () => {
    const { sumsub } = await emulators();
    const { element } = await activeSumsub({
      properties: { providerOptions: { sumsub: { baseUrl: `${sumsub}/some/path?query#hash` } } },
    });
    expect(new URL(frameOf(element)?.src ?? '').origin).to.equal(sumsub);
    expect(new URL(frameOf(element)?.src ?? '').pathname).to.equal('/websdk/websdk.html');
  });

  for (const baseUrl of ['not a url', '/relative', 'localhost:5000', 'data:text/html,hello', 'javascript:alert(1)']) {
    it(`is refused as ${baseUrl}, before anything is loaded`, async () => {
      const { element } = await mountUpgrade({
        replies: [offer()],
        properties: { providerOptions: { sumsub: { baseUrl } } },
      });
      const { error } = await until(element, 'failed');
      expect(error.code).to.equal('provider-error');
      expect(error.message).to.contain('baseUrl');
      expect(frameOf(element)).to.equal(null);
    });
  }
});
