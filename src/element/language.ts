import type { Messages } from '../locales/en.js';

type LocaleImport = () => Promise<{ readonly default: Messages }>;

/** Languages beside English, each a chunk of its own. */
const locales: Readonly<Record<string, LocaleImport | null>> = {
  __proto__: null,
  de: () => import('../locales/de.js'),
  es: () => import('../locales/es.js'),
  fr: () => import('../locales/fr.js'),
  nl: () => import('../locales/nl.js'),
};

/** How to import the messages of a language tag (`nl`, `de-AT`); undefined for English and for languages without any. */
export const findLocale = (lang: string): LocaleImport | null | undefined =>
  locales[lang.toLowerCase().replace(/-.*/, '')];

/**
 * The language of an element as a BCP 47 tag: the nearest `lang` that is not empty, through shadow roots, else the
 * browser's. A POSIX locale such as `nl_NL.UTF-8` counts as `nl-NL`.
 */
export function languageOf(element: Element): string {
  const root = element.getRootNode();
  const lang = element.closest('[lang]:not([lang=""])')?.getAttribute('lang');
  if (lang) return lang.replace(/[.@].*/, '').replaceAll('_', '-');
  return root instanceof ShadowRoot ? languageOf(root.host) : navigator.language;
}
