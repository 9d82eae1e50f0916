/** Lets the page believe that it has no connection, or takes that back. The browser itself stays online. */
export function pretendOffline(offline: boolean): void {
  const wasOffline = Object.hasOwn(navigator, 'onLine');
  if (offline === wasOffline) return;
  if (offline) Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => false });
  else Reflect.deleteProperty(navigator, 'onLine');
  dispatchEvent(new Event(offline ? 'offline' : 'online'));
}
