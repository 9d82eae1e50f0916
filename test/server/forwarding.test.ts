import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { STATUS, withBench } from '../support/backend.js';
import { scenarios } from '../../demo/emulator/scenarios.js';

const usual = { 'sec-fetch-site': 'same-origin', 'user-authorization': 'Bearer user-token' };
const codes = async (response: Response) => Object.keys(((await response.json()) as { errors: object }).errors);

describe('a request of a page', () => {
  it(
    'reaches the API with the partner and the user, and with nothing else of the page',
    withBench(async ({ ask, asked }) => {
      const headers = {
        'x-api-key': 'key',
        authorization: 'Bearer mine',
        cookie: 'session=1',
        'user-identifier': 'x'.repeat(36),
      };
      const response = await ask({
        path: '/api/v2/user/upgrade?a=b',
        headers: { ...usual, ...headers },
        body: '{"c":1}',
      });
      assert.equal(response.status, 200);
      const [seen] = asked();
      assert.ok(seen);
      assert.equal(seen.url, '/api/v2/user/upgrade');
      assert.equal(seen.body, '');
      assert.match(seen.headers.authorization ?? '', /^Bearer ey/);
      assert.equal(seen.headers['user-authorization'], 'Bearer user-token');
      for (const name of ['x-api-key', 'cookie', 'user-identifier', 'origin']) assert.ok(!(name in seen.headers), name);
    }),
  );

  it(
    'goes by the identifier that the server knows the user by',
    withBench(
      async ({ ask, asked }) => {
        assert.equal((await ask()).status, 200);
        const [seen] = asked();
        assert.equal(seen?.headers['user-identifier'], 'abcdefghijklmnopqrstuvwxyz0123456789');
        assert.equal(seen.headers['user-authorization'], undefined);
      },
      { user: () => Promise.resolve({ identifier: 'abcdefghijklmnopqrstuvwxyz0123456789' }) },
    ),
  );

  it(
    'cannot smuggle in a second way to say who is asking',
    withBench(
      async ({ ask, asked }) => {
        assert.equal((await ask()).status, 200);
        const { headers } = asked()[0] ?? {};
        assert.deepEqual(
          [headers?.['x-api-key'], headers?.['user-identifier'], headers?.['x-trace']],
          [undefined, undefined, '7'],
        );
      },
      { headers: () => ({ 'x-api-key': 'key', 'user-identifier': 'x', authorization: 'Basic x', 'x-trace': '7' }) },
    ),
  );

  it(
    'is answered here when no user is signed in',
    withBench(async ({ ask, asked }) => {
      const response = await ask({ headers: { 'sec-fetch-site': 'same-origin' } });
      assert.equal(response.status, 401);
      assert.deepEqual(await codes(response), ['ER700']);
      assert.equal(asked().length, 0);
    }),
  );

  it(
    'gets a look at the documented verification status',
    withBench(async ({ ask, asked }) => {
      const [open, done] = [await ask({ ...STATUS, headers: usual }), await ask(STATUS)];
      assert.deepEqual(await open.json(), [{ name: 'idDocument', type: 'document', status: 'pending' }]);
      assert.deepEqual(await done.json(), []);
      assert.deepEqual(
        asked().map(({ method, url }) => `${method} ${url}`),
        Array(2).fill('GET /api/v2/user/verification-status'),
      );
    }),
  );

  for (const name of [
    'er701',
    'er708',
    'er920',
    'er-several',
    'er999',
    'http-404',
    'http-500',
    'html',
    'empty',
    'unavailable',
  ] as const) {
    it(
      `gets the API’s status and body as they are: ${name}`,
      withBench(
        async ({ ask, asked }) => {
          const response = await ask();
          const {
            status = 200,
            body = '',
            headers = {},
          } = scenarios[name].upgrade[0] as { status?: number; body?: unknown; headers?: Record<string, string> };
          assert.equal(response.status, status);
          assert.equal(await response.text(), typeof body === 'string' ? body : JSON.stringify(body));
          for (const [header, value] of Object.entries(headers)) assert.equal(response.headers.get(header), value);
          assert.equal(response.headers.get('cache-control'), 'no-store');
          assert.equal(asked().length, 1);
        },
        {},
        `scenario=${name}`,
      ),
    );
  }

  it(
    'is repeated once when the partner token has expired, and no more',
    withBench(
      async ({ ask, asked, partner }) => {
        const response = await ask();
        assert.equal(response.status, 400);
        assert.deepEqual(await codes(response), ['ER801']);
        assert.equal(asked().length, 2);
        assert.equal(partner.counts.refreshes, 1);
      },
      {},
      'scenario=er801',
    ),
  );

  it(
    'is answered on paths of its own alone',
    withBench(async ({ ask }) => {
      assert.equal((await ask({ path: '/' })).status, 404);
      assert.equal((await ask({ path: '/api/v1/user/info' })).status, 404);
      assert.equal((await ask({ path: '/constructor' })).status, 404);
      const wrong = await ask({ method: 'GET' });
      assert.deepEqual([wrong.status, wrong.headers.get('allow')], [405, 'POST']);
      assert.equal((await ask({ path: STATUS.path })).status, 405);
    }),
  );

  it(
    'may be no larger than it needs to be',
    withBench(async ({ ask, asked }) => {
      assert.equal((await ask({ body: 'x'.repeat(20_000) })).status, 413);
      assert.equal(asked().length, 0);
    }),
  );
});

describe('a user', () => {
  it(
    'who asks too often is told when to come back, and no other user is',
    withBench(
      async ({ ask, wait, asked }) => {
        for (let count = 0; count < 3; count++) assert.equal((await ask()).status, 200);
        wait(4_000);
        const limited = await ask();
        assert.equal(limited.status, 429);
        assert.ok(
          ['6', '5'].includes(limited.headers.get('retry-after') ?? ''),
          String(limited.headers.get('retry-after')),
        );
        assert.equal((await ask({ headers: { ...usual, 'user-authorization': 'Bearer another' } })).status, 200);
        assert.equal((await ask(STATUS)).status, 200);
        assert.equal(asked().length, 5);
        wait(6_000);
        assert.equal((await ask()).status, 200);
      },
      { limits: { upgrade: { requests: 3, seconds: 10 } } },
    ),
  );

  it(
    'stays the same one when the token changes',
    withBench(
      async ({ ask }) => {
        const as = (token: string) => ask({ headers: { ...usual, 'user-authorization': `Bearer ${token}` } });
        assert.deepEqual([(await as('a')).status, (await as('b')).status], [200, 429]);
      },
      {
        limits: { upgrade: { requests: 1, seconds: 10 } },
        user: () => ({ token: String(Math.random()), id: 'user 7' }),
      },
    ),
  );
});
