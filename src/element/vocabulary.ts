import en from '../locales/en.js';
import type { Messages } from '../locales/en.js';

/** Languages beside English, each a chunk of its own. */
const languages: Readonly<Record<string, () => Promise<{ readonly default: Messages }>>> = {
  de: () => import('../locales/de.js'),
  es: () => import('../locales/es.js'),
  fr: () => import('../locales/fr.js'),
  nl: () => import('../locales/nl.js'),
};

/** The words of the language asked for. While they are under way the last ones stay; there is no flash of English. */
export class Vocabulary {
  readonly #learned: () => void;
  #language: string | undefined;
  #messages: Partial<Messages> = {};

  /** @param learned called when other words have come */
  constructor(learned: () => void) {
    this.#learned = learned;
  }

  /** What is known of a language now. Sees to the rest. */
  in(language: string): Partial<Messages> {
    if (language !== this.#language) void this.#learn(language);
    return this.#messages;
  }

  async #learn(language: string): Promise<void> {
    this.#language = language;
    const [primary = ''] = language.toLowerCase().split('-', 1);
    const load = Object.hasOwn(languages, primary) ? languages[primary] : undefined;
    // English is at hand: it serves where we have no other words, and where those do not come.
    const words = load
      ? await load().then(
          (loaded) => loaded.default,
          () => en,
        )
      : en;
    if (language !== this.#language) return;
    this.#messages = words;
    this.#learned();
  }
}
