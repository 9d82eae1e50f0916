/** Properties of the page and the browser that a test cannot bring about; the true ones are back after each test. */
const fakes = new Map<string, () => void>();

function fake(owner: object, name: string, value: unknown): void {
  const own = Object.getOwnPropertyDescriptor(owner, name);
  const restore = () => {
    if (own) Object.defineProperty(owner, name, own);
    else Reflect.deleteProperty(owner, name);
  };
  if (!fakes.has(name)) fakes.set(name, restore);
  Object.defineProperty(owner, name, { configurable: true, get: () => value });
}

/** The tab goes to the back, or comes to the front. */
export function setVisible(visible: boolean): void {
  fake(Document.prototype, 'visibilityState', visible ? 'visible' : 'hidden');
  document.dispatchEvent(new Event('visibilitychange'));
}

/** The browser loses its network, or has it again. */
export function setOnline(online: boolean): void {
  fake(navigator, 'onLine', online);
  window.dispatchEvent(new Event(online ? 'online' : 'offline'));
}

/** The page was loaded without https. */
export function setInsecure(): void {
  fake(globalThis, 'isSecureContext', false);
}

/** The page's Permissions-Policy keeps these from it. */
export function setBlocked(...features: readonly string[]): void {
  fake(document, 'featurePolicy', { allowsFeature: (feature: string) => !features.includes(feature) });
}

/** The browser had discarded the tab, and has loaded the page again. */
export function setDiscarded(): void {
  fake(document, 'wasDiscarded', true);
}

afterEach(() => {
  for (const restore of fakes.values()) restore();
  fakes.clear();
});
