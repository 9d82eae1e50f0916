import { expect } from '@open-wc/testing';
import { breaking, languages, namesOf, textsOf } from './languages.js';
import type { Language } from './languages.js';

/** Sentences, unlike headings and labels, end with a full stop; a text before a list with a colon. */
const isSentence = (key: string): boolean => key.endsWith('.text') && key !== 'rejected.text';

describe('the typography', () => {
  for (const language of namesOf(languages)) {
    describe(`of ${language}`, () => {
      it('has typographic apostrophes, quotes and ellipses', () => {
        expect(breaking(language, (text) => /['"`´]|\.\.\./.test(text))).to.deep.equal([]);
      });

      it('has no stray space', () => {
        expect(breaking(language, (text) => /^\s|\s$|\s{2}|\s[.,]|[\t\n\u00a0]/.test(text))).to.deep.equal([]);
      });

      it('starts with a capital, or with a mark that opens a question', () => {
        expect(breaking(language, (text) => !/^[¿¡]?\p{Lu}/u.test(text))).to.deep.equal([]);
      });

      it('ends sentences with a full stop, and nothing else', () => {
        expect(breaking(language, (text, key) => text.endsWith('.') !== isSentence(key))).to.deep.equal([]);
      });

      it('never raises its voice', () => {
        expect(breaking(language, (text) => /[!¡]|\p{Lu}{3}/u.test(text))).to.deep.equal([]);
      });
    });
  }

  it('of French puts a narrow no-break space before each high mark, and nowhere else', () => {
    const marked = textsOf('fr').filter(([, text]) => /[:;!?]/.test(text));
    expect(marked).not.to.be.empty;
    expect(breaking('fr', (text) => /(?<!\u202f)[:;!?»]|«(?!\u202f)/.test(text))).to.deep.equal([]);
    expect(breaking('fr', (text) => /(?<!«)\u202f(?![:;!?»])/.test(text))).to.deep.equal([]);
  });

  it('of the other languages puts no space before a mark', () => {
    const others = namesOf(languages).filter((language): language is Exclude<Language, 'fr'> => language !== 'fr');
    for (const language of others) expect(breaking(language, (text) => /\s[:;!?]/.test(text))).to.deep.equal([]);
  });

  it('of Spanish opens each question that it closes', () => {
    const asked = textsOf('es').filter(([, text]) => text.includes('?'));
    expect(asked).not.to.be.empty;
    expect(breaking('es', (text) => !/^([^¿?]|¿[^¿?]+\?)*$/.test(text))).to.deep.equal([]);
  });
});
