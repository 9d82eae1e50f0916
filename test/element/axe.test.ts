import { expect, waitUntil } from '@open-wc/testing';
import { languages } from '../locales/languages.js';
import { showView, views } from '../support/gallery.js';
import { wordsOf } from '../support/view.js';

/** Views that another one is like, but for some words. */
const alike = /^(pending-ER708|failed-(ER709|bad-response|provider-blocked)|dialog-(closed|left))$/;

/** What has the focus in a scrolled dialog is in the provider's frame, where axe cannot look. */
const options = { ignoredRules: ['scrollable-region-focusable'] };

/** A German text, into which the name of a level may be filled. */
const isGerman = (words: string) =>
  Object.values(languages.de).some((text = '') => {
    const [start = '', end] = text.split(/\{\w+\}/);
    return end === undefined ? text === words : words.startsWith(start) && words.endsWith(end) && start + end !== '';
  });

describe('axe finds nothing', () => {
  for (const [name, view] of views.filter(([name]) => !alike.test(name))) {
    it(`in the view ${name}, in the dark theme and another language, too`, async () => {
      const element = await showView(view, { theme: 'light' });
      const given = /^dialog-(active|help|asking)$/.test(name) ? options : {};
      await expect(element, 'light').to.be.accessible(given);
      element.theme = 'dark';
      element.lang = 'de';
      await waitUntil(() => isGerman(wordsOf(element.shadowRoot?.querySelector('[part=heading]'))), 'no German words');
      await element.updateComplete;
      await expect(element, 'dark').to.be.accessible(given);
    });
  }
});
