import { readFileSync } from 'node:fs';
import type { Manifest } from '../../../scripts/docs/api.js';

/** The names that markup and styles may use of the element, from its manifest. */
export interface Vocabulary {
  readonly attributes: ReadonlySet<string>;
  readonly slots: ReadonlySet<string>;
  readonly parts: ReadonlySet<string>;
  readonly properties: ReadonlySet<string>;
  readonly states: ReadonlySet<string>;
}

export function readVocabulary(): Vocabulary {
  const { modules } = JSON.parse(readFileSync('dist/custom-elements.json', 'utf8')) as Manifest;
  const element = modules.flatMap(({ declarations }) => declarations).find(({ tagName }) => tagName !== undefined);
  const names = (list: readonly { readonly name: string }[] = []) => new Set(list.map(({ name }) => name));
  return {
    attributes: names(element?.attributes),
    slots: names(element?.slots),
    parts: names(element?.cssParts),
    properties: names(element?.cssProperties),
    states: names(element?.cssStates),
  };
}
