import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { createBackend, toLine } from '../../src/server/index.js';
import { serve, type Served } from '../../src/server/node.js';
import { exchange, randomFrom, statusOf } from '../support/raw.js';
import { startStubApi, type StubApi } from '../support/stub-api.js';

const UPGRADE = '/api/v2/user/upgrade';
const OWN = 'sec-fetch-site: same-origin\r\nuser-authorization: Bearer user-token';

/** `FUZZ_SEED=7 FUZZ_CASES=100000` for a longer walk. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 20261127);
const CASES = Number(process.env['FUZZ_CASES'] ?? 1_500);

describe('a server that listens', () => {
  let api: StubApi;
  let served: Served;
  const log: string[] = [];

  before(async () => {
    api = await startStubApi();
    const backend = createBackend({
      api: api.origin,
      username: 'partner',
      password: 'the password of the partner',
      limits: { upgrade: { requests: 1_000_000, seconds: 60 } },
      webhook: { secret: 'secret', onEvent: () => undefined },
      log: (entry) => log.push(toLine(entry)),
    });
    const otherwise = (incoming: IncomingMessage, outgoing: ServerResponse) => {
      // What a page's own code does with a target: the URL parser throws for some.
      outgoing.end(new URL(incoming.url ?? '', 'http://site').pathname);
    };
    served = await serve(backend, { port: 0, host: '127.0.0.1', otherwise });
  });
  after(async () => {
    await served.close(1_000);
    await api.close();
  });

  const isAlive = async () => {
    const answer = await exchange(served.port, `POST ${UPGRADE} HTTP/1.1\r\nhost: site\r\n${OWN}\r\n\r\n`);
    assert.equal(statusOf(answer), 200, answer);
  };

  const shapes: readonly (readonly [name: string, request: string, status: number])[] = [
    ['TRACE', 'TRACE / HTTP/1.1\r\nhost: x\r\n\r\n', 200],
    ['TRACE of a route', `TRACE ${UPGRADE} HTTP/1.1\r\nhost: x\r\n\r\n`, 405],
    ['CONNECT', 'CONNECT evil.example:443 HTTP/1.1\r\nhost: x\r\n\r\n', 405],
    ['an unknown method', `BREW ${UPGRADE} HTTP/1.1\r\nhost: x\r\n\r\n`, 400],
    ['a host with a user', `POST ${UPGRADE} HTTP/1.1\r\nhost: a@b\r\n${OWN}\r\n\r\n`, 400],
    ['a host with a user and a password', `POST ${UPGRADE} HTTP/1.1\r\nhost: a:b@c\r\n${OWN}\r\n\r\n`, 400],
    ['a host with a path', `POST /other HTTP/1.1\r\nhost: h${UPGRADE}?\r\n${OWN}\r\n\r\n`, 200],
    ['a route and a host with a path', `POST ${UPGRADE} HTTP/1.1\r\nhost: h/x?\r\n${OWN}\r\n\r\n`, 400],
    ['an empty host', `POST ${UPGRADE} HTTP/1.1\r\nhost:\r\n${OWN}\r\n\r\n`, 400],
    ['no host', `POST ${UPGRADE} HTTP/1.1\r\n${OWN}\r\n\r\n`, 400],
    ['HTTP/1.0 without a host', `POST ${UPGRADE} HTTP/1.0\r\n${OWN}\r\n\r\n`, 400],
    ['the target //', 'GET // HTTP/1.1\r\nhost: x\r\n\r\n', 500],
    ['the target ///', 'GET /// HTTP/1.1\r\nhost: x\r\n\r\n', 500],
    ['the target /\\', 'GET /\\ HTTP/1.1\r\nhost: x\r\n\r\n', 500],
    ['the target //[', 'GET //[ HTTP/1.1\r\nhost: x\r\n\r\n', 500],
    ['the target http://[', 'GET http://[ HTTP/1.1\r\nhost: x\r\n\r\n', 400],
    ['the target *', 'OPTIONS * HTTP/1.1\r\nhost: x\r\n\r\n', 400],
    ['an absolute target', `POST http://x${UPGRADE} HTTP/1.1\r\nhost: x\r\n${OWN}\r\n\r\n`, 400],
    ['two lengths', `POST ${UPGRADE} HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n`, 400],
    [
      'a length and chunks',
      `POST ${UPGRADE} HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
      400,
    ],
    ['a length of words', `POST ${UPGRADE} HTTP/1.1\r\nhost: x\r\ncontent-length: two\r\n\r\n`, 400],
    [
      'too many chunks',
      `POST ${UPGRADE} HTTP/1.1\r\nhost: x\r\n${OWN}\r\ntransfer-encoding: chunked\r\n\r\n${`2710\r\n${'x'.repeat(10_000)}\r\n`.repeat(2)}0\r\n\r\n`,
      413,
    ],
    ['large headers', `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, 431],
    ['an expectation', `POST ${UPGRADE} HTTP/1.1\r\nhost: x\r\nexpect: cake\r\n\r\n`, 417],
    ['a NUL', 'GET /\0 HTTP/1.1\r\nhost: x\r\n\r\n', 400],
    ['TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400],
    [
      'a token of 5,000 letters',
      `POST ${UPGRADE} HTTP/1.1\r\nhost: x\r\nsec-fetch-site: same-origin\r\nuser-authorization: Bearer ${'t'.repeat(5_000)}\r\n\r\n`,
      401,
    ],
  ];
  for (const [name, request, status] of shapes) {
    it(`answers ${name} with ${status}, and a line in the log`, async () => {
      const [lines, asked] = [log.length, api.counts.user];
      assert.equal(statusOf(await exchange(served.port, request)), status);
      if (status >= 400) assert.equal(log.length, lines + 1, log.slice(lines).join('\n'));
      assert.equal(api.counts.user, asked);
      await isAlive();
    });
  }

  for (const target of ['/x/..', '//site', '/%2e', '/.', '\\..']) {
    it(`does not take a route in another spelling: ${target}${UPGRADE}`, async () => {
      const [lines, asked] = [log.length, api.counts.user];
      await exchange(served.port, `POST ${target}${UPGRADE} HTTP/1.1\r\nhost: site\r\n${OWN}\r\n\r\n`);
      await exchange(
        served.port,
        `POST ${UPGRADE.replace('/v2/', `${target}/v2/`)} HTTP/1.1\r\nhost: site\r\n${OWN}\r\n\r\n`,
      );
      assert.equal(api.counts.user, asked);
      assert.ok(log.slice(lines).every((line) => !line.startsWith('upgrade')));
    });
  }

  it('drops a request whose body ends too early', async () => {
    const [lines, asked] = [log.length, api.counts.user];
    const request = `POST ${UPGRADE} HTTP/1.1\r\nhost: x\r\n${OWN}\r\ncontent-length: 10\r\n\r\nabc`;
    await exchange(served.port, request, 'half-closes');
    await isAlive();
    assert.ok(log.slice(lines, -1).some((line) => /^(request|upgrade) 4/.test(line)));
    assert.equal(api.counts.user, asked + 1);
  });

  it('does not answer in the middle of an answer', async () => {
    const good = `POST ${UPGRADE} HTTP/1.1\r\nhost: site\r\n${OWN}\r\n\r\n`;
    const answer = await exchange(served.port, `${good}GARBAGE\r\n\r\n`);
    assert.ok(answer === '' || statusOf(answer) === 200, answer);
    await isAlive();
  });

  it('lives through whatever comes over the network', async () => {
    const random = randomFrom(SEED);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    const noise = () =>
      String.fromCharCode(...Array.from({ length: 1 + random() * 12 }, () => Math.floor(random() * 256)));
    const piece = () =>
      pick([noise(), ...['/', '\\', '[', '%', '@', ':', '?', '#', '..', '%2e', ' ', '\t', '\0', 'x', '//']]);
    const some = (usual: string) => (random() < 0.5 ? usual : Array.from({ length: 1 + random() * 4 }, piece).join(''));
    const methods = ['GET', 'POST', 'HEAD', 'PUT', 'TRACE', 'OPTIONS', 'CONNECT', 'PROPFIND', 'DELETE', 'PATCH', 'PRI'];
    const paths = [
      UPGRADE,
      '/webhooks/btcdirect',
      '/health',
      '/api/v2/buy/1/identification/liveness',
      '/',
      '*',
      '//',
      'http://',
    ];
    const headers = [
      () => 'connection: upgrade\r\nupgrade: websocket',
      () => 'connection: keep-alive',
      () => 'expect: 100-continue',
      () => `content-length: ${pick(['0', '5', '-1', '1e3', '99999999999999999999', ''])}`,
      () => `transfer-encoding: ${pick(['chunked', 'gzip', 'chunked, chunked', ''])}`,
      () => `sec-fetch-site: ${pick(['same-origin', 'none', some('')])}`,
      () => `user-authorization: ${some('Bearer user-token')}`,
      () => `x-signature: ${'a'.repeat(64)}`,
      () => `traceparent: ${some('00')}`,
      () => `origin: ${some('http://site')}`,
      () => `${some('x-any')}: ${some('value')}`,
      () => ` folded: ${some('line')}`,
    ];
    const request = () => {
      const lines = [
        `${some(pick(methods))} ${pick(paths)}${some('')} ${pick(['HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0', 'HTTP/2.0', some('')])}`,
      ];
      if (random() < 0.9) lines.push(`host: ${some('site')}`);
      while (random() < 0.7) lines.push(pick(headers)());
      const body = random() < 0.5 ? '' : pick(['abcde', '5\r\nabcde\r\n0\r\n\r\n', 'ffffffffffffffff\r\n', noise()]);
      const whole = `${lines.join(pick(['\r\n', '\r\n', '\r\n', '\n']))}\r\n\r\n${body}`;
      return random() < 0.15 ? whole.slice(0, random() * whole.length) : whole;
    };
    for (let done = 0; done < CASES; done += 25) {
      const requests = Array.from({ length: 25 }, request);
      const answers = await Promise.all(
        requests.map((text) => exchange(served.port, text, pick(['half-closes', 'leaves']))),
      );
      answers.forEach((answer, index) => {
        const status = statusOf(answer);
        const words = `seed ${SEED}: ${JSON.stringify(requests[index])} -> ${answer.slice(0, 80)}`;
        assert.ok(status < 502, words);
        if (status === 500) assert.match(requests[index] ?? '', /\/\/|\\|\[/, words);
      });
    }
    await isAlive();
  });
});
