import MagicString from 'magic-string';
import type { Plugin } from 'rolldown';
import { isNode, nodesBelow, type Node } from './syntax.js';

/** Keeps quoted text as it is, and hands the rest over piece by piece. */
const outsideQuotes = (source: string, change: (piece: string) => string): string =>
  source.replace(/("[^"]*"|'[^']*')|[^"']+/g, (piece, quoted?: string) => quoted ?? change(piece));

const oneSpace = (source: string): string => source.replace(/\s+/g, ' ');

/** CSS without comments, indents and last semicolons. Only what means the same to every browser. */
export const minifyCss = (source: string): string =>
  outsideQuotes(source.replace(/\/\*[^]*?\*\//g, ''), (piece) =>
    oneSpace(piece)
      .replace(/ ?([{};,]) ?/g, '$1')
      .replace(/: /g, ':')
      .replace(/;}/g, '}'),
  );

/** HTML without comments and indents. White space becomes one space, and none only where a template begins or ends. */
export const minifyHtml = (source: string): string => oneSpace(source.replace(/<!--[^]*?-->/g, ''));

const minifiers: Readonly<Record<string, (source: string) => string>> = {
  css: minifyCss,
  html: minifyHtml,
  svg: minifyHtml,
};

/** Rolldown plugin: `html`, `svg` and `css` templates lose the white space that is there for the reader of the source. */
export function minifyTemplates(): Plugin {
  return {
    name: 'minify-templates',
    transform(code, id) {
      if (id.includes('node_modules') || !/\b(css|html|svg)`/.test(code)) return null;
      const output = new MagicString(code);
      for (const { type, tag, quasi } of nodesBelow(this.parse(code, { lang: 'ts' }) as unknown as Node)) {
        if (type !== 'TaggedTemplateExpression' || !isNode(tag) || !isNode(quasi)) continue;
        const minify = minifiers[String(tag['name'])];
        const parts = quasi['quasis'] as readonly Node[];
        if (!minify) continue;
        parts.forEach((part, index) => {
          const isLast = index === parts.length - 1;
          // In TypeScript's tree a part begins and ends with what parts it from the others: ` or }, ` or ${.
          const [start, end] = [part.start + 1, part.end - (isLast ? 1 : 2)];
          let text = minify(code.slice(start, end));
          if (index === 0) text = text.trimStart();
          if (isLast) text = text.trimEnd();
          if (start < end) output.update(start, end, text);
        });
      }
      return { code: output.toString(), map: output.generateMap({ hires: 'boundary' }) };
    },
  };
}
