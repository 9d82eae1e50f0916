import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { VerificationUpgradeElement } from '../../src/index.js';
import type { Language } from '../locales/languages.js';
import { languages } from '../locales/languages.js';
import { activeDialog, modalOf } from '../support/dialog.js';
import { createUpgrade, frameOf, mountUpgrade, offer, part, refusal, told, until } from '../support/upgrade.js';
import { firstView, seenView, wordsOf } from '../support/view.js';

/** Every heading that an element shows from now on. */
function headingsOf(element: Element): readonly string[] {
  const headings: string[] = [];
  const note = () => {
    const { heading } = seenView(element);
    if (heading && heading !== headings.at(-1)) headings.push(heading);
  };
  const observer = new MutationObserver(note);
  if (element.shadowRoot) observer.observe(element.shadowRoot, { childList: true, characterData: true, subtree: true });
  note();
  return headings;
}

const start = (language: Language) => languages[language]['start.heading'];

const reads = (element: Element, heading: string) =>
  waitUntil(() => seenView(element).heading === heading, `It should say “${heading}”.`);

/** An element that has not been started yet, below ancestors and shadow roots of the test's making. */
async function mountBelow(place: (element: HTMLElement) => HTMLElement): Promise<VerificationUpgradeElement> {
  const { element } = await createUpgrade({ attributes: { launch: 'manual' } });
  await fixture(html`<div>${place(element)}</div>`);
  await firstView(element);
  return element;
}

describe('the language of our words', () => {
  for (const language of ['nl', 'de', 'fr', 'es'] as const) {
    it(`is ${language} from the first word on; English is never to be seen`, async () => {
      const { element } = await createUpgrade({ attributes: { lang: language }, replies: [refusal(500, 'ER999')] });
      const headings = headingsOf(element);
      await fixture(html`<div>${element}</div>`);
      await until(element, 'failed');
      const words = languages[language];
      await reads(element, words['failed.server.heading']);
      for (const heading of headings) {
        expect([words['loading.heading'], words['failed.server.heading']]).to.include(heading);
      }
    });
  }

  it('changes from one to another without English between', async () => {
    const { element } = await mountUpgrade({ attributes: { launch: 'manual', lang: 'de' } });
    await reads(element, start('de'));
    const headings = headingsOf(element);
    element.lang = 'fr';
    await reads(element, start('fr'));
    element.lang = 'nl';
    await reads(element, start('nl'));
    expect(headings).to.deep.equal([start('de'), start('fr'), start('nl')]);
  });

  it('is the last one asked for, however late the words of another one come', async () => {
    const { element } = await mountUpgrade({ attributes: { launch: 'manual', lang: 'en' } });
    await firstView(element);
    const headings = headingsOf(element);
    for (const lang of ['es', 'fr', 'es', 'nl']) {
      element.lang = lang;
      await Promise.resolve();
    }
    await reads(element, start('nl'));
    expect(headings.at(-1)).to.equal(start('nl'));
  });

  it('is English where we have no words of the language', async () => {
    const { element } = await mountUpgrade({ attributes: { launch: 'manual', lang: 'fi' } });
    expect((await firstView(element)).heading).to.equal(start('en'));
  });

  it('follows an ancestor', async () => {
    const section = document.createElement('section');
    section.lang = 'de';
    const element = await mountBelow((upgrade) => (section.append(upgrade), section));
    await reads(element, start('de'));
    section.lang = 'es';
    await reads(element, start('es'));
    section.removeAttribute('lang');
    await reads(element, start('en'));
  });

  it('follows an ancestor across closed shadow roots', async () => {
    const outer = document.createElement('div');
    const inner = document.createElement('div');
    outer.lang = 'fr';
    outer.attachShadow({ mode: 'closed' }).append(inner);
    const element = await mountBelow((upgrade) => {
      inner.attachShadow({ mode: 'closed' }).append(upgrade);
      return outer;
    });
    await reads(element, start('fr'));
    outer.lang = 'nl';
    await reads(element, start('nl'));
    inner.lang = 'de';
    await reads(element, start('de'));
  });

  it('follows the element into the language of a new place', async () => {
    const section = document.createElement('section');
    section.lang = 'de';
    const element = await mountBelow((upgrade) => (section.append(upgrade), section));
    await reads(element, start('de'));
    const place = await fixture<HTMLElement>(html`<div lang="es"></div>`);
    place.append(element);
    await reads(element, start('es'));
  });

  it('reaches the SDK, the title of its frame and its progress alike', async () => {
    const { element } = await mountUpgrade({ replies: [offer('story')], attributes: { lang: 'de' } });
    await until(element, 'active');
    await waitUntil(() => part(element, 'progress') !== null);
    element.lang = 'fr';
    await waitUntil(() => frameOf(element)?.title === languages.fr['active.heading']);
    expect(part(element, 'progress')?.ariaLabel).to.equal('Étape 1 sur 3');
    const messages = await told(element);
    expect(messages.at(-1)).to.deep.include({ method: 'idCheck.callSetLanguage', language: 'fr' });
  });

  it('reaches the dialog and its cross', async () => {
    const { element } = await activeDialog({ attributes: { lang: 'en' } });
    const title = () => wordsOf(modalOf(element)?.querySelector('#title'));
    expect(title()).to.equal('Upgrade to Satoshi');
    element.lang = 'de';
    await waitUntil(() => title() === languages.de['dialog.title'].replace('{nextLevel}', 'Satoshi'));
    expect(part(element, 'close')?.ariaLabel).to.equal(languages.de['dialog.close']);
  });
});
