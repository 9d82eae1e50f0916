import type { Theme } from '../providers/provider.js';

const dark = '(prefers-color-scheme: dark)';

/** What `theme="auto"` comes to: the page's `color-scheme` where it names one, else what the person prefers. */
export function themeOf(element: Element, asked: string): Theme {
  if (asked === 'light' || asked === 'dark') return asked;
  const schemes = getComputedStyle(element).colorScheme.match(/\b(light|dark)\b/g) ?? [];
  if (schemes.length === 1) return schemes[0] === 'dark' ? 'dark' : 'light';
  return matchMedia(dark).matches ? 'dark' : 'light';
}

/** Calls back when the person's preference changes, or the page's `color-scheme`: the styles let that start a transition. */
export function watchTheme(element: Element, signal: AbortSignal, changed: () => void): void {
  matchMedia(dark).addEventListener('change', changed, { signal });
  element.addEventListener('transitionrun', changed, { signal });
}
