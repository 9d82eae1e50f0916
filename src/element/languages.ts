import type { Messages } from '../locales/en.js';

type FetchWords = () => Promise<{ readonly default: Messages }>;

/** Languages beside English, each a chunk of its own. */
const languages: Readonly<Record<string, FetchWords | null>> = {
  __proto__: null,
  de: () => import('../locales/de.js'),
  es: () => import('../locales/es.js'),
  fr: () => import('../locales/fr.js'),
  nl: () => import('../locales/nl.js'),
};

/** What fetches the words of a language (`nl`, `de-AT`); nothing for English and for those that we do not speak. */
export const wordsLoader = (language: string) => languages[language.toLowerCase().replace(/-.*/, '')];
