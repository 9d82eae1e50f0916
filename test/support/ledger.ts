type Listener = EventListenerOrEventListenerObject | null;
type Options = boolean | AddEventListenerOptions | undefined;

/**
 * Keeps the books on what is listening and watching page-wide: listeners on the window, the document and media queries, and
 * observers. For one `describe`.
 *
 * @returns what is open now, one line each
 */
export function keepLedger(): () => readonly string[] {
  const open = new Map<object, string>();
  const restore: (() => void)[] = [];

  beforeEach(() => {
    open.clear();
    restore.push(...[watchListeners(open), watchObserver(open, 'IntersectionObserver')]);
    restore.push(watchObserver(open, 'MutationObserver'));
  });
  afterEach(() => {
    for (const undo of restore.splice(0)) undo();
  });
  return () => [...open.values()];
}

const isPageWide = (target: unknown) =>
  target === undefined || target === window || target === document || target instanceof MediaQueryList;

type Registrar = (this: EventTarget, type: string, listener: Listener, options?: Options) => void;

function watchListeners(open: Map<object, string>): () => void {
  const prototype: { addEventListener: Registrar; removeEventListener: Registrar } = EventTarget.prototype;
  const { addEventListener, removeEventListener } = prototype;
  const entries: { target: unknown; type: string; listener: Listener; entry: object }[] = [];

  prototype.addEventListener = function add(type: string, listener: Listener, options?: Options) {
    addEventListener.call(this, type, listener, options);
    if (!isPageWide(this)) return;
    const entry = {};
    const { signal, once } = typeof options === 'object' ? options : {};
    if (signal?.aborted) return;
    entries.push({ target: this, type, listener, entry });
    open.set(entry, `listener: ${type}`);
    const close = () => open.delete(entry);
    if (signal) addEventListener.call(signal, 'abort', close);
    if (once) addEventListener.call(this, type, close, { once });
  };
  prototype.removeEventListener = function remove(
    type: string,
    listener: Listener,
    options?: boolean | EventListenerOptions,
  ) {
    removeEventListener.call(this, type, listener, options);
    for (const one of entries) {
      if (one.target === this && one.type === type && one.listener === listener) open.delete(one.entry);
    }
  };
  return () => Object.assign(prototype, { addEventListener, removeEventListener });
}

function watchObserver(open: Map<object, string>, name: 'IntersectionObserver' | 'MutationObserver'): () => void {
  const prototype: { observe: (...given: never[]) => void; disconnect: () => void } = window[name].prototype;
  const { observe, disconnect } = prototype;
  prototype.observe = function watch(...given: never[]) {
    observe.apply(this, given);
    open.set(this, name);
  };
  prototype.disconnect = function unwatch() {
    disconnect.call(this);
    open.delete(this);
  };
  return () => Object.assign(prototype, { observe, disconnect });
}
