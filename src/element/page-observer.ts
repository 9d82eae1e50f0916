/** Called when `lang` has changed on the node or on one of its ancestors. */
interface Subscription {
  readonly node: Node;
  readonly onChange: () => void;
}

const subscriptions = new WeakMap<Node, Set<Subscription>>();

/**
 * Calls back when a `lang` changes that applies to the element, in its own tree or around its shadow hosts. One observer
 * for each document and shadow root serves all elements in it.
 */
export function observeLanguage(element: Element, signal: AbortSignal, onChange: () => void): void {
  for (let node: Node = element; ;) {
    const root = node.getRootNode();
    const subscription: Subscription = { node, onChange };
    const all = subscriptionsOf(root);
    all.add(subscription);
    signal.addEventListener('abort', () => all.delete(subscription));
    if (!(root instanceof ShadowRoot)) return;
    node = root.host;
  }
}

/** The observer lives as long as its root: an idle observer costs nothing, and the next element uses it again. */
function subscriptionsOf(root: Node): Set<Subscription> {
  const known = subscriptions.get(root);
  if (known) return known;
  const all = new Set<Subscription>();
  subscriptions.set(root, all);
  const observer = new MutationObserver((records) => {
    for (const { node, onChange } of all) if (records.some(({ target }) => target.contains(node))) onChange();
  });
  observer.observe(root, { attributeFilter: ['lang'], subtree: true });
  return all;
}

const darkMode = '(prefers-color-scheme: dark)';
const themeListeners = new Set<() => void>();
let isObservingTheme = false;

/**
 * Calls back when the user's color scheme changes, or the page's `color-scheme`: the view's styles turn that into a
 * transition of a system color.
 */
export function observeTheme(element: Element, signal: AbortSignal, onChange: () => void): void {
  if (!isObservingTheme)
    matchMedia(darkMode).addEventListener('change', () => themeListeners.forEach((listener) => listener()));
  isObservingTheme = true;
  themeListeners.add(onChange);
  signal.addEventListener('abort', () => themeListeners.delete(onChange));
  element.addEventListener('transitionrun', onChange, { signal });
}
