import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { RequestListener, ServerResponse } from 'node:http';
import type { Writable } from 'node:stream';
import { describe, it } from 'node:test';
import { brotliCompressSync, createGzip, deflateSync, gzipSync } from 'node:zlib';
import { toLine, type BackendOptions, type LogEntry } from '../../src/server/index.js';
import { withStubs } from '../support/backend.js';
import { granted, silence, type Stubbed } from '../support/stub-api.js';

const json = { 'content-type': 'application/json' };
const level = '{"currentLevel":"hero","nextLevel":null}';

/** Writes for as long as the other side takes it. */
async function pour(stream: Writable, connection: ServerResponse, piece: Buffer): Promise<void> {
  const left = once(connection, 'close');
  while (!connection.destroyed) if (!stream.write(piece)) await Promise.race([once(stream, 'drain'), left]);
}

const endless: RequestListener = (_request, response) => {
  response.writeHead(200, json);
  void pour(response, response, Buffer.alloc(65_536, ' '));
};

/** Thousands of times as large when it has been unpacked. */
const bomb: RequestListener = (_request, response) => {
  response.writeHead(200, { ...json, 'content-encoding': 'gzip' });
  const gzip = createGzip();
  gzip.pipe(response);
  void pour(gzip, response, Buffer.alloc(1_048_576, ' '));
};

/** One letter at a time, and never the last one. */
const dripping: RequestListener = (_request, response) => {
  response.writeHead(200, json);
  const timer = setInterval(() => response.write(' '), 20);
  response.once('close', () => clearInterval(timer));
};

const late: RequestListener = (_request, response) => {
  setTimeout(() => response.end(level), 3_000).unref();
};

const withoutMilliseconds = (log: readonly LogEntry[]) => log.map((entry) => toLine(entry).replace(/ \d+ ms$/, ''));

type Case = readonly [name: string, answer: Stubbed, status: number, line: string];

/** Fast machines need a fraction of a second for each; slow ones must not take a time limit for a size. */
const patient = { timeout: 20_000, loginTimeout: 20_000 };
const hasty = { timeout: 400, loginTimeout: 400 };

const clients: readonly (readonly [name: string, options: Partial<BackendOptions>])[] = [
  ['Node’s HTTP client', {}],
  ['a fetch', { fetch: globalThis.fetch }],
];

for (const [client, options] of clients)
  describe(`an answer of the API about a user, with ${client}, that`, () => {
    const cases: readonly Case[] = [
      ['has no end', endless, 502, 'upgrade 502 (the answer is too large)'],
      ['is a gzip bomb', bomb, 502, 'upgrade 502 (the answer is too large)'],
      [
        'redirects',
        { status: 302, headers: { location: 'http://localhost:1/' } },
        502,
        'upgrade 502 (the API redirects)',
      ],
      [
        'is no gzip although it says so',
        { headers: { 'content-encoding': 'gzip' }, body: 'plain' },
        502,
        'upgrade 502 (Z_DATA_ERROR)',
      ],
    ];
    for (const [name, answer, status, line] of cases) {
      it(
        `${name} becomes a ${status} and a line in the log, and the next one is asked for`,
        withStubs(
          async ({ api, ask, log }) => {
            const usual = api.user;
            api.user = answer;
            const response = await ask();
            assert.equal(response.status, status);
            assert.match(await response.text(), /^\{"message":"The verification service .+\."\}$/);
            assert.deepEqual(withoutMilliseconds(log), ['login 200', line]);
            api.user = usual;
            assert.equal((await ask()).status, 200);
          },
          { ...patient, ...options },
        ),
      );
    }

    const slow: readonly (readonly [name: string, answer: Stubbed])[] = [
      ['never comes', silence],
      ['comes too late', late],
      ['comes by the letter', dripping],
    ];
    for (const [name, answer] of slow) {
      it(
        `${name} becomes a 504 at the time limit, and the API is not kept busy`,
        withStubs(
          async ({ api, ask, log, backend }) => {
            await backend.signIn();
            let ended: Promise<unknown> | undefined;
            api.user = (request, response) => {
              // Not `once()` of events, which rejects if the connection is reset before it closes.
              ended = new Promise((resolve) => request.socket.once('close', resolve));
              if (typeof answer === 'function') answer(request, response);
            };
            assert.equal((await ask()).status, 504);
            assert.deepEqual(withoutMilliseconds(log), ['login 200', 'upgrade 504 (timeout)']);
            await ended;
          },
          { ...hasty, ...options },
        ),
      );
    }

    it(
      'leaves little of a bomb in memory',
      withStubs(
        async ({ api, ask }) => {
          await ask();
          api.user = bomb;
          const before = process.memoryUsage().rss;
          for (let count = 0; count < 10; count++) assert.equal((await ask()).status, 502);
          assert.ok(process.memoryUsage().rss - before < 150 * 2 ** 20);
        },
        { ...patient, ...options },
      ),
    );

    const types = [
      ['text/html', '<script>alert(1)</script>'],
      ['image/svg+xml', '<svg onload="alert(1)"/>'],
      ['application/json', '<h1>no JSON</h1>'],
      ['', level],
    ] as const;
    for (const [type, body] of types) {
      it(
        `has the content type "${type}" is passed on as it is, and no browser runs it`,
        withStubs(async ({ api, ask, log }) => {
          api.user = (_request, response) => {
            if (type) response.setHeader('content-type', type);
            response.end(body);
          };
          const response = await ask();
          assert.deepEqual([response.status, await response.text()], [200, body]);
          assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
          assert.equal(response.headers.get('content-security-policy'), "default-src 'none'; sandbox");
          assert.deepEqual(withoutMilliseconds(log), ['login 200', 'upgrade 200']);
        }, options),
      );
    }

    const encodings = [
      ['gzip', gzipSync(level)],
      ['x-gzip', gzipSync(level)],
      ['deflate', deflateSync(level)],
      ['br', brotliCompressSync(level)],
    ] as const;
    for (const [encoding, bytes] of encodings) {
      it(
        `is encoded as ${encoding} is passed on decoded`,
        withStubs(async ({ api, ask }) => {
          api.user = (_request, response) => {
            response.writeHead(200, { ...json, 'content-encoding': encoding }).end(bytes);
          };
          const response = await ask();
          assert.deepEqual([await response.text(), response.headers.get('content-encoding')], [level, null]);
        }, options),
      );
    }

    it(
      'breaks off becomes a 502',
      withStubs(async ({ api, ask, log }) => {
        api.user = (request, response) => {
          response.writeHead(200, { ...json, 'content-length': 100 });
          response.write('{', () => request.socket.destroy());
        };
        assert.equal((await ask()).status, 502);
        assert.match(withoutMilliseconds(log)[1] ?? '', /^upgrade 502 \((ECONNRESET|UND_ERR_SOCKET)\)$/);
      }, options),
    );

    it(
      'leaves its connection to a later one, and reaches a request with a user agent',
      withStubs(async ({ api, ask }) => {
        for (let count = 0; count < 5; count++) await ask();
        // A request that follows at once may find the connection not free yet.
        assert.ok(new Set(api.asked.map(({ socket }) => socket)).size <= 2);
        assert.match(api.asked[0]?.headers['user-agent'] ?? '', /\w/);
      }, options),
    );
  });

describe('an answer to the login that', () => {
  const cases: readonly (readonly [name: string, answer: Stubbed, line: string])[] = [
    ['has no end', endless, 'login (the answer is too large)'],
    ['is a gzip bomb', bomb, 'login (the answer is too large)'],
    ['redirects', { status: 307, headers: { location: '/' } }, 'login (the API redirects)'],
    ['is HTML', { headers: { 'content-type': 'text/html' }, body: '<h1>Hello</h1>' }, 'login 200'],
    ['has a list for a token', { body: { token: ['a'] } }, 'login 200'],
    ['has a token of no letter', { body: { token: '' } }, 'login 200'],
    ['has a token of 10,000 letters', { body: { token: 't'.repeat(10_000) } }, 'login 200'],
    ['has a token of two lines', { body: { token: 'a\r\nx-evil: 1' } }, 'login 200'],
    ['is a list', { body: [{ token: 'a' }] }, 'login 200'],
  ];
  for (const [name, answer, line] of cases) {
    it(
      `${name} becomes a 502 and two lines in the log, and a second later there is another login`,
      withStubs(async ({ api, ask, log, wait }) => {
        api.login = answer;
        assert.equal((await ask()).status, 502);
        assert.deepEqual(withoutMilliseconds(log), [line, 'upgrade 502 (login: unavailable)']);
        assert.equal(api.counts.user, 0);
        api.login = granted;
        wait(1_001);
        assert.equal((await ask()).status, 200);
      }, patient),
    );
  }

  it(
    'never comes becomes a 502 at the limit of the login',
    withStubs(
      async ({ api, ask, log }) => {
        api.login = silence;
        assert.equal((await ask()).status, 502);
        assert.deepEqual(withoutMilliseconds(log), ['login (timeout)', 'upgrade 502 (login: unavailable)']);
      },
      { timeout: 20_000, loginTimeout: 300 },
    ),
  );
});

describe('a clock that is put forward by a day', () => {
  it(
    'costs one renewal, and keeps no user out',
    withStubs(
      async ({ api, ask, log, wait }) => {
        assert.equal((await ask()).status, 200);
        assert.equal((await ask()).status, 429);
        wait(86_400_000);
        assert.equal((await ask()).status, 200);
        assert.deepEqual([api.counts.login, api.counts.refresh], [1, 1]);
        // And back to where it was.
        wait(-86_400_000);
        assert.equal((await ask()).status, 200);
        assert.deepEqual(withoutMilliseconds(log), [
          'login 200',
          'upgrade 200',
          'upgrade 429 (rate limit)',
          'refresh 200',
          'upgrade 200',
          'upgrade 200',
        ]);
      },
      { limits: { upgrade: { requests: 1, seconds: 60 } } },
    ),
  );
});
