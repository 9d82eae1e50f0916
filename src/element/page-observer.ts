import { ownFields } from '../upgrade/util.js';

/** Calls back when a `lang` changes that applies to the element, in its own tree or around its shadow hosts. */
export function observeLanguage(element: Element, signal: AbortSignal, onChange: () => void): void {
  /** The element, and the shadow hosts around it: one for each tree. */
  const nodes: Element[] = [];
  const observer = new MutationObserver((records) => {
    if (records.some(({ target }) => nodes.some((node) => target.contains(node)))) onChange();
  });
  for (let node: Element | undefined = element; node;) {
    nodes.push(node);
    const root = node.getRootNode();
    observer.observe(root, ownFields({ attributeFilter: ['lang'], subtree: true }));
    node = root instanceof ShadowRoot ? root.host : undefined;
  }
  signal.addEventListener('abort', () => observer.disconnect());
}

/**
 * Calls back when the user's color scheme changes, or the page's `color-scheme`: the view's styles turn that into a
 * transition of a system color.
 */
export function observeTheme(element: Element, signal: AbortSignal, onChange: () => void): void {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', onChange, { signal });
  element.addEventListener('transitionrun', onChange, { signal });
}
