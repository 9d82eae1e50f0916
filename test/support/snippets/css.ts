import postcss, { CssSyntaxError } from 'postcss';
import type { Vocabulary } from './vocabulary.js';

/** Whether a style sheet can be read, and uses of the element only what there is. */
export function complaintsAboutCss(css: string, { parts, properties, states }: Vocabulary): string[] {
  try {
    postcss.parse(css);
  } catch (error) {
    if (error instanceof CssSyntaxError) return [error.reason];
    throw error;
  }
  const strange = (what: string, names: ReadonlySet<string>, pattern: RegExp) =>
    [...css.matchAll(pattern)]
      .flatMap(([, list = '']) => list.trim().split(/\s+/))
      .filter((name) => !names.has(name))
      .map((name) => `there is no ${what} "${name}"`);
  return [
    ...strange('part', parts, /::part\(([^)]*)\)/g),
    ...strange('custom state', states, /:state\(([^)]*)\)/g),
    ...strange('custom property', properties, /(--verification-upgrade-[a-z-]+)/g),
  ];
}
