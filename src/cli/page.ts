import { parse, type DefaultTreeAdapterTypes } from 'parse5';

/** What is read of a page's HTML. */
export interface PageMarkup {
  readonly scripts: readonly Script[];
  /** Attributes of each `<verification-upgrade>`; a page that a script renders has none yet. */
  readonly elements: readonly Attributes[];
  /** `<meta http-equiv="Content-Security-Policy">`. */
  readonly policies: readonly string[];
  /** The `integrity` of the import maps, by the address as it is written. */
  readonly integrity: Readonly<Record<string, string>>;
  readonly base: string | undefined;
  readonly hasPassword: boolean;
}

export type Attributes = Readonly<Record<string, string>>;

export interface Script {
  readonly attributes: Attributes;
  readonly text: string;
}

type Node = DefaultTreeAdapterTypes.Node;

export function readPage(html: string): PageMarkup {
  const scripts: Script[] = [];
  const elements: Attributes[] = [];
  const policies: string[] = [];
  let base: string | undefined;
  let hasPassword = false;
  // Not by recursion: a page may be nested as deeply as it likes.
  const nodes: Node[] = [parse(html)];
  for (let node = nodes.pop(); node; node = nodes.pop()) {
    if ('childNodes' in node) nodes.push(...node.childNodes.toReversed());
    if (!('tagName' in node)) continue;
    const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
    if (node.tagName === 'script') scripts.push({ attributes, text: textOf(node) });
    if (node.tagName === 'verification-upgrade') elements.push(attributes);
    if (node.tagName === 'base') base ??= attributes['href'];
    if (node.tagName === 'input' && attributes['type'] === 'password') hasPassword = true;
    if (node.tagName === 'meta' && attributes['http-equiv']?.toLowerCase() === 'content-security-policy')
      policies.push(attributes['content'] ?? '');
  }
  return { scripts, elements, policies, integrity: integrityIn(scripts), base, hasPassword };
}

const textOf = (node: DefaultTreeAdapterTypes.ParentNode): string =>
  node.childNodes.map((child) => ('value' in child ? child.value : '')).join('');

function integrityIn(scripts: readonly Script[]): Readonly<Record<string, string>> {
  const maps = scripts.filter(({ attributes }) => attributes['type']?.toLowerCase() === 'importmap');
  const entries = maps.flatMap(({ text }) => Object.entries(fieldsOf(fieldsOf(parseJson(text))['integrity'])));
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** @returns undefined for what is no JSON */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The fields of an object; none for anything else. */
export const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
