/** In place of the browser's own: an element is in view when the walk says so, and not when a frame happens to be drawn. */
class WalkObserver implements IntersectionObserver {
  static readonly all = new Set<WalkObserver>();
  static inView = true;

  readonly root = null;
  readonly rootMargin = '';
  readonly scrollMargin = '';
  readonly thresholds = [];
  readonly #callback: IntersectionObserverCallback;
  readonly #targets = new Set<Element>();

  constructor(callback: IntersectionObserverCallback) {
    this.#callback = callback;
  }

  observe(target: Element): void {
    this.#targets.add(target);
    WalkObserver.all.add(this);
    queueMicrotask(() => this.notify());
  }

  unobserve(target: Element): void {
    this.#targets.delete(target);
  }

  disconnect(): void {
    this.#targets.clear();
    WalkObserver.all.delete(this);
  }

  takeRecords(): IntersectionObserverEntry[] {
    return [];
  }

  notify(): void {
    const { inView } = WalkObserver;
    const entries = [...this.#targets].map((target) => ({ target, isIntersecting: inView && target.isConnected }));
    if (entries.length > 0) this.#callback(entries as IntersectionObserverEntry[], this);
  }
}

/** The user scrolls the element into view, or out of it. */
export function setInView(inView: boolean): void {
  WalkObserver.inView = inView;
  for (const observer of [...WalkObserver.all]) observer.notify();
}

/** For one `describe`. */
export function fakeViewport(): void {
  const { IntersectionObserver } = window;
  beforeEach(() => {
    WalkObserver.all.clear();
    WalkObserver.inView = true;
    Object.assign(window, { IntersectionObserver: WalkObserver });
  });
  afterEach(() => void Object.assign(window, { IntersectionObserver }));
}
