/** One watch for all elements of a page or of a tree: it starts with the first listener, and stops with the last. */
class SharedWatch<Change> {
  readonly #start: (notify: (change: Change) => void) => () => void;
  readonly #listeners = new Set<(change: Change) => void>();
  #stop: (() => void) | undefined;

  /** @param start begins to watch; returns what ends that */
  constructor(start: (notify: (change: Change) => void) => () => void) {
    this.#start = start;
  }

  subscribe(listener: (change: Change) => void, signal: AbortSignal): void {
    if (signal.aborted) return;
    this.#listeners.add(listener);
    this.#stop ??= this.#start((change) => {
      for (const each of this.#listeners) each(change);
    });
    signal.addEventListener('abort', () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#stop?.();
      this.#stop = undefined;
    });
  }
}

const languageWatches = new WeakMap<Node, SharedWatch<readonly MutationRecord[]>>();

const watchLanguageIn = (root: Node): SharedWatch<readonly MutationRecord[]> =>
  new SharedWatch((notify) => {
    const observer = new MutationObserver(notify);
    observer.observe(root, { attributeFilter: ['lang'], subtree: true });
    return () => observer.disconnect();
  });

/**
 * Calls back when a `lang` changes that applies to the element, in its own tree or around its shadow hosts. One observer
 * for each document and shadow root serves all elements in it.
 */
export function observeLanguage(element: Element, signal: AbortSignal, onChange: () => void): void {
  for (let node: Node = element; ;) {
    const root = node.getRootNode();
    const inner = node;
    const watch = languageWatches.get(root) ?? watchLanguageIn(root);
    languageWatches.set(root, watch);
    watch.subscribe((records) => {
      if (records.some(({ target }) => target.contains(inner))) onChange();
    }, signal);
    if (!(root instanceof ShadowRoot)) return;
    node = root.host;
  }
}

const schemeWatch = new SharedWatch<Event>((notify) => {
  const query = matchMedia('(prefers-color-scheme: dark)');
  query.addEventListener('change', notify);
  return () => query.removeEventListener('change', notify);
});

/**
 * Calls back when the user's color scheme changes, or the page's `color-scheme`: the view's styles turn that into a
 * transition of a system color.
 */
export function observeTheme(element: Element, signal: AbortSignal, onChange: () => void): void {
  schemeWatch.subscribe(onChange, signal);
  element.addEventListener('transitionrun', onChange, { signal });
}
