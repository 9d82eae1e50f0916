/** The language an element is in: the nearest `lang` that is not empty, through shadow roots, else the browser's. */
export function languageOf(element: Element): string {
  for (let at: Element | undefined = element; at;) {
    const named: Element | null = at.closest('[lang]:not([lang=""])');
    if (named) return named.getAttribute('lang') ?? '';
    const root: Node = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : undefined;
  }
  return navigator.language;
}

/** Calls back when a `lang` changes that may concern the element. */
export function watchLanguage(element: Element, signal: AbortSignal, changed: () => void): void {
  const observer = new MutationObserver(changed);
  signal.addEventListener('abort', () => observer.disconnect());
  for (let root = element.getRootNode(); ; root = root.host.getRootNode()) {
    observer.observe(root, { attributeFilter: ['lang'], subtree: true });
    if (!(root instanceof ShadowRoot)) return;
  }
}
