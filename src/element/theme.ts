import type { Theme } from '../providers/provider.js';

/** Resolves `theme="auto"`: the page's `color-scheme` if it names one of the two, else what the user prefers. */
export function themeOf(element: Element, setting: string): Theme {
  if (setting === 'light' || setting === 'dark') return setting;
  const schemes = getComputedStyle(element).colorScheme.match(/\b(light|dark)\b/g) ?? [];
  if (schemes.length === 1) return schemes[0] === 'dark' ? 'dark' : 'light';
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}
