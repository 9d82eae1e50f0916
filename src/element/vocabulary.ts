import en from '../locales/en.js';
import type { Messages } from '../locales/en.js';
import { importWithRetry } from '../import-with-retry.js';
import { wordsLoader } from './languages.js';

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
    if (language !== this.#language) {
      this.#language = language;
      const fetchWords = wordsLoader(language);
      if (fetchWords) void this.#learn(language, fetchWords);
      else this.#messages = en;
    }
    return this.#messages;
  }

  async #learn(language: string, fetchWords: () => Promise<{ readonly default: Messages }>): Promise<void> {
    // English is at hand, and better than nothing.
    const words = await importWithRetry(fetchWords).catch(() => ({ default: en }));
    if (language !== this.#language) return;
    this.#messages = words.default;
    this.#learned();
  }
}
