import { groups } from '../../demo/gallery/views.js';

/** One picture to be taken. */
export interface Shot {
  /** The file's name, without its ending. */
  readonly name: string;
  /** Query of the gallery's page. */
  readonly query: string;
  /** Width of the window in CSS pixels. */
  readonly width: number;
  /** Pixels for each CSS pixel, default 1. */
  readonly scale?: number;
  /** Size of the text in per cent. */
  readonly textSize?: number;
  readonly forcedColors?: boolean;
  /** Whether there is a committed picture to compare it with. */
  readonly isReference: boolean;
}

interface Wish extends Partial<Omit<Shot, 'name' | 'query'>> {
  readonly theme?: 'light' | 'dark';
  readonly lang?: string;
  readonly dir?: 'rtl';
  readonly look?: string;
}

const views: readonly string[] = Object.values(groups).flatMap((group) => Object.keys(group));

/** Views that stand for the others where not all of them are compared. */
const samples = /^(start|loading|active-progress|pending|approved-server|rejected|failed-(ER702|ER920|details)|dialog-(active|asking))$/;

function shoot(view: string, wish: Wish): Shot {
  const { theme = 'light', lang, dir, look, width = 320, scale, textSize, forcedColors, isReference = false } = wish;
  const query = new URLSearchParams({ view, theme, ...(lang && { lang }), ...(dir && { dir }), ...(look && { look }) });
  const size = textSize === undefined ? '' : `text-${String(textSize)}`;
  const tags = [theme, String(width), lang, dir, look, size, forcedColors ? 'forced' : ''];
  return {
    name: [view, ...tags].filter(Boolean).join('.'),
    query: query.toString(),
    width,
    isReference,
    ...(scale && { scale }),
    ...(textSize && { textSize }),
    ...(forcedColors && { forcedColors }),
  };
}

/** Every picture, those of one view together. */
export const plan: readonly Shot[] = views.flatMap((view) => {
  const isSample = samples.test(view);
  const sampled = isSample
    ? [
        shoot(view, { width: 390, look: 'bank' }),
        shoot(view, { width: 390, look: 'bank', theme: 'dark' }),
        shoot(view, { width: 390, look: 'wallet' }),
        shoot(view, { width: 390, look: 'wallet', theme: 'dark' }),
        shoot(view, { textSize: 200 }),
        shoot(view, { forcedColors: true, theme: 'dark' }),
      ]
    : [];
  return [
    shoot(view, { isReference: true }),
    shoot(view, { theme: 'dark' }),
    shoot(view, { width: 1280 }),
    shoot(view, { width: 1280, theme: 'dark', isReference: isSample }),
    shoot(view, { dir: 'rtl', isReference: isSample }),
    shoot(view, { width: 280, lang: 'de' }),
    ...sampled,
  ];
});
