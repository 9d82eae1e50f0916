import { expect, nextFrame } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import { canPreferDark } from '../support/abilities.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import { firstView } from '../support/view.js';
import { createUpgrade, frameOf, mountUpgrade, next, offer, offerOf, part, told, until } from '../support/upgrade.js';

async function mountWith(attributes: Readonly<Record<string, string>>, colorScheme = '') {
  const provider = new FakeProvider();
  const { element } = await createUpgrade({
    replies: [offerOf('acme')],
    properties: { providers: { acme: provider.load } },
    attributes,
  });
  const page = document.createElement('div');
  page.style.colorScheme = colorScheme;
  page.append(element);
  document.body.append(page);
  pages.push(page);
  await Promise.all([until(element, 'active'), firstView(element)]);
  return { element, page, sdk: await provider.mounted() };
}

const pages: Element[] = [];

/** Light is what a test's browser prefers by itself. */
async function prefer(colorScheme: 'light' | 'dark'): Promise<void> {
  if (canPreferDark) await emulateMedia({ colorScheme });
}

/** Resolves when the page has been told. */
async function preferDark(): Promise<void> {
  const changed = next(matchMedia('(prefers-color-scheme: dark)'), 'change');
  await prefer('dark');
  await changed;
}

const surfaceOf = (element: Element) => {
  const panel = part(element, 'panel');
  return panel && getComputedStyle(panel).backgroundColor;
};

const light = 'rgb(255, 255, 255)';

describe('the theme', () => {
  afterEach(async () => {
    for (const page of pages.splice(0)) page.remove();
    await prefer('light');
  });

  for (const preferred of canPreferDark ? (['light', 'dark'] as const) : (['light'] as const)) {
    it(`is ${preferred} for a user who prefers that`, async () => {
      await prefer(preferred);
      const { element, sdk } = await mountWith({});
      expect(sdk.context.theme).to.equal(preferred);
      expect(surfaceOf(element) === light).to.equal(preferred === 'light');
    });

    it(`is what the element asks for if the user prefers ${preferred}`, async () => {
      await prefer(preferred);
      const [dark, bright] = [await mountWith({ theme: 'dark' }, 'light'), await mountWith({ theme: 'light' }, 'dark')];
      expect([dark.sdk.context.theme, bright.sdk.context.theme]).to.deep.equal(['dark', 'light']);
      expect([surfaceOf(dark.element) === light, surfaceOf(bright.element) === light]).to.deep.equal([false, true]);
    });

    it(`is the page’s color-scheme if the user prefers ${preferred}`, async () => {
      await prefer(preferred);
      const themes = [await mountWith({}, 'dark'), await mountWith({}, 'light'), await mountWith({}, 'only dark')];
      expect(themes.map(({ sdk }) => sdk.context.theme)).to.deep.equal(['dark', 'light', 'dark']);
    });

    it(`is the user’s where the page can do both, here ${preferred}`, async () => {
      await prefer(preferred);
      const { sdk } = await mountWith({ theme: 'auto' }, 'light dark');
      expect(sdk.context.theme).to.equal(preferred);
    });
  }

  it('follows the attribute', async () => {
    const { element, sdk } = await mountWith({ theme: 'light' });
    element.setAttribute('theme', 'dark');
    await element.updateComplete;
    expect(surfaceOf(element)).not.to.equal(light);
    element.removeAttribute('theme');
    await element.updateComplete;
    expect(sdk.themes).to.deep.equal(['dark', 'light']);
    expect(surfaceOf(element)).to.equal(light);
    expect(sdk.unmounts).to.equal(0);
  });

  if (canPreferDark) {
    it('follows what the user prefers', async () => {
      const { element, sdk } = await mountWith({});
      await preferDark();
      await element.updateComplete;
      expect(sdk.themes).to.deep.equal(['dark']);
      expect(surfaceOf(element)).not.to.equal(light);
    });
  }

  if (canPreferDark) {
    it('stays what the element asks for when the user’s preference changes', async () => {
      const { element, sdk } = await mountWith({ theme: 'light' });
      await preferDark();
      await element.updateComplete;
      expect(sdk.themes).to.deep.equal([]);
    });
  }

  it('follows the color-scheme of the page', async () => {
    const { element, page, sdk } = await mountWith({}, 'light');
    for (const scheme of ['dark', 'light']) {
      page.style.colorScheme = scheme;
      while (sdk.themes.at(-1) !== scheme) await nextFrame();
      expect(surfaceOf(element) === light).to.equal(scheme === 'light');
    }
    expect(sdk.themes).to.deep.equal(['dark', 'light']);
    expect(sdk.unmounts).to.equal(0);
  });

  it('is seen in our views before any SDK is there', async () => {
    const { element } = await mountUpgrade({ replies: [{ hang: true }], attributes: { theme: 'dark' } });
    await firstView(element);
    expect(surfaceOf(element)).not.to.equal(light);
    element.theme = 'light';
    await element.updateComplete;
    expect(surfaceOf(element)).to.equal(light);
  });

  it('reaches Sumsub’s frame at the start and live', async () => {
    const { element } = await mountUpgrade({ replies: [offer()], attributes: { theme: 'dark' } });
    await until(element, 'active');
    expect(frameOf(element)?.src).to.include('theme=dark');
    const start = await told(element);
    expect(start.find(({ method }) => method === 'idCheck.init')).to.deep.include({ theme: 'dark' });
    element.theme = 'light';
    await element.updateComplete;
    const now = await told(element);
    expect(now.at(-1)).to.deep.include({ method: 'idCheck.callSetTheme', theme: 'light' });
  });
});
