import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { listen } from '../../demo/emulator/listen.js';
import type { Reply } from '../../demo/emulator/reply.js';
import { toLine } from '../../src/server/index.js';
import { CREDENTIALS, MARK } from '../../demo/emulator/partner.js';
import { startBench, withBench } from '../support/backend.js';

// Long enough for a login on a busy machine.
const quick = { timeout: 1_000, loginTimeout: 1_000 };

describe('an API at fault', () => {
  const outages: readonly (readonly [name: string, outage: Reply, status: number])[] = [
    ['breaks the connection', { drop: true }, 502],
    ['breaks off midway', { body: '{"currentLevel":"hero"}', drop: 'midway' }, 502],
    ['says nothing', { hang: true }, 504],
    ['is too slow', { body: {}, delay: 5_000 }, 504],
    ['redirects', { status: 307, headers: { location: 'http://localhost:1/' } }, 502],
    ['redirects to itself', { status: 301, headers: { location: '/api/v1/authenticate' } }, 502],
    ['says more than the limit', { body: 'x'.repeat(262_145) }, 502],
    ['is down, with a page', { status: 503, headers: { 'retry-after': '9' }, body: '<h1>Down</h1>' }, 503],
  ];
  for (const [name, outage, status] of outages) {
    it(
      `makes no more of it than a plain answer when it ${name}`,
      withBench(async ({ ask, partner, backend, wait }) => {
        await backend.signIn();
        partner.outage = outage;
        const response = await ask();
        assert.equal(response.status, status);
        assert.equal(response.headers.get('cache-control'), 'no-store');
        const body = await response.text();
        assert.match(body, status === 503 ? /Down/ : /^\{"message":"The verification service .+\."\}$/);
        partner.outage = undefined;
        wait(1_000);
        assert.equal((await ask()).status, 200);
      }, quick),
    );
    it(
      `does the same when that meets the login: ${name}`,
      withBench(
        async ({ ask, partner, wait }) => {
          partner.outage = outage;
          assert.equal((await ask()).status, 502);
          partner.outage = undefined;
          wait(1_001);
          assert.equal((await ask()).status, 200);
        },
        { timeout: 2_000, loginTimeout: 200 },
      ),
    );
  }

  it('is not there at all', async () => {
    const free = await listen(() => undefined);
    await free.close();
    const bench = await startBench({ api: `http://localhost:${free.port}` });
    const response = await bench.ask();
    await bench.close();
    assert.equal(response.status, 502);
    assert.match(
      bench.log.map(toLine).join('\n'),
      /^login \(ECONNREFUSED\) \d+ ms\nupgrade 502 \(login: unavailable\)/,
    );
  });

  it(
    'that redirects takes neither the tokens nor the password along',
    withBench(async ({ ask, partner, backend, wait }) => {
      const visits: string[] = [];
      const elsewhere = await listen((request, response) => {
        visits.push(request.url ?? '');
        response.end('{"token":"somebody-elses","currentLevel":"satoshi"}');
      });
      partner.outage = { status: 307, headers: { location: `http://localhost:${elsewhere.port}/` } };
      const statuses = [(await ask()).status];
      partner.outage = undefined;
      wait(1_001);
      await backend.signIn();
      partner.outage = { status: 307, headers: { location: `http://localhost:${elsewhere.port}/` } };
      statuses.push((await ask()).status);
      await elsewhere.close();
      assert.deepEqual(visits, []);
      assert.deepEqual(statuses, [502, 502]);
    }),
  );

  it('whose answer holds a secret is not passed on', async () => {
    const echo: RequestListener = (request, response) => {
      const isLogin = request.url === '/api/v1/authenticate';
      response.end(JSON.stringify(isLogin ? { token: `${MARK}-1` } : { headers: request.headers }));
    };
    const server = createServer(echo);
    await new Promise<void>((resolve) => server.listen(0, resolve));
    const bench = await startBench({ api: `http://localhost:${(server.address() as AddressInfo).port}` });
    const response = await bench.ask();
    const body = await response.text();
    await bench.close();
    server.closeAllConnections();
    server.close();
    assert.equal(response.status, 502);
    assert.ok(!body.includes(MARK));
  });

  it(
    'leaves those who have gone in peace, and renews for those who stay',
    withBench(async ({ origin, ask, backend, partner }) => {
      await backend.signIn();
      partner.expire();
      partner.loginDelay = 150;
      const leaving = new AbortController();
      const headers = { 'sec-fetch-site': 'same-origin', 'user-authorization': 'Bearer gone' };
      const gone = fetch(`${origin}/api/v2/user/upgrade`, { method: 'POST', headers, signal: leaving.signal });
      const stays = ask();
      leaving.abort();
      await assert.rejects(gone);
      assert.equal((await stays).status, 200);
      assert.equal(partner.counts.refreshes, 1);
    }),
  );
});

describe('a server at fault', () => {
  it(
    'says nothing of what has gone wrong in it',
    withBench(
      async ({ ask, log }) => {
        const response = await ask();
        assert.deepEqual([response.status, await response.text()], [500, '{}']);
        assert.equal(log.at(-1)?.why, 'user() failed');
      },
      {
        user: () => {
          throw new Error('The session store at 10.0.0.1 is down.');
        },
      },
    ),
  );
});

describe('the log', () => {
  it(
    'holds no secret, whatever happens',
    withBench(async ({ ask, partner, log, wait }) => {
      const lines = () => `${log.map(toLine).join('\n')}\n${JSON.stringify(log)}`;
      await ask();
      partner.expire();
      await ask();
      partner.forget();
      wait(3_600_000);
      await ask();
      partner.outage = { drop: true };
      await ask({ path: '/api/v2/user/upgrade?secret=in-the-query' });
      partner.outage = { status: 400, body: { errors: { [MARK]: {}, ER701: { message: MARK } } } };
      await ask();
      assert.match(
        lines(),
        /^login 200 \d+ ms\nupgrade 200 \d+ ms\nrefresh 200 \d+ ms\nupgrade 200 repeated \d+ ms\nrefresh 401 ER037 /,
      );
      for (const secret of [MARK, CREDENTIALS.password, CREDENTIALS.username, 'user-token', 'in-the-query'])
        assert.ok(!lines().includes(secret), secret);
    }),
  );
});
