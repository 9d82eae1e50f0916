/** The language an element is in: the nearest `lang` that is not empty, through shadow roots, else the browser's. */
export function languageOf(element: Element): string {
  const root = element.getRootNode();
  const named = element.closest('[lang]:not([lang=""])')?.getAttribute('lang');
  return named ?? (root instanceof ShadowRoot ? languageOf(root.host) : navigator.language);
}
