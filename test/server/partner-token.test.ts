import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withBench } from '../support/backend.js';

const MINUTE = 60_000;

/** Statuses of so many requests at once. */
const statuses = (responses: readonly Response[]) => [...new Set(responses.map(({ status }) => status))];
const crowd = <T>(ask: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: 100 }, (_, index) => ask(index)));

describe('the partner token', () => {
  it(
    'is fetched once, and serves every user',
    withBench(async ({ ask, partner, asked }) => {
      const responses = await crowd(() =>
        ask({ headers: { 'sec-fetch-site': 'same-origin', 'user-authorization': `Bearer ${Math.random()}` } }),
      );
      assert.deepEqual(statuses(responses), [200]);
      assert.deepEqual(partner.counts, { logins: 1, refreshes: 0, refused: 0 });
      assert.equal(new Set(asked().map(({ headers }) => headers.authorization)).size, 1);
    }),
  );

  it(
    'is renewed once when it has expired under a hundred calls',
    withBench(
      async ({ ask, partner, asked, log }) => {
        await ask();
        partner.expire();
        const responses = await crowd(() => ask());
        assert.deepEqual(statuses(responses), [200]);
        assert.deepEqual(partner.counts, { logins: 1, refreshes: 1, refused: 0 });
        // Each at most twice, and no request is left with the old token.
        const repeated = log.filter((entry) => entry.repeated).length;
        assert.ok(repeated > 0);
        assert.equal(asked().length, 1 + 100 + repeated);
      },
      { limits: { upgrade: { requests: 1_000, seconds: 60 } } },
    ),
  );

  it(
    'is renewed before its end, so that no request meets it expired',
    withBench(async ({ ask, partner, asked, wait }) => {
      await ask();
      wait(58 * MINUTE);
      await ask();
      assert.equal(partner.counts.refreshes, 0);
      wait(1.5 * MINUTE);
      await ask();
      assert.deepEqual(partner.counts, { logins: 1, refreshes: 1, refused: 0 });
      assert.equal(asked().length, 3);
    }),
  );

  it(
    'is renewed with the newest refresh token each time',
    withBench(async ({ ask, partner }) => {
      await ask();
      for (let round = 0; round < 3; round++) {
        partner.expire();
        assert.equal((await ask()).status, 200);
      }
      // The emulated API takes each refresh token once.
      assert.deepEqual(partner.counts, { logins: 1, refreshes: 3, refused: 0 });
    }),
  );

  it(
    'comes from a fresh login when the refresh token is refused',
    withBench(async ({ ask, partner }) => {
      await ask();
      partner.expire();
      partner.forget();
      assert.deepEqual(
        statuses(await crowd((index) => ask(index < 10 ? {} : { method: 'GET', path: '/api/v2/user/upgrade-status' }))),
        [200, 429],
      );
      assert.deepEqual(partner.counts, { logins: 2, refreshes: 1, refused: 1 });
    }),
  );

  it(
    'comes from a fresh login when the API does not know it, and the request is repeated',
    withBench(async ({ ask, partner, log }) => {
      await ask();
      partner.forgetTokens();
      assert.equal((await ask()).status, 200);
      assert.equal(log.at(-1)?.repeated, true);
      assert.deepEqual(partner.counts, { logins: 2, refreshes: 0, refused: 0 });
    }),
  );

  it(
    'is used to its end when it cannot be renewed',
    withBench(async ({ ask, partner, wait }) => {
      await ask();
      partner.loginOutage = { status: 503 };
      wait(59.5 * MINUTE);
      assert.equal((await ask()).status, 200);
      assert.ok(partner.counts.refused > 0);
      wait(MINUTE);
      assert.equal((await ask()).status, 502);
    }),
  );

  it(
    'is not asked for again and again with a password that is refused',
    withBench(
      async ({ ask, partner, backend, wait }) => {
        await assert.rejects(backend.signIn(), { kind: 'credentials', message: /username or password \(401 ER038\)/ });
        assert.deepEqual(statuses(await crowd(() => ask())), [502, 429]);
        assert.equal(partner.counts.logins, 1);
        wait(MINUTE);
        await ask();
        assert.equal(partner.counts.logins, 2);
      },
      { password: 'something else' },
    ),
  );

  it(
    'is asked for no sooner than the API says when there were too many requests',
    withBench(async ({ ask, partner, wait }) => {
      partner.perMinute = 0;
      const limited = await ask();
      assert.deepEqual([limited.status, limited.headers.get('retry-after')], [429, '12']);
      partner.perMinute = Infinity;
      assert.equal((await ask()).status, 429);
      assert.equal(partner.counts.logins, 0);
      wait(13_000);
      assert.equal((await ask()).status, 200);
    }),
  );

  const malformed = [
    ['HTML', '<h1>Hello</h1>'],
    ['an empty body', ''],
    ['no token', '{}'],
    ['null', 'null'],
    ['a token that fits into no header', '{"token":"two\\nlines"}'],
    ['a number', '{"token":1}'],
  ] as const;
  for (const [name, body] of malformed) {
    it(
      `is not taken from a login that answers with ${name}`,
      withBench(async ({ ask, partner, asked }) => {
        partner.loginOutage = { body };
        assert.equal((await ask()).status, 502);
        assert.equal(asked().length, 0);
      }),
    );
  }
});
