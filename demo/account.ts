import type { UpgradeState } from '../src/index.js';
import { applyLook } from './looks.js';
import type { Options } from './options.js';
import { pageWords, type PageWords } from './words.js';

/** Euros a day at the two levels, by the cell that shows them. */
const LIMITS = { 'buy-now': 3_000, 'buy-then': 25_000, 'sell-now': 3_000, 'sell-then': 25_000 };
const WITHDRAW = { 'withdraw-now': 5_000, 'withdraw-then': 50_000 };

/** Puts the page into a language, a direction, a theme and a look. */
export function applyToPage({ lang, dir, theme, launch, look }: Options): void {
  const root = document.documentElement;
  root.lang = lang;
  root.dir = dir;
  root.dataset['theme'] = theme;
  root.dataset['launch'] = launch;
  applyLook(look);
  for (const element of document.querySelectorAll<HTMLElement>('[data-word]')) {
    element.textContent = pageWords[lang][element.dataset['word'] as keyof PageWords];
  }
  const euros = new Intl.NumberFormat(lang, { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 });
  for (const [cell, amount] of Object.entries({ ...LIMITS, ...WITHDRAW })) {
    const element = document.querySelector(`[data-amount="${cell}"]`);
    if (element) element.textContent = euros.format(amount);
  }
}

/** Shows on the level card what the upgrade has come to. Only the server's word changes the level. */
export function showLevel(state: UpgradeState, lang: Options['lang']): void {
  const isApproved = state.status === 'approved';
  const isTop =
    (isApproved && state.confirmedBy === 'server') ||
    (state.status === 'unavailable' && state.currentLevel === 'satoshi');
  const word: keyof PageWords = isTop ? 'top' : isApproved ? 'almost' : 'hint';
  const card = document.querySelector<HTMLElement>('#level');
  const name = card?.querySelector('[data-level]');
  const hint = card?.querySelector<HTMLElement>('[data-word][data-hint]');
  if (!card || !name || !hint) throw new Error('The page has no level card.');
  card.dataset['level'] = isTop ? 'satoshi' : 'hero';
  name.textContent = isTop ? 'Satoshi' : 'Hero';
  hint.dataset['word'] = word;
  hint.textContent = pageWords[lang][word];
}
