import { expect, waitUntil } from '@open-wc/testing';
import type { Language } from '../locales/languages.js';
import { languages, namesOf } from '../locales/languages.js';
import { showView, views } from '../support/gallery.js';
import { wordsOf } from '../support/view.js';

/** Views that another one is like, but for some words. */
const alike = /^(pending-ER708|failed-(ER709|bad-response|provider-blocked)|dialog-(closed|left))$/;

/** What has the focus in a scrolled dialog is in the provider's frame, where axe cannot look. */
const options = { ignoredRules: ['scrollable-region-focusable'] };

/** Puts the element into a language, and waits for its texts. */
async function speak(element: HTMLElement, language: Language): Promise<void> {
  element.lang = language;
  const heading = element.shadowRoot?.querySelector('[part=heading]');
  // The name of a level is filled in.
  const isSpoken = (words: string) =>
    Object.values(languages[language]).some((text = '') => {
      const [start = '', end] = text.split(/\{\w+\}/);
      return end === undefined ? text === words : words.startsWith(start) && words.endsWith(end) && start + end !== '';
    });
  await waitUntil(() => isSpoken(wordsOf(heading)), `no words of ${language}`);
}

describe('axe finds nothing', () => {
  for (const [name, view] of views.filter(([name]) => !alike.test(name))) {
    it(`in the view ${name}, in any language, and in the dark theme`, async () => {
      const element = await showView(view, { theme: 'light' });
      const check = (look: string) =>
        expect(element, look).to.be.accessible(/^dialog-(active|help|asking)$/.test(name) ? options : {});
      for (const language of namesOf(languages)) {
        await speak(element, language);
        await check(`light, ${language}`);
      }
      element.theme = 'dark';
      await element.updateComplete;
      await check('dark');
    });
  }
});
