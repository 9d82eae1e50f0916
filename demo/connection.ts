const fetchFromNetwork = globalThis.fetch;

/**
 * Sets `navigator.onLine` for this page to false, or back. The browser itself stays online.
 * @param offline true: requests to the API fail, too; `hint`: the network works
 */
export function pretendOffline(offline: boolean | 'hint'): void {
  const wasOffline = Object.hasOwn(navigator, 'onLine');
  globalThis.fetch = offline === true ? refuseApi : fetchFromNetwork;
  if ((offline !== false) === wasOffline) return;
  if (offline) Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => false });
  else Reflect.deleteProperty(navigator, 'onLine');
  dispatchEvent(new Event(offline ? 'offline' : 'online'));
}

const refuseApi: typeof fetch = (input, init) => {
  const { pathname } = new URL(input instanceof Request ? input.url : input, location.href);
  return pathname.startsWith('/api/')
    ? Promise.reject(new TypeError('Failed to fetch'))
    : fetchFromNetwork(input, init);
};
