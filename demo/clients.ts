import type { Scenario } from './emulator/scenarios.js';

/** Where a request of the element goes. */
interface Target {
  readonly method: string;
  readonly url: string;
}

/** A `request` function of a page that has an HTTP client of its own, as such pages write it. */
export function requestThrough(
  client: NonNullable<Scenario['client']>,
  targetOf: (reason: string) => Target,
): (context: { readonly reason: string; readonly signal: AbortSignal }) => Promise<unknown> {
  return async ({ reason, signal }) => {
    const { method, url } = targetOf(reason);
    const headers = { 'User-Authorization': `Bearer demo-user-${reason}` };
    if (client === 'ky') {
      const { default: ky } = await import('ky');
      return ky(url, { method, headers, signal, retry: 0 }).json();
    }
    const { default: axios } = await import('axios');
    const response = await axios.request<unknown>({ method, url, headers, signal });
    return client === 'envelope' ? response : response.data;
  };
}
