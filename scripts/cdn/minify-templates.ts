import MagicString from 'magic-string';
import type { Plugin } from 'rolldown';

/** Keeps quoted text as it is. */
const outsideQuotes = (source: string, minify: (piece: string) => string): string =>
  source.replace(/("[^"]*"|'[^']*')|[^"']+/g, (piece, quoted?: string) => quoted ?? minify(piece));

const collapseSpace = (source: string): string => source.replace(/\s+/g, ' ');

const minifyCss = (source: string): string => {
  const unquoted = source.replace(/\/\*[^]*?\*\//g, '').replace(/=(["'])([a-z][\w-]*)\1]/g, '=$2]');
  return outsideQuotes(unquoted, (piece) =>
    collapseSpace(piece)
      .replace(/ ?([{};,>]) ?/g, '$1')
      .replace(/: /g, ':')
      .replace(/;}/g, '}')
      .replace(/(?<![\w.-])(-?)0\.(?=\d)/g, '$1.'),
  );
};

/** White space becomes one space; it is removed only where a template begins or ends. */
const minifyHtml = (source: string): string => collapseSpace(source.replace(/<!--[^]*?-->/g, ''));

const minifiers: Readonly<Record<string, (source: string) => string>> = {
  css: minifyCss,
  html: minifyHtml,
  svg: minifyHtml,
};

interface TaggedTemplate {
  readonly type: 'TaggedTemplateExpression';
  readonly tag: { readonly name?: string };
  readonly quasi: { readonly quasis: readonly { readonly start: number; readonly end: number }[] };
}

function* taggedTemplates(node: object): Generator<TaggedTemplate> {
  if ('type' in node && node.type === 'TaggedTemplateExpression') yield node as TaggedTemplate;
  for (const child of Object.values(node).flat() as unknown[])
    if (typeof child === 'object' && child !== null) yield* taggedTemplates(child);
}

/** Rolldown plugin: minifies `html`, `svg` and `css` templates. Why not a package: docs/decisions/0005-speed.md. */
export const minifyTemplates = (): Plugin => ({
  name: 'minify-templates',
  transform(code, id) {
    if (id.includes('node_modules') || !/\b(css|html|svg)`/.test(code)) return null;
    const output = new MagicString(code);
    for (const { tag, quasi } of taggedTemplates(this.parse(code, { lang: 'ts' }))) {
      const minify = minifiers[tag.name ?? ''];
      if (!minify) continue;
      quasi.quasis.forEach((part, index, { length }) => {
        const isLast = index === length - 1;
        // For TypeScript, the parser counts the delimiters as part of the text: ` or } before it, ` or ${ after it.
        const [start, end] = [part.start + 1, part.end - (isLast ? 1 : 2)];
        let text = minify(code.slice(start, end));
        if (index === 0) text = text.trimStart();
        if (isLast) text = text.trimEnd();
        if (start < end) output.update(start, end, text);
      });
    }
    return { code: output.toString(), map: output.generateMap({ hires: 'boundary' }) };
  },
});
