/** Properties of the page and the browser that a test cannot bring about; the true ones are back after each test. */
const fakes = new Map<string, readonly [owner: object, name: string]>();

function fake(owner: object, name: string, value: unknown): void {
  Object.defineProperty(owner, name, { configurable: true, get: () => value });
  fakes.set(name, [owner, name]);
}

/** The tab goes to the back, or comes to the front. */
export function setVisible(visible: boolean): void {
  fake(document, 'visibilityState', visible ? 'visible' : 'hidden');
  document.dispatchEvent(new Event('visibilitychange'));
}

/** The browser loses its network, or has it again. */
export function setOnline(online: boolean): void {
  fake(navigator, 'onLine', online);
  window.dispatchEvent(new Event(online ? 'online' : 'offline'));
}

/** The browser had discarded the tab, and has loaded the page again. */
export function setDiscarded(): void {
  fake(document, 'wasDiscarded', true);
}

afterEach(() => {
  for (const [owner, name] of fakes.values()) Reflect.deleteProperty(owner, name);
  fakes.clear();
});
