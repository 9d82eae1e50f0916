import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { DefaultTheme } from 'vitepress';
import { pageOf } from './links.js';

/** The navigation is the table of contents: a group for each heading, an entry for each link that begins or follows one. */
export function readSidebar(contents: string): DefaultTheme.SidebarItem[] {
  const [, ...sections] = readFileSync(contents, 'utf8').split(/^## /m);
  return sections.map((section) => {
    const [text = ''] = section.split('\n', 1);
    const items = [...section.matchAll(/(?:^- |^|· )\[([^\]]+)\]\(([^)]+)\)/gm)].map(([, title = '', link = '']) => ({
      text: title,
      link: pageOf(path.posix.join(path.posix.dirname(contents), link)),
    }));
    return { text, items };
  });
}
