import type { MarkdownRenderer } from 'vitepress';

/** Writes the heading of its column into each cell of a table: on a phone, a row is a list (`theme/style.css`). */
export function labelCells(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push('label-cells', ({ tokens }) => {
    let headings: string[] = [];
    let column = 0;
    tokens.forEach(({ type }, index) => {
      if (type === 'table_open') headings = [];
      if (type === 'tr_open') column = 0;
      if (type === 'th_open') headings.push(tokens[index + 1]?.content ?? '');
      if (type === 'td_open') tokens[index]?.attrSet('data-heading', headings[column++] ?? '');
    });
  });
}
