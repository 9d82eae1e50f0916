import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parse, type DefaultTreeAdapterTypes } from 'parse5';

interface Page {
  readonly ids: ReadonlySet<string>;
  /** What it leads to or loads. */
  readonly links: readonly string[];
}

/** The addresses of all pages of a built site. */
export function pagesIn(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith('.html')).map((file) => `/${file}`);
}

/** Addresses on a built site, and anchors in its pages, that there are not: `page: link` each. Other hosts are left alone. */
export function findDeadLinks(folder: string): string[] {
  const pages = new Map(pagesIn(folder).map((page) => [page, read(path.join(folder, page))]));
  const leads = ({ pathname, hash }: URL) => {
    const name = decodeURIComponent(pathname).replace(/\/$/, '/index.html');
    const file = path.join(folder, name);
    if (!existsSync(file) || !statSync(file).isFile()) return false;
    return hash === '' || (pages.get(name)?.ids.has(decodeURIComponent(hash.slice(1))) ?? false);
  };
  return [...pages].flatMap(([page, { links }]) => {
    const here = new URL(page, 'http://site');
    return links
      .filter((link) => URL.canParse(link, here.href))
      .map((link) => ({ link, url: new URL(link, here) }))
      .filter(({ url }) => url.origin === here.origin && !leads(url))
      .map(({ link }) => `${page}: ${link}`);
  });
}

function read(file: string): Page {
  const ids = new Set<string>();
  const links: string[] = [];
  const visit = (node: DefaultTreeAdapterTypes.Node): void => {
    for (const { name, value } of 'attrs' in node ? node.attrs : []) {
      if (name === 'id') ids.add(value);
      if (name === 'href' || name === 'src') links.push(value);
    }
    for (const child of 'childNodes' in node ? node.childNodes : []) visit(child);
  };
  visit(parse(readFileSync(file, 'utf8')));
  return { ids, links };
}
