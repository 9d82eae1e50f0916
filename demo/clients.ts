import type { RequestContext } from '../src/index.js';
import type { Scenario } from './emulator/scenarios.js';

/** A `request` function of a page that has an HTTP client of its own, as such pages write it. */
export function requestThrough(client: NonNullable<Scenario['client']>): (context: RequestContext) => Promise<unknown> {
  return async ({ method, url, reason, signal }) => {
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
