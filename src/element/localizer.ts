import type { MessageKey, Messages } from '../locales/en.js';
import { english, findLocale, loadMessages } from './language.js';
import type { LocaleImport } from './language.js';

/** One of our keys, or one that only a page defines: the text of one error code. */
export type TextKey = MessageKey | `failed.${string}`;

export type TextValues = Readonly<Record<string, string | number | undefined>>;

/** What has been downloaded: later elements have their texts at once. */
const loaded = new Map<LocaleImport, Messages>();

/** Longer names of levels and providers are cut. */
const MAX_NAME = 32;

/** Finds texts: the page's `messages` first, then those of the element's language, then English. */
export class Localizer {
  readonly #onLoad: () => void;
  #requested = '';
  #locale: Partial<Messages> = {};
  #custom: Readonly<Partial<Record<string, unknown>>> = {};
  #isEnglish = false;
  /** Until there are the first texts. */
  #loading: Promise<void> | undefined;

  /** @param onLoad called when the messages of another language have arrived */
  constructor(onLoad: () => void) {
    this.#onLoad = onLoad;
  }

  /** The language that was asked for, e.g. for `Intl`. */
  get requested(): string {
    return this.#requested;
  }

  /** Those of the texts that have been loaded. */
  get keys(): readonly string[] {
    return Object.keys(this.#locale);
  }

  /**
   * `en` if English stands in for a language that the element was asked for, and the page has not replaced most texts;
   * undefined if the texts are in the language of the page around the element.
   */
  get lang(): string | undefined {
    const isForeign = this.#isEnglish && !/^en\b/i.test(this.#requested);
    const { keys } = this;
    return isForeign && keys.filter((key) => Object.hasOwn(this.#custom, key)).length * 2 < keys.length
      ? 'en'
      : undefined;
  }

  /**
   * Takes over what the element is set to. The texts of the former language stay until those of the new one are there, so
   * that no English flashes up in between.
   *
   * @returns resolves when there are texts; undefined if there are some already
   */
  update(lang: string, custom: unknown): Promise<void> | undefined {
    this.#custom = typeof custom === 'object' && custom ? { ...custom } : {};
    if (lang === this.#requested) return this.#loading;
    this.#requested = lang;
    const locale = findLocale(lang);
    const messages = loaded.get(locale);
    if (messages) {
      this.#use(locale, messages);
      return undefined;
    }
    // If English is missing as well, the former texts stay.
    const loading = this.#load(lang, locale).catch(() => undefined);
    if (Object.keys(this.#locale).length > 0) {
      void loading.then(this.#onLoad);
      return undefined;
    }
    this.#loading = loading.then(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  /** The text of the first key that has one, with its values filled in. */
  t(keys: TextKey | readonly TextKey[], values: TextValues = {}): string {
    const text = [keys].flat().reduce((found, key) => found || this.#find(key), '');
    return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
  }

  /** A level as the page calls it, else the server's own name made presentable. */
  levelName(level: string): string {
    return this.#find(`level.${level}`) || presentable(level);
  }

  providerName(provider: string): string {
    return this.#find(`provider.${provider}`) || presentable(provider);
  }

  /** A time of day in the user's notation. */
  time(date: Date): string {
    const options: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit' };
    try {
      return new Intl.DateTimeFormat(this.#requested, options).format(date);
    } catch {
      // A `lang` of the page that is no language tag.
      return new Intl.DateTimeFormat(undefined, options).format(date);
    }
  }

  async #load(lang: string, wanted: LocaleImport): Promise<void> {
    const { locale, messages } = await loadMessages(wanted);
    loaded.set(locale, messages);
    if (lang === this.#requested) this.#use(locale, messages);
  }

  #use(locale: LocaleImport, messages: Messages): void {
    this.#locale = messages;
    this.#isEnglish = locale === english;
  }

  #find(key: string): string {
    const sources: readonly Readonly<Partial<Record<string, unknown>>>[] = [this.#custom, this.#locale];
    const texts = sources.map((source) => (Object.hasOwn(source, key) ? source[key] : ''));
    return texts.find((text): text is string => typeof text === 'string' && text !== '') ?? '';
  }
}

/**
 * `basic_verified` as "Basic verified": without invisible characters, cut, and isolated from the text around it if it may
 * run in another direction.
 */
function presentable(name: string): string {
  const plain = name
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/[_-]+/g, ' ')
    .trim();
  // Not in the middle of a character.
  const cut = plain.slice(0, MAX_NAME - 1).replace(/[\uD800-\uDBFF]$/, '');
  const short = plain.length > MAX_NAME ? `${cut}…` : plain;
  const capitalized = short.charAt(0).toUpperCase() + short.slice(1);
  return /^[\p{Script=Latin}\p{N} …]*$/u.test(short) ? capitalized : `\u2068${capitalized}\u2069`;
}
