import { expect } from '@open-wc/testing';
import { activeSumsub } from '../support/sumsub.js';
import { frameOf, told, until } from '../support/upgrade.js';
import { mountVendor } from '../support/vendor.js';

/** What each vendor calls the languages of a page, by its own list: docs/providers.md. */
const sumsub = { nb: 'no', 'nn-NO': 'no', 'zh-Hant': 'zh-tw', 'zh-HK': 'zh-tw', 'fil-PH': 'fl', tl: 'fl' };
const persona = {
  nl: 'nl-NL',
  'nl-BE': 'nl-NL',
  'en-GB': 'en-US',
  es: 'es-MX',
  'de-AT': 'de',
  'nb-NO': 'no',
  'zh-Hant-HK': 'zh-TW',
  'zh-SG': 'zh-CN',
  fil: 'tl',
  ko: 'ko-KR',
  'en-x': 'en-US',
};
const onfido = {
  nl: 'nl',
  'nl-NL': 'nl',
  'de-AT': 'de',
  en: 'en_US',
  'en-AU': 'en_US',
  'en-GB': 'en_GB',
  'nn-NO': 'no',
  'zh-Hant': 'zh_TW',
  zh: 'zh_CN',
  'fr-CA': 'fr_CA',
  'fr-BE': 'fr',
  'pt-PT': 'pt',
};

const inquiry = { inquiryId: 'inq_1', sessionToken: '{{token:quiet}}' };
const run = { token: '{{token:quiet}}', workflowRunId: 'run-1' };

/** A parameter of the frame's address. */
async function parameterOf(vendor: string, payload: Readonly<Record<string, string>>, lang: string, name: string) {
  const { element } = await mountVendor({ vendor, payload, attributes: { lang } });
  await until(element, 'active');
  const { src = '' } = frameOf(element) ?? {};
  element.remove();
  return new URL(src).searchParams.get(name);
}

describe('a language with a code of the vendor’s own', () => {
  for (const [lang, expected] of Object.entries(sumsub)) {
    it(`${lang} is ${expected} for Sumsub`, async () => {
      const { element } = await activeSumsub({ attributes: { lang } });
      const init = (await told(element)).find(({ method }) => method === 'idCheck.init');
      expect(init?.['lang']).to.equal(expected);
    });
  }

  for (const [lang, expected] of Object.entries(persona)) {
    it(`${lang} is ${expected} for Persona`, async () => {
      expect(await parameterOf('persona', inquiry, lang, 'language')).to.equal(expected);
    });
  }

  for (const [lang, expected] of Object.entries(onfido)) {
    it(`${lang} is ${expected} for Onfido`, async () => {
      expect(await parameterOf('onfido', run, lang, 'lang')).to.equal(expected);
    });
  }
});
