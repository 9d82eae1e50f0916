import { importWithRetry } from '../import-with-retry.js';
import type { Messages } from '../locales/en.js';

export type LocaleImport = () => Promise<{ readonly default: Messages }>;

interface LoadedMessages {
  /** Where they come from. */
  readonly locale: LocaleImport;
  readonly messages: Messages;
}

/** Stands in for a language that we do not have, or that cannot be downloaded. */
export const english: LocaleImport = () => import('../locales/en.js');

/** Each language is a chunk of its own. */
const locales: Readonly<Record<string, LocaleImport | null>> = {
  __proto__: null,
  de: () => import('../locales/de.js'),
  es: () => import('../locales/es.js'),
  fr: () => import('../locales/fr.js'),
  nl: () => import('../locales/nl.js'),
};

/** How to import the messages of a language tag (`nl`, `de-AT`). */
export const findLocale = (lang: string): LocaleImport => locales[lang.toLowerCase().replace(/-.*/, '')] ?? english;

/** Those of English if these cannot be downloaded. */
export const loadMessages = (locale: LocaleImport): Promise<LoadedMessages> => {
  const load = (from: LocaleImport) =>
    importWithRetry(from).then((module) => ({ locale: from, messages: module.default }));
  return load(locale).catch(() => load(english));
};

/**
 * The language of an element as a BCP 47 tag: the nearest `lang` that is one, through shadow roots, else the browser's. A POSIX
 * locale such as `nl_NL.UTF-8` counts as `nl-NL`, a list such as `nl,en` as its first tag, a word such as `undefined` as none.
 */
export function languageOf(element: Element): string {
  const root = element.getRootNode();
  const next = element.parentElement ?? (root instanceof ShadowRoot ? root.host : undefined);
  const lang = readTag(element.getAttribute('lang'));
  return lang ?? (next ? languageOf(next) : (readTag(navigator.language) ?? 'en'));
}

const readTag = (text: string | null | undefined): string | undefined =>
  /^[a-z]{2,3}\b[\w-]*/i.exec(text?.trim().replaceAll('_', '-') ?? '')?.[0];
