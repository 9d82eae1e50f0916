import { expect } from '@open-wc/testing';
import { breaking, namesOf, textsOf, translations } from './languages.js';
import type { Translation } from './languages.js';

interface Register {
  /** Whole words that speak to a friend. Only such as mean nothing else. */
  readonly familiar: readonly string[];
  /** Whole words that speak to a user, as they are written. */
  readonly polite: readonly string[];
}

const registers: Readonly<Record<Translation, Register>> = {
  nl: {
    familiar: ['je', 'jij', 'jou', 'jouw', 'jullie', 'jezelf'],
    polite: ['u', 'uw', 'U', 'Uw'],
  },
  de: {
    familiar: 'du dich dir dein deine deinem deinen deiner deines euch euer eure eurem euren eurer'.split(' '),
    polite: ['Sie', 'Ihr', 'Ihre', 'Ihrem', 'Ihren', 'Ihrer', 'Ihnen'],
  },
  fr: {
    familiar: ['tu', 'te', 't', 'toi', 'ton', 'ta', 'tes', 'tien', 'tienne'],
    polite: ['vous', 'votre', 'vos', 'Vous', 'Votre', 'Vos'],
  },
  es: {
    familiar: ['tú', 'tu', 'tus', 'te', 'ti', 'tuyo', 'tuya', 'contigo', 'puedes', 'podrás', 'tienes', 'inténtalo'],
    polite: ['usted', 'su', 'sus', 'suyo', 'Su', 'Sus'],
  },
};

/** JavaScript's `\b` takes an accented letter for the end of a word. */
const anyOf = (words: readonly string[], flags: string) =>
  new RegExp(String.raw`(?<!\p{L})(${words.join('|')})(?!\p{L})`, flags);

describe('the polite form', () => {
  for (const language of namesOf(translations)) {
    const { familiar, polite } = registers[language];

    it(`is the only one in ${language}`, () => {
      expect(breaking(language, (text) => anyOf(familiar, 'iu').test(text))).to.deep.equal([]);
    });

    it(`is really used in ${language}`, () => {
      const spoken = textsOf(language).filter(([, text]) => anyOf(polite, 'u').test(text));
      expect(spoken.length).to.be.at.least(10);
    });
  }

  it('has its capital in German', () => {
    expect(breaking('de', (text) => anyOf(['ihr', 'ihre', 'ihrem', 'ihren', 'ihrer', 'ihnen'], 'u').test(text))).to.be
      .empty;
  });

  it('is told from the familiar one by whole words, accents included', () => {
    const spanish = anyOf(registers.es.familiar, 'iu');
    expect(['Confirma tú tu cuenta.', 'Tú', 'Te esperamos.'].filter((text) => spanish.test(text))).to.have.length(3);
    expect(['túnel', 'estado', 'Su tutor'].filter((text) => spanish.test(text))).to.be.empty;
    expect(anyOf(registers.fr.familiar, 'iu').test('Nous t’attendons.')).to.be.true;
    expect(anyOf(registers.fr.familiar, 'iu').test('Êtes-vous là, et tout est prêt ?')).to.be.false;
  });
});
