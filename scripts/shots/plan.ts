import { groups } from '../../demo/gallery/views.js';

/** One picture to be taken. */
export interface Shot {
  /** The file's name, without its ending. */
  readonly name: string;
  /** Path and query of the page. */
  readonly address: string;
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

interface Wish extends Partial<Omit<Shot, 'name' | 'address'>> {
  readonly theme?: 'light' | 'dark';
  readonly lang?: string;
  readonly dir?: 'rtl';
  readonly look?: string;
}

const views: readonly string[] = Object.values(groups).flatMap((group) => Object.keys(group));

/** Views that stand for the others where not all of them are shown. */
const samples =
  /^(start|loading|active-progress|approved-server|rejected|failed-(ER702|ER920|details)|dialog-(active|asking|approved))$/;

/** Views that look as another one does. */
const alike = /^(active|pending-ER708|failed-(ER709|bad-response|provider-blocked)|dialog-(closed|left))$/;

function shoot(view: string, wish: Wish): Shot {
  const { theme = 'light', lang, dir, look, width = 320, isReference = false, ...rest } = wish;
  const query = new URLSearchParams({ view, theme, ...(lang && { lang }), ...(dir && { dir }), ...(look && { look }) });
  const { textSize, forcedColors } = rest;
  const tags = [
    theme,
    String(width),
    lang,
    dir,
    look,
    textSize && `text-${String(textSize)}`,
    forcedColors && 'forced',
  ];
  const name = [view, ...tags].filter(Boolean).join('.');
  return { name, address: `/demo/gallery.html?${query.toString()}`, width, isReference, ...rest };
}

const looks = ['bank', 'wallet'].flatMap((look) => [{ look }, { look, theme: 'dark' as const }]);

/** Every picture, those of one view together. */
export const plan: readonly Shot[] = views.flatMap((view) => {
  const isSample = samples.test(view);
  const forSamples: Wish[] = [
    ...looks.map((wish) => ({ ...wish, width: 390, isReference: view === 'rejected' })),
    { textSize: 200 },
    { forcedColors: true },
  ];
  const wishes: Wish[] = [
    { isReference: !alike.test(view) },
    { theme: 'dark' },
    { width: 1280 },
    { width: 1280, theme: 'dark', isReference: isSample },
    { dir: 'rtl', isReference: isSample },
    { width: 280, lang: 'de' },
    ...(isSample ? forSamples : []),
  ];
  return wishes.map((wish) => shoot(view, wish));
});

const illustrate = (name: string, view: string, wish: Wish): Shot => ({ ...shoot(view, { scale: 2, ...wish }), name });

const both = (name: string, view: string, wish: Wish): Shot[] => [
  illustrate(name, view, wish),
  illustrate(`${name}.dark`, view, { ...wish, theme: 'dark' }),
];

/** The pictures in the documentation. */
export const illustrations: readonly Shot[] = [
  ...both('start', 'start', { width: 376 }),
  ...both('active', 'active-progress', { width: 376 }),
  ...both('approved', 'approved-server', { width: 376 }),
  illustrate('rate-limit', 'failed-ER920', { width: 376 }),
  illustrate('german', 'failed-ER999', { width: 376, lang: 'de' }),
  illustrate('bank', 'rejected', { width: 376, look: 'bank' }),
  illustrate('wallet', 'rejected', { width: 376, look: 'wallet', theme: 'dark' }),
  illustrate('dialog', 'dialog-active', { width: 1000, scale: 1 }),
  illustrate('dialog-phone', 'dialog-asking', { width: 376 }),
];
