import type { Messages } from '../locales/en.js';

export type Values = Readonly<Record<string, string | number | undefined>>;

/** Looks words up, first come first served: the page's own, then the language's. */
export class Words {
  readonly #sources: readonly Readonly<Record<string, string | undefined>>[];

  constructor(...sources: readonly Partial<Messages>[]) {
    this.#sources = sources;
  }

  /** The text of the first key that has one, with its values filled in. */
  say(keys: string | readonly string[], values: Values = {}): string {
    const text =
      [keys]
        .flat()
        .map((key) => this.#find(key))
        .find(Boolean) ?? '';
    return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
  }

  /** A level's name for people: the page's word for it, else the server's with a capital. */
  level(level: string): string {
    return this.#find(`level.${level}`) ?? level.charAt(0).toUpperCase() + level.slice(1);
  }

  #find(key: string): string | undefined {
    return this.#sources.find((source) => Object.hasOwn(source, key) && typeof source[key] === 'string')?.[key];
  }
}
