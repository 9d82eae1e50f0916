import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RequestInfo, ResponseInfo } from '../../src/server/index.js';
import { withStubs } from '../support/backend.js';
import { refusal } from '../support/stub-api.js';

const ORDER = '6c9f5a6e-0c5a-4d3e-9c07-1f2f6f2f0a11';
const liveness = (id: string) => ({ method: 'GET', path: `/api/v2/buy/${id}/identification/liveness` });

describe('the route of the levels', () => {
  const levels = [{ id: '1', level: 'hero', buyLimit: { amount: 3_000, currencyCode: 'EUR' } }];
  it(
    'asks the API for them, for this user',
    withStubs(async ({ ask, api }) => {
      api.user = { body: levels };
      const response = await ask({ method: 'GET', path: '/api/v1/user/levels' });
      assert.deepEqual([response.status, await response.json()], [200, levels]);
      const [asked] = api.asked;
      assert.equal(`${asked?.method} ${asked?.url}`, 'GET /api/v1/user/levels');
      assert.equal(asked?.headers['user-authorization'], 'Bearer user-token');
      assert.equal((await ask({ path: '/api/v1/user/levels' })).status, 405);
    }),
  );
});

describe('the route of an order’s liveness check', () => {
  it(
    'asks the API about that order',
    withStubs(async ({ ask, api }) => {
      api.user = { body: { name: 'liveness', status: 'open', data: { accessToken: 'sdk' } } };
      const response = await ask(liveness(ORDER));
      assert.equal(response.status, 200);
      assert.equal(api.asked[0]?.url, `/api/v2/buy/${ORDER}/identification/liveness`);
      api.user = refusal('ER150');
      const foreign = await ask(liveness(ORDER));
      assert.equal(foreign.status, 400);
      assert.match(await foreign.text(), /ER150/);
    }),
  );

  for (const id of ['%2e%2e', 'a%2fb', 'a b', "1'--", 'x'.repeat(65), 'ä', '1?x=1']) {
    it(
      `does not ask it with an id that is none: ${id.slice(0, 10)}`,
      withStubs(async ({ ask, api }) => {
        const { status } = await ask(liveness(id));
        assert.ok(status === 400 || status === 404, String(status));
        assert.equal(api.counts.user, 0);
      }),
    );
  }
});

describe('the route of health', () => {
  it(
    'says how the store and the token are, and asks the API nothing',
    withStubs(async ({ ask, api, backend }) => {
      const health = async (): Promise<unknown> => (await ask({ method: 'GET', path: '/health' })).json();
      assert.deepEqual(await health(), { status: 'ok', store: 'memory', token: 'none' });
      assert.deepEqual(api.counts, { login: 0, refresh: 0, user: 0 });
      await backend.signIn();
      assert.deepEqual(await health(), { status: 'ok', store: 'memory', token: 'held' });
    }),
  );
});

describe('the hooks', () => {
  const seen: [RequestInfo, ResponseInfo?][] = [];
  const options = {
    onRequest: (request: RequestInfo) => void seen.push([request]),
    onResponse: (request: RequestInfo, response: ResponseInfo) => {
      const entry = seen.find(([other]) => other === request);
      if (entry) entry[1] = response;
    },
    timeout: 2_000,
  };
  it(
    'see each request and how it ended',
    withStubs(async ({ ask, api, log }) => {
      const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
      await ask({ headers: { traceparent } });
      api.user = refusal('ER708');
      await ask();
      await ask({ headers: { 'sec-fetch-site': 'cross-site' } });
      api.user = (request) => request.socket.destroy();
      await ask();
      await ask({ path: '/webhooks/btcdirect' });
      const ends = seen.map(([{ route, method }, response]) => [route, method, response?.status, response?.outcome]);
      assert.deepEqual(ends, [
        ['upgrade', 'POST', 200, 'answered'],
        ['upgrade', 'POST', 400, 'answered'],
        ['upgrade', 'POST', 403, 'refused'],
        ['upgrade', 'POST', 502, 'unavailable'],
        ['webhook', 'POST', 404, 'refused'],
      ]);
      assert.equal(seen[0]?.[0].traceparent, traceparent);
      assert.deepEqual(seen[1]?.[1]?.codes, ['ER708']);
      assert.ok(seen.every(([, response]) => Number(response?.milliseconds) >= 0));
      assert.equal(log.filter(({ what }) => what === 'upgrade' || what === 'webhook').length, 5);
    }, options),
  );
});
