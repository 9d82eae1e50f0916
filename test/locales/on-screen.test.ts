import { expect, waitUntil } from '@open-wc/testing';
import { mountUpgrade } from '../support/upgrade.js';
import { seenView } from '../support/view.js';
import { namesOf, translations } from './languages.js';
import type { Translation } from './languages.js';

/** A country beside the largest one, since people have those in their settings. */
const regions: Readonly<Record<Translation, string>> = { nl: 'nl-BE', de: 'de-AT', fr: 'fr-CH', es: 'es-MX' };

describe('on screen', () => {
  for (const language of namesOf(translations)) {
    it(`${regions[language]} is spoken with the words of ${language}`, async () => {
      const { element } = await mountUpgrade({ attributes: { launch: 'manual', lang: regions[language] } });
      const messages = translations[language];
      await waitUntil(() => seenView(element).heading === messages['start.heading']);
      expect(seenView(element).text).to.equal(messages['start.text']);
      expect(seenView(element).actions).to.deep.equal([messages['start.button']]);
    });
  }
});
