import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ConfigurationError, createBackend, type BackendOptions, type User } from '../../src/server/index.js';
import { withStubs } from '../support/backend.js';

const PASSWORD = 'the password of the partner';
const TOKEN = `${btoa('{"alg":"none"}')}.${btoa('{"partner":1}')}.ThisIsTheSignatureOfThePartnersToken`.replaceAll(
  '=',
  '',
);
const REFRESH = 'ThisIsTheRefreshTokenOfThePartner';
const USER = { token: 'user-token' };

describe('what a page says of itself', () => {
  it(
    'does not get to the API, even if all of its headers are passed on',
    withStubs(
      async ({ ask, api }) => {
        const smuggled = {
          XPUB: 'xpub-of-another',
          'user-identifier': 'x'.repeat(36),
          'x-user-identifier': 'x',
          'x-api-key': 'key',
          'x-forwarded-for': '10.0.0.1',
          cookie: 'session=1',
          'proxy-authorization': 'Basic x',
          forwarded: 'for=10.0.0.1',
          'cf-connecting-ip': '10.0.0.1',
        };
        const wanted = { 'x-trace': '7', 'accept-language': 'nl' };
        assert.equal((await ask({ headers: { ...smuggled, ...wanted } })).status, 200);
        const headers = api.asked[0]?.headers ?? {};
        assert.deepEqual(
          Object.keys(smuggled).filter((name) => name.toLowerCase() in headers),
          [],
        );
        assert.deepEqual([headers['x-trace'], headers['accept-language']], ['7', 'nl']);
        assert.equal(headers['user-authorization'], 'Bearer user-token');
      },
      { headers: (request) => request.headers },
    ),
  );

  it(
    'is not believed when DNS leads the page of another site to us',
    withStubs(
      async ({ ask, api }) => {
        const rebound = { origin: 'http://evil.example', host: 'evil.example' };
        assert.equal((await ask({ headers: rebound })).status, 403);
        assert.equal((await ask({ headers: { origin: 'https://shop.example' } })).status, 200);
        assert.equal(api.counts.user, 1);
      },
      { origin: 'https://shop.example', user: () => USER },
    ),
  );

  const trace = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  it(
    'is passed on where it is a trace context',
    withStubs(async ({ ask, api }) => {
      await ask({ headers: { traceparent: trace, tracestate: 'vendor=1' } });
      await ask({ headers: { traceparent: `${trace}; x`, tracestate: 'vendor=1' } });
      const [first, second] = api.asked.map(({ headers }) => [headers['traceparent'], headers['tracestate']]);
      assert.deepEqual(first, [trace, 'vendor=1']);
      assert.deepEqual(second, [undefined, undefined]);
    }),
  );
});

describe('a function of yours', () => {
  const strange: readonly (readonly [name: string, user: unknown])[] = [
    ['an empty token', { token: '' }],
    ['no token', { token: undefined }],
    ['a token of two lines', { token: 'a\nb' }],
    ['a token of 10,000 letters', { token: 'a'.repeat(10_000) }],
    ['an empty identifier', { identifier: '' }],
    ['an object without either', {}],
    ['null', null],
  ];
  for (const [name, user] of strange) {
    it(
      `that says ${name} for a user means that no user is signed in`,
      withStubs(
        async ({ ask, api }) => {
          const response = await ask();
          assert.equal(response.status, 401);
          assert.match(await response.text(), /ER700/);
          assert.equal(api.counts.user, 0);
        },
        { user: () => user as User },
      ),
    );
  }

  const fail = () => {
    throw new Error('The session store at 10.0.0.1 is down.');
  };
  const failing = [
    ['user() that throws', { user: fail }, 500, 'user() failed'],
    ['user() that rejects', { user: async () => Promise.reject(new Error('down')) }, 500, 'user() failed'],
    ['headers() that throws', { headers: fail }, 500, 'headers() failed'],
    ['headers() that gives no headers', { headers: () => ({ 'no header': 'x' }) }, 500, 'headers() failed'],
    ['user() that never ends', { user: () => new Promise<User>(() => undefined), timeout: 50 }, 504, 'timeout'],
    ['headers() that never ends', { headers: () => new Promise<never>(() => undefined), timeout: 50 }, 504, 'timeout'],
  ] as const;
  for (const [name, options, status, why] of failing) {
    it(
      `gets its status and its line in the log: ${name}`,
      withStubs(async ({ ask, log }) => {
        const response = await ask();
        assert.equal(response.status, status);
        assert.doesNotMatch(await response.text(), /10\.0\.0\.1/);
        assert.equal(log.at(-1)?.why, why);
      }, options),
    );
  }

  it(
    'that only watches cannot break an answer',
    withStubs(
      async ({ ask }) => {
        assert.equal((await ask()).status, 200);
      },
      { log: fail, onRequest: fail, onResponse: () => Promise.reject(new Error('down')) as never },
    ),
  );
});

describe('an answer of the API', () => {
  const escaped = (text: string) => text.replaceAll(/./g, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`);
  const hiding: readonly (readonly [name: string, body: string])[] = [
    ['the password', PASSWORD],
    ['the token', TOKEN],
    ['the end of the token', TOKEN.slice(-23)],
    ['the first half of the refresh token', REFRESH.slice(0, 22)],
    ['the refresh token in escapes', escaped(REFRESH)],
    ['the refresh token in base64', btoa(REFRESH)],
    ['the refresh token in base64, after a letter', btoa(`x${REFRESH}`)],
    ['a header in base64, with the token in it', btoa(`authorization: Bearer ${TOKEN}`)],
  ];
  for (const [name, secret] of hiding) {
    it(
      `is not passed on with ${name} in it`,
      withStubs(async ({ ask, api, log }) => {
        api.login = { body: { token: TOKEN, refreshToken: REFRESH } };
        api.user = { body: `{"message":"${secret}"}` };
        const response = await ask();
        assert.equal(response.status, 502);
        assert.ok(!(await response.text()).includes(secret));
        assert.equal(log.at(-1)?.why, 'a secret in the answer');
      }),
    );
  }

  it(
    'is passed on with tokens of others in it that begin alike',
    withStubs(async ({ ask, api }) => {
      api.login = { body: { token: TOKEN, refreshToken: REFRESH } };
      api.user = { body: { access_token: TOKEN.replace(/\w+$/, 'AnotherSignatureOfAnotherToken') } };
      assert.equal((await ask()).status, 200);
    }),
  );

  it(
    'does not keep the process busy, however deep it is',
    withStubs(async ({ ask, api, log }) => {
      const deep = `{"errors":${'['.repeat(120_000)}${']'.repeat(120_000)}}`;
      api.user = { status: 400, body: deep };
      await ask();
      const start = performance.now();
      assert.equal((await ask()).status, 400);
      assert.ok(performance.now() - start < 500);
      const codes = Array.from({ length: 5_000 }, (_, index) => [`ER${100 + (index % 900)}`, {}]);
      api.user = { status: 400, body: { errors: Object.fromEntries(codes) as unknown } };
      await ask();
      assert.equal(log.at(-1)?.codes?.length, 32);
    }),
  );
});

describe('an option that is out of range', () => {
  const good = { api: 'https://api.btcdirect.eu', username: 'partner', password: 'password' };
  const wrong = {
    'no username': { username: '' },
    'an origin that is none': { origin: 'shop.example' },
    'a host that is a URL': { hosts: ['https://shop.example'] },
    'hosts as one text': { hosts: 'a' },
    'a status path on another host': { statusPath: '@shop.example/status' },
    'a status path without a slash': { statusPath: 'status' },
    'a status path that is a URL': { statusPath: 'https://shop.example/status' },
    'a limit for a route that is none': { limits: { upgrades: { requests: 1, seconds: 60 } } },
    'a limit that is not there': { limits: { upgrade: undefined } },
    'a user in place of a function': { user: { token: 'token' } },
    'headers in place of a function': { headers: { 'x-a': '1' } },
    'a webhook without a function': { webhook: { secret: 'secret' } },
    'a limit without an end': { limits: { upgrade: { requests: 1, seconds: Infinity } } },
    'a limit that is no number': { limits: { status: { requests: NaN, seconds: 60 } } },
    'a timeout of nothing': { timeout: 0 },
    'a timeout that no timer takes': { timeout: 2 ** 31 },
    'an empty webhook secret': { webhook: { secret: '', onEvent: () => undefined } },
    'an empty webhook secret beside another': { webhook: { secret: ['secret', ''], onEvent: () => undefined } },
    'no webhook secret': { webhook: { secret: [], onEvent: () => undefined } },
  };
  for (const [name, options] of Object.entries(wrong)) {
    it(`is said at the start: ${name}`, () => {
      // As a page in JavaScript may pass them.
      const given: Record<string, unknown> = { ...good, ...options };
      assert.throws(() => createBackend(given as unknown as BackendOptions), ConfigurationError);
    });
  }
});
