import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { describe, it } from 'node:test';
import { withStubs } from '../support/backend.js';
import { granted, refusal, silence, tokens, type Stubbed } from '../support/stub-api.js';

const MINUTE = 60_000;

/** Statuses of so many requests, one after the other, each for another user. */
async function inTurn(times: number, ask: (index: number) => Promise<Response>): Promise<number[]> {
  const statuses: number[] = [];
  for (let index = 0; index < times; index++) statuses.push((await ask(index)).status);
  return statuses;
}
const only = (statuses: readonly number[]) => [...new Set(statuses)];

describe('a pause that the API asks for', () => {
  for (const value of ['31536000', '9'.repeat(400), 'Fri, 31 Dec 9999 23:59:59 GMT', '-5', 'soon']) {
    it(
      `ends after five minutes at most: Retry-After: ${value.slice(0, 40)}`,
      withStubs(async ({ api, ask, wait }) => {
        api.login = { status: 429, headers: { 'retry-after': value } };
        const limited = await ask();
        assert.equal(limited.status, 429);
        const seconds = Number(limited.headers.get('retry-after'));
        assert.ok(seconds >= 1 && seconds <= 300, String(seconds));
        assert.equal((await ask({ token: 'another' })).status, 429);
        assert.equal(api.counts.login, 1);
        api.login = granted;
        wait(5 * MINUTE + 1);
        assert.equal((await ask()).status, 200);
      }),
    );
  }

  it(
    'reaches the page in seconds, an hour at most',
    withStubs(async ({ api, ask }) => {
      api.user = { status: 429, headers: { 'retry-after': '99999999' } };
      assert.equal((await ask()).headers.get('retry-after'), '3600');
      api.user = { status: 503, headers: { 'retry-after': 'soon' } };
      assert.equal((await ask()).headers.get('retry-after'), null);
    }),
  );
});

describe('a token that has ended', () => {
  const answers: readonly (readonly [name: string, answer: Stubbed])[] = [
    ['500', { status: 500 }],
    ['HTML', { body: '<h1>Hello</h1>' }],
    ['a redirect', { status: 302, headers: { location: '/' } }],
    ['429 for a year', { status: 429, headers: { 'retry-after': '31536000' } }],
    ['no token', { body: { token: 1 } }],
    ['nothing', silence],
    ['a broken connection', (request) => request.socket.destroy()],
  ];
  for (const [name, answer] of answers) {
    it(
      `comes from a login when the refresh gives ${name}`,
      withStubs(
        async ({ api, ask, wait }) => {
          assert.equal((await ask()).status, 200);
          api.refresh = answer;
          wait(61 * MINUTE);
          assert.deepEqual(only(await inTurn(5, () => ask())), [200]);
          assert.deepEqual([api.counts.login, api.counts.refresh], [2, 1]);
        },
        { loginTimeout: 2_000 },
      ),
    );
  }

  it(
    'is renewed in time, even if it lives for seconds',
    withStubs(async ({ api, ask }) => {
      const exp = Math.floor(Date.now() / 1_000) + 20;
      const token = `e30.${Buffer.from(JSON.stringify({ exp })).toString('base64url')}.signature`;
      api.login = { body: { ...tokens(), token } };
      assert.deepEqual(only(await inTurn(10, () => ask())), [200]);
      assert.deepEqual([api.counts.login, api.counts.refresh], [1, 0]);
    }),
  );
});

describe('a clock that is put back by a day', () => {
  it(
    'ends neither the service nor a limit',
    withStubs(
      async ({ api, ask, wait }) => {
        api.login = { status: 401 };
        assert.equal((await ask()).status, 502);
        api.login = granted;
        wait(-24 * 60 * MINUTE);
        assert.equal((await ask()).status, 200);
        assert.equal((await ask()).status, 429);
        wait(-24 * 60 * MINUTE);
        assert.equal((await ask()).status, 200);
      },
      { limits: { upgrade: { requests: 1, seconds: 60 } } },
    ),
  );
});

describe('an API that refuses new tokens, too', () => {
  for (const [code, kind] of [
    ['ER801', 'refresh'],
    ['ER800', 'login'],
  ] as const) {
    it(
      `is not asked for a token with each request: ${code}`,
      withStubs(async ({ api, ask, wait }) => {
        api.user = refusal(code);
        assert.deepEqual(only(await inTurn(50, (index) => ask({ token: `user-${index}` }))), [400]);
        assert.ok(api.counts.login + api.counts.refresh <= 3, JSON.stringify(api.counts));
        const before = api.counts[kind];
        await Promise.all(Array.from({ length: 200 }, (_, index) => ask({ token: `user-${index}` })));
        assert.ok(api.counts[kind] - before <= 1, String(api.counts[kind]));
        // Then one at a time, at growing intervals.
        for (let second = 0; second < 60; second++) {
          wait(1_000);
          await ask({ token: `late-${second}` });
        }
        assert.ok(api.counts[kind] - before <= 7, String(api.counts[kind] - before));
        api.user = { body: '{}' };
        wait(5 * MINUTE);
        assert.equal((await ask()).status, 200);
      }),
    );
  }

  it(
    'and that keeps one live token for two processes lets most requests through',
    withStubs(async ({ api, ask, log }) => {
      let live = '';
      const login: RequestListener = (_request, response) => {
        const pair = tokens();
        live = pair.token;
        response.end(JSON.stringify(pair));
      };
      [api.login, api.refresh] = [login, login];
      api.user = (request, response) => {
        const isGood = request.headers.authorization === `Bearer ${live}`;
        response.writeHead(isGood ? 200 : 400).end(isGood ? '{}' : '{"errors":{"ER801":{}}}');
      };
      assert.equal((await ask()).status, 200);
      for (let round = 0; round < 10; round++) {
        live = 'of the other process';
        await ask({ token: `user-${round}` });
      }
      assert.ok(api.counts.login + api.counts.refresh <= 6, JSON.stringify(api.counts));
      assert.equal(log.filter(({ status }) => status === 500).length, 0);
    }),
  );
});
