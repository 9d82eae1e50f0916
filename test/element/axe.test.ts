import { expect, waitUntil } from '@open-wc/testing';
import type Axe from 'axe-core';
import 'axe-core/axe.min.js';
import { languages } from '../locales/languages.js';
import { showView, views } from '../support/gallery.js';
import { wordsOf } from '../support/view.js';

/** The script above makes it a global. */
declare const axe: typeof Axe;

/** Views that another one is like, but for some words. */
const alike = /^(pending-ER708|failed-(ER709|bad-response|provider-blocked)|dialog-(closed|left))$/;

/** What has the focus in a scrolled dialog is in the provider's frame, where axe cannot look. */
const scrolled = /^dialog-(active|help|asking)$/;

/** What axe says against an element. It waits for no answer of the provider's frame, in which there is no axe. */
async function faults(element: Element, name: string): Promise<string> {
  const rules = { 'scrollable-region-focusable': { enabled: !scrolled.test(name) } };
  const { violations } = await axe.run(element, { iframes: false, resultTypes: ['violations'], rules });
  return violations.map(({ help, nodes }) => `${help}: ${nodes.map((node) => node.html).join(' ')}`).join('\n');
}

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
      expect(await faults(element, name), 'light').to.equal('');
      element.theme = 'dark';
      element.lang = 'de';
      await waitUntil(() => isGerman(wordsOf(element.shadowRoot?.querySelector('[part=heading]'))), 'no German words');
      await element.updateComplete;
      expect(await faults(element, name), 'dark').to.equal('');
    });
  }
});
