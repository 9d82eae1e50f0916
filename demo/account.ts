import type { UpgradeState } from '../src/index.js';
import { scenarios, type Scenario } from './emulator/scenarios.js';
import { applyLook } from './looks.js';
import type { Options } from './options.js';
import { pageWords, type PageWords } from './words.js';

/** Limits of the two levels in euros, as the emulated API lists them. */
const LIMITS = { hero: { buy: 3_000, sell: 5_000 }, satoshi: { buy: 25_000, sell: 50_000 } };

type Level = keyof typeof LIMITS;

/** Applies language, direction, theme and look to the page. */
export function applyToPage({ lang, dir, theme, launch, look }: Options): void {
  const root = document.documentElement;
  root.lang = lang;
  root.dir = dir;
  root.dataset['theme'] = theme;
  root.dataset['launch'] = launch;
  applyLook(look);
  for (const element of document.querySelectorAll<HTMLElement>('[data-word]')) translate(element, lang);
}

/** Shows on the page what the upgrade has led to. Only the server's word changes the level. */
export function showLevel(state: UpgradeState, { lang, scenario }: Options): void {
  const { liveness }: Scenario = scenarios[scenario];
  const isApproved = state.status === 'approved' && !liveness;
  const isTop =
    (isApproved && state.confirmedBy === 'server') ||
    (state.status === 'unavailable' && state.currentLevel === 'satoshi');
  const level: Level = isTop ? 'satoshi' : 'hero';
  document.querySelector<HTMLElement>('#level')?.setAttribute('data-level', level);
  setText('#level [data-level]', isTop ? 'Satoshi' : 'Hero');
  setWord('#level [data-hint]', isTop ? 'top' : isApproved ? 'almost' : 'hint', lang);
  setWord('#title', liveness ? 'order' : isTop ? 'verification' : 'upgrade', lang);
  const euros = new Intl.NumberFormat(lang, { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 });
  for (const [name, amount] of Object.entries(LIMITS[level])) setText(`[data-amount=${name}]`, euros.format(amount));
}

function setText(selector: string, text: string): void {
  const element = document.querySelector(selector);
  if (!element) throw new Error(`The page has no ${selector}.`);
  element.textContent = text;
}

function setWord(selector: string, word: keyof PageWords, lang: Options['lang']): void {
  const element = document.querySelector<HTMLElement>(selector);
  if (!element) throw new Error(`The page has no ${selector}.`);
  element.dataset['word'] = word;
  translate(element, lang);
}

function translate(element: HTMLElement, lang: Options['lang']): void {
  const words: Readonly<Record<string, string>> = { ...pageWords[lang] };
  const text = words[element.dataset['word'] ?? ''];
  if (text !== undefined) element.textContent = text;
}
