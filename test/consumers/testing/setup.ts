/** What a simulated DOM lacks and the element asks for: happy-dom the first two, jsdom all of it. */
HTMLElement.prototype.attachInternals = () => ({ states: new Set<string>() }) as unknown as ElementInternals;
globalThis.isSecureContext ??= true;
CSSStyleSheet.prototype.replaceSync ??= () => undefined;
for (const root of [Document.prototype, ShadowRoot.prototype])
  if (!('adoptedStyleSheets' in root)) Object.assign(root, { adoptedStyleSheets: [] });
globalThis.matchMedia ??= () => Object.assign(new EventTarget(), { matches: false }) as MediaQueryList;
globalThis.IntersectionObserver ??= class {
  constructor(tell: (entries: readonly object[]) => void) {
    queueMicrotask(() => tell([{ isIntersecting: true }]));
  }
  observe() {}
  disconnect() {}
} as unknown as typeof IntersectionObserver;
