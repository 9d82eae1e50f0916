/** Calls back when a `lang` changes that may concern the element. */
export function watchLanguage(element: Element, signal: AbortSignal, changed: () => void): void {
  const observer = new MutationObserver(changed);
  signal.addEventListener('abort', () => observer.disconnect());
  for (let root = element.getRootNode(); ; root = root.host.getRootNode()) {
    observer.observe(root, { attributeFilter: ['lang'], subtree: true });
    if (!(root instanceof ShadowRoot)) return;
  }
}
