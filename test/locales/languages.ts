import de from '../../src/locales/de.js';
import en from '../../src/locales/en.js';
import type { MessageKey } from '../../src/locales/en.js';
import es from '../../src/locales/es.js';
import fr from '../../src/locales/fr.js';
import nl from '../../src/locales/nl.js';

export type Text = readonly [key: MessageKey, text: string];

/** Every key of the contract, in the order of English. */
export const keys = Object.keys(en) as readonly MessageKey[];

/** The languages that speak instead of English. */
export const translations = { nl, de, fr, es };

/** All languages. */
export const languages = { en, ...translations };

export type Translation = keyof typeof translations;
export type Language = keyof typeof languages;

/** Names of what an object holds, as its type knows them. */
export const namesOf = <Name extends string>(object: Readonly<Record<Name, unknown>>): readonly Name[] =>
  Object.keys(object) as Name[];

/** The texts of a language. */
export const textsOf = (language: Language): readonly Text[] => keys.map((key) => [key, languages[language][key]]);

/** The texts that break a rule, as `key: text`, so that a failure says which. */
export const breaking = (language: Language, breaks: (text: string, key: MessageKey) => boolean): readonly string[] =>
  textsOf(language)
    .filter(([key, text]) => breaks(text, key))
    .map(([key, text]) => `${key}: ${text}`);
