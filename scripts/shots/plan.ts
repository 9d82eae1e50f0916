import type { Dress } from '../../demo/gallery/dress.js';
import { groups } from '../../demo/gallery/views.js';

/** One picture to be taken. */
export interface Shot {
  /** The file's name, without its ending. */
  readonly name: string;
  /** The view, by its name in the gallery. */
  readonly view: string;
  readonly dress: Dress & { readonly theme: 'light' | 'dark' };
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

type Wish = Partial<Omit<Shot, 'name' | 'view' | 'dress'> & Shot['dress']>;

const views: readonly string[] = Object.values(groups).flatMap((group) => Object.keys(group));

/** Views that stand for the others where not all of them are shown. */
const samples =
  /^(start|offered|loading-slow|active-help|pending|approved-server|rejected|failed-(ER702|ER920)|dialog-(active|asking|help))$/;

/** Views that look as another one does. */
const alike =
  /^(active|failed-(ER709|ER805|bad-response|provider-(blocked|error)|device-unsupported)|dialog-(closed|left))$/;

function shoot(view: string, wish: Wish): Shot {
  const { theme = 'light', lang = 'en', dir = 'ltr', look = 'plain', width = 320, isReference = false, ...rest } = wish;
  const { textSize, forcedColors } = rest;
  const special = [lang !== 'en' && lang, dir !== 'ltr' && dir, look !== 'plain' && look];
  const tags = [theme, String(width), ...special, textSize && `text-${String(textSize)}`, forcedColors && 'forced'];
  const name = [view, ...tags].filter(Boolean).join('.');
  return { name, view, dress: { theme, lang, dir, look }, width, isReference, ...rest };
}

const languages = (['nl', 'de', 'fr', 'es'] as const).map((lang): Wish => ({ lang, width: 280 }));
const looks = (['bank', 'wallet'] as const).flatMap((look): Wish[] => [{ look }, { look, theme: 'dark' }]);

/** Every picture, those of one view together, and those that need the page to be loaded again at the end. */
export const plan: readonly Shot[] = views.flatMap((view) => {
  const isReference = !alike.test(view);
  const forSamples: Wish[] = [
    ...looks.map((wish) => ({ ...wish, width: 390, isReference: view === 'rejected' })),
    { textSize: 200 },
    { forcedColors: true },
  ];
  const wishes: Wish[] = [
    { isReference },
    { theme: 'dark', isReference },
    { theme: 'dark', width: 1280, isReference },
    { width: 1280, isReference },
    { dir: 'rtl', isReference },
    ...(samples.test(view) ? forSamples : []),
    ...languages,
  ];
  return wishes.map((wish) => shoot(view, wish));
});

const illustrate = (name: string, view: string, wish: Wish): Shot => ({ ...shoot(view, { scale: 2, ...wish }), name });

/** The pictures in the documentation. */
export const illustrations: readonly Shot[] = [
  illustrate('offer', 'offered', { width: 376 }),
  illustrate('approved-dark', 'approved-server', { width: 376, theme: 'dark' }),
  illustrate('bank', 'offered', { width: 376, look: 'bank' }),
  illustrate('phone', 'dialog-asking', { width: 376 }),
];
