import { expect } from '@open-wc/testing';
import { until } from '../support/upgrade.js';
import { mountVendor } from '../support/vendor.js';

type Settings = Readonly<Record<string, unknown>> & { readonly containerEl: HTMLElement };

/** What Onfido's SDK is started with, and what the page is warned of, if it sets these options. */
async function started(options: Readonly<Record<string, unknown>>) {
  const starts: Settings[] = [];
  const sdk = {
    init(settings: Settings) {
      starts.push(settings);
      settings.containerEl.append(document.createElement('button'));
      return { tearDown: () => settings.containerEl.replaceChildren() };
    },
  };
  const warnings: string[] = [];
  const listen = (event: Event) => warnings.push((event as unknown as { message: string }).message);
  document.addEventListener('upgrade-warning', listen);
  const { element } = await mountVendor({
    vendor: 'onfido',
    payload: { token: '{{token:quiet}}', workflowRunId: 'run-1' },
    options: { sdk, ...options },
    attributes: { lang: 'da-DK', theme: 'dark' },
  });
  await until(element, 'active');
  document.removeEventListener('upgrade-warning', listen);
  return { settings: starts[0], warnings };
}

describe('the page’s options for Onfido', () => {
  it('bring texts of its own for a language that the SDK lacks', async () => {
    const phrases = { welcome: 'Velkommen' };
    const { settings } = await started({ language: { phrases } });
    expect(settings?.['language']).to.deep.equal({ locale: 'da', phrases });
  });

  it('bring texts and a language of their own', async () => {
    const language = { locale: 'en_US', phrases: {} };
    expect((await started({ language })).settings?.['language']).to.deep.equal(language);
  });

  it('name a language of their own, whose texts they bring along', async () => {
    const { settings } = await started({ language: 'SHOP', translations: { SHOP: { welcome: { title: 'Hi' } } } });
    expect(settings?.['language']).to.equal('SHOP');
  });

  it('leave the language to the element otherwise', async () => {
    expect((await started({})).settings?.['language']).to.equal('da');
  });

  it('name a theme', async () => {
    expect((await started({ theme: 'light' })).settings?.['theme']).to.deep.equal({ name: 'light' });
  });

  it('configure the theme of the element', async () => {
    const config = { colorBackgroundSurfaceModal: '#fff' };
    expect((await started({ theme: { config } })).settings?.['theme']).to.deep.equal({ name: 'dark', config });
  });

  for (const name of ['onComplete', 'onError', 'onUserExit', 'containerEl']) {
    it(`do not take ${name} away from the element, and the page is told so`, async () => {
      const { settings, warnings } = await started({ [name]: () => undefined });
      expect(settings?.containerEl).to.be.instanceOf(HTMLElement);
      expect(warnings.join()).to.contain(name);
    });
  }
});
