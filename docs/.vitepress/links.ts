import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { MarkdownRenderer, SiteConfig } from 'vitepress';

/** Files and folders of the repository that a page links to. The site has them as plain text. */
const sources = new Set<string>();

const isElsewhere = (href: string) => /^([a-z]+:|#|\/)/.test(href);

/** Address on the site of a file or a folder of the repository. */
export function pageOf(file: string): string {
  if (file.endsWith('/')) return `/${file}`;
  if (/^docs\/(.*\/)?README\.md$/.test(file)) return `/${path.posix.dirname(file)}/`;
  return file.endsWith('.md') ? `/${file}` : `/source/${file}.txt`;
}

/** Links are written for the repository: from file to file. */
export function siteLinks(md: MarkdownRenderer): void {
  md.core.ruler.push('site-links', ({ tokens, env }) => {
    const { relativePath } = env as { readonly relativePath: string };
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      const href = token.type === 'link_open' ? token.attrGet('href') : null;
      if (href === null || isElsewhere(href)) continue;
      const [link = '', ...anchor] = href.split(/(?=#)/);
      const file = path.posix.join(path.posix.dirname(relativePath), link);
      const page = pageOf(file);
      if (page.startsWith('/source/')) sources.add(file);
      token.attrSet('href', page + anchor.join(''));
    }
  });
}

/** A folder becomes one text, file after file. */
export function copySources({ outDir }: Pick<SiteConfig, 'outDir'>): void {
  for (const source of sources) {
    const copy = path.join(outDir, pageOf(source));
    mkdirSync(path.dirname(copy), { recursive: true });
    if (statSync(source).isDirectory()) writeFileSync(copy, textOf(source));
    else copyFileSync(source, copy);
  }
}

const textOf = (folder: string): string =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => `==> ${name} <==\n\n${readFileSync(path.join(folder, name), 'utf8')}`)
    .join('\n');
