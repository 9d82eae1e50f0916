import { expect } from '@open-wc/testing';
import type { MessageKey } from '../../src/locales/en.js';
import { breaking, keys, languages, namesOf, translations } from './languages.js';
import type { Translation } from './languages.js';

/** Texts that are the same word in both languages, each with its reason. Everything else has to be translated. */
const cognates: Readonly<Record<Translation, Partial<Record<MessageKey, string>>>> = {
  nl: {},
  de: {},
  fr: {},
  es: {},
};

/** The texts on buttons and links. `dialog.close` is only the name of an icon: its length does not matter. */
const buttons: readonly MessageKey[] = [
  'start.button',
  'cancelled.button',
  'action.retry',
  'action.wait',
  'action.wait.at',
  'action.cancel',
  'action.check',
  'action.done',
  'offer.later',
  'help.restart',
  'help.later',
  'action.sign-in',
  'action.support',
  'leave.stay',
  'leave.leave',
];

/** Short words grow more than long ones, and do no harm: up to this length a button is short in any language. */
const shortButton = 16;

const placeholders = (text: string) => (text.match(/\{[^}]*\}/g) ?? []).sort().join();

async function gzipped(text: string): Promise<number> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return (await new Response(stream).arrayBuffer()).byteLength;
}

describe('every language', () => {
  it('has words for each button and link that a view can offer', () => {
    const named = keys.filter((key) =>
      /^action\.|\.button$|^leave\.(stay|leave)$|^offer\.later$|^help\.(restart|later)$/.test(key),
    );
    expect([...buttons].sort()).to.deep.equal([...named].sort());
  });

  for (const language of namesOf(translations)) {
    describe(language, () => {
      const messages = translations[language];

      it('has every key of English, and no other', () => {
        expect(Object.keys(messages).sort()).to.deep.equal([...keys].sort());
      });

      it('leaves no text empty', () => {
        expect(breaking(language, (text) => text.trim() === '')).to.deep.equal([]);
      });

      it('has no English left but for true cognates', () => {
        const same = keys.filter((key) => messages[key].toLowerCase() === languages.en[key].toLowerCase());
        expect(same).to.deep.equal(Object.keys(cognates[language]));
      });

      it('fills in what English fills in', () => {
        const differs = (text: string, key: MessageKey) => placeholders(text) !== placeholders(languages.en[key]);
        expect(breaking(language, differs)).to.deep.equal([]);
      });

      it('keeps its buttons short', () => {
        const tooLong = (text: string, key: MessageKey) =>
          buttons.includes(key) && text.length > Math.max(shortButton, 1.6 * languages.en[key].length);
        expect(breaking(language, tooLong)).to.deep.equal([]);
      });

      it('weighs at most 2.5 kB', async () => {
        expect(await gzipped(JSON.stringify(messages))).to.be.at.most(2_500);
      });
    });
  }
});
