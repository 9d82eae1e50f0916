import { applyLook } from '../looks.js';
import type { Options } from '../options.js';

/** The choices that every view can be seen in. */
export type Dress = Pick<Options, 'theme' | 'lang' | 'dir' | 'look'>;

/** Puts this page into a theme, a language, a direction and a look; the element follows the page. */
export function dress({ theme, lang, dir, look }: Dress): void {
  const root = document.documentElement;
  root.lang = lang;
  root.dir = dir;
  root.dataset['theme'] = theme;
  applyLook(look);
  for (const element of document.querySelectorAll('verification-upgrade')) element.theme = theme;
}

/** The address of a view in this dress. */
export function addressOf(view: string, { theme, lang, dir, look }: Dress): string {
  return `/demo/gallery.html?${new URLSearchParams({ view, theme, lang, dir, look }).toString()}`;
}
