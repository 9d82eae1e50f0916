import { parse, parseFragment, type DefaultTreeAdapterTypes, type ParserOptions } from 'parse5';
import { isErrorCode } from '../../../src/upgrade/error.js';
import { complaintsAboutCss } from './css.js';
import type { Vocabulary } from './vocabulary.js';

type Element = DefaultTreeAdapterTypes.Element;

/** What every element may have. */
const global = /^(id|class|style|lang|dir|hidden|slot|title|role|aria-[a-z]+|data-[a-z-]+)$/;

export interface Markup {
  readonly complaints: readonly string[];
  /** The code in it. */
  readonly scripts: readonly string[];
}

/** Reads markup: whether it is well-formed, and uses of the element only what there is. */
export function readMarkup(html: string, vocabulary: Vocabulary): Markup {
  const complaints: string[] = [];
  const scripts: string[] = [];
  const options = {
    sourceCodeLocationInfo: true,
    onParseError: ({ code }) => complaints.push(code),
  } satisfies ParserOptions<DefaultTreeAdapterTypes.DefaultTreeAdapterMap>;
  const visit = (node: DefaultTreeAdapterTypes.Node, parent?: Element): void => {
    const element = 'tagName' in node ? node : undefined;
    if (element) {
      complaints.push(...complaintsAboutElement(element, parent, vocabulary));
      if (isInlineCode(element)) scripts.push(textOf(element));
      // The browser closes for us what was left open; a reader should not have to know where.
      const { startTag, endTag } = element.sourceCodeLocation ?? {};
      if (startTag && !endTag && !isVoid(element)) complaints.push(`<${element.tagName}> is never closed`);
    }
    for (const child of 'childNodes' in node ? node.childNodes : []) visit(child, element);
  };
  visit(/^<!doctype/i.test(html) ? parse(html, options) : parseFragment(html, options));
  return { complaints, scripts };
}

const isVoid = ({ tagName }: Element) =>
  /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/.test(tagName);

/** An import map is data. */
const isInlineCode = (element: Element) =>
  element.tagName === 'script' &&
  attributeOf(element, 'src') === undefined &&
  attributeOf(element, 'type') !== 'importmap';

const attributeOf = ({ attrs }: Element, wanted: string) => attrs.find(({ name }) => name === wanted)?.value;

const textOf = ({ childNodes }: Element) => childNodes.map((node) => ('value' in node ? node.value : '')).join('');

function complaintsAboutElement(element: Element, parent: Element | undefined, vocabulary: Vocabulary): string[] {
  const complaints: string[] = [];
  if (element.tagName === 'verification-upgrade') {
    const strange = element.attrs.filter(({ name }) => !vocabulary.attributes.has(name) && !global.test(name));
    complaints.push(...strange.map(({ name }) => `there is no attribute "${name}"`));
    complaints.push(...complaintsAboutCss(`* { ${attributeOf(element, 'style') ?? ''} }`, vocabulary));
  }
  const slot = attributeOf(element, 'slot');
  if (parent?.tagName === 'verification-upgrade' && slot !== undefined && !isSlot(slot, vocabulary)) {
    complaints.push(`there is no slot "${slot}"`);
  }
  return complaints;
}

function isSlot(name: string, { slots }: Vocabulary): boolean {
  const [, code] = /^failed-(.+)$/.exec(name) ?? [];
  return slots.has(name) || (code !== undefined && isErrorCode(code));
}
