import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import { createBackend, toLine, type WebhookOptions } from '../../src/server/index.js';
import { serve } from '../../src/server/node.js';
import { exchange, statusOf } from '../support/raw.js';

const SECRET = 'the secret of the webhooks';
const sign = (body: string, secret = SECRET) => createHmac('sha256', secret).update(body).digest('hex');
const first = '{"event":"user_verified","at":1}';
const second = '{"event":"user_disabled","at":2}';

interface Delivery {
  readonly status: number;
  /** What it has added to the log, without the time. */
  readonly lines: readonly string[];
}

interface Receiver {
  readonly events: unknown[];
  /** Sends a webhook as bytes, with these header lines. */
  readonly send: (body: string, ...headers: readonly string[]) => Promise<Delivery>;
  /** Sends chunks as they are, with or without an end. */
  readonly stream: Receiver['send'];
  /** Sends one that is signed as it should be. */
  readonly deliver: (body: string) => Promise<Delivery>;
}

const withReceiver =
  (use: (receiver: Receiver) => Promise<void>, more: Partial<WebhookOptions> = {}) =>
  async (): Promise<void> => {
    const events: unknown[] = [];
    const log: string[] = [];
    const backend = createBackend({
      api: 'http://localhost:1',
      username: 'partner',
      password: 'the password of the partner',
      webhook: { secret: SECRET, onEvent: (event) => void events.push(event), ...more },
      log: (entry) => log.push(toLine(entry).replace(/ \d+ ms$/, '')),
    });
    const served = await serve(backend, { port: 0, host: '127.0.0.1' });
    const post = async (body: string, ...headers: readonly string[]) => {
      const before = log.length;
      const head = ['POST /webhooks/btcdirect HTTP/1.1', 'host: site', ...headers].join('\r\n');
      const answer = await exchange(served.port, `${head}\r\n\r\n${body}`);
      return { status: statusOf(answer), lines: log.slice(before) };
    };
    const send: Receiver['send'] = (body, ...headers) =>
      post(body, `content-length: ${Buffer.byteLength(body)}`, ...headers);
    const stream: Receiver['stream'] = (chunks, ...headers) => post(chunks, 'transfer-encoding: chunked', ...headers);
    try {
      await use({ events, send, stream, deliver: (body) => send(body, `x-signature: ${sign(body)}`) });
    } finally {
      await served.close(500);
    }
  };

describe('a webhook at fault', () => {
  const missing = 'webhook 401 (no signature)';
  const wrong = 'webhook 401 (forged or cut)';
  const good = `x-signature: ${sign(first)}`;
  const large = JSON.stringify('x'.repeat(100_000));
  const cases: readonly (readonly [
    name: string,
    body: string,
    headers: readonly string[],
    status: number,
    line: string,
  ])[] = [
    ['without a signature', first, [], 401, missing],
    ['with an empty signature', first, ['x-signature:'], 401, missing],
    ['with the signature in two headers', first, [good, good], 401, missing],
    ['with a forged signature beside the good one', first, [`x-signature: ${sign(first, 'x')}`, good], 401, missing],
    ['with the signature of another secret', first, [`x-signature: ${sign(first, 'another')}`], 401, wrong],
    ['with the signature of another event', second, [good], 401, wrong],
    ['with one more letter', `${first} `, [good], 401, wrong],
    ['that is larger than allowed', large, [`x-signature: ${sign(large)}`], 413, 'webhook 413 (too large)'],
    ['that is signed, and no JSON', 'Hello', [`x-signature: ${sign('Hello')}`], 400, 'webhook 400 (no JSON)'],
  ];
  for (const [name, body, headers, status, line] of cases) {
    it(
      `${name} gets a ${status} and a line in the log, and is not handled`,
      withReceiver(async ({ events, send, deliver }) => {
        assert.deepEqual(await send(body, ...headers), { status, lines: [line] });
        assert.deepEqual(events, []);
        assert.deepEqual(await deliver(first), { status: 204, lines: ['webhook 204'] });
      }),
    );
  }

  it(
    'that has no end is refused as soon as it is larger than allowed',
    withReceiver(async ({ events, stream }) => {
      const chunks = `10000\r\n${' '.repeat(65_536)}\r\n`.repeat(2);
      assert.deepEqual(await stream(chunks, good), { status: 413, lines: ['webhook 413 (too large)'] });
      assert.deepEqual(events, []);
    }),
  );

  it(
    'that is replayed is answered, and not handled again',
    withReceiver(async ({ events, deliver }) => {
      for (let time = 0; time < 3; time++)
        assert.deepEqual(await deliver(first), { status: 204, lines: ['webhook 204'] });
      assert.deepEqual(events, [JSON.parse(first)]);
    }),
  );

  it(
    'that comes before an older one is handled all the same, and so is the older one, each once',
    withReceiver(async ({ events, deliver }) => {
      for (const body of [second, first, second, first]) assert.equal((await deliver(body)).status, 204);
      assert.deepEqual(events, [JSON.parse(second), JSON.parse(first)]);
    }),
  );
});

describe('an onEvent()', () => {
  let calls = 0;
  const failing: readonly (readonly [name: string, onEvent: () => void | Promise<void>, line: string])[] = [
    [
      'that throws',
      () => {
        throw new Error('The database at 10.0.0.1 is down.');
      },
      'webhook 500 (onEvent() failed)',
    ],
    ['that rejects', () => Promise.reject(new Error('down')), 'webhook 500 (onEvent() failed)'],
    ['that never ends', () => new Promise(() => undefined), 'webhook 500 (onEvent() takes too long)'],
  ];
  for (const [name, onEvent, line] of failing) {
    it(
      `${name} gets its status and its line in the log, and is called again for the next delivery`,
      withReceiver(
        async ({ deliver }) => {
          calls = 0;
          assert.deepEqual(await deliver(first), { status: 500, lines: [line] });
          assert.deepEqual(await deliver(first), { status: 204, lines: ['webhook 204'] });
          assert.deepEqual(await deliver(first), { status: 204, lines: ['webhook 204'] });
          assert.equal(calls, 2);
        },
        { onEvent: () => (calls++ === 0 ? onEvent() : undefined), timeout: 300 },
      ),
    );
  }
});

describe('a keyOf()', () => {
  const strange: readonly (readonly [name: string, keyOf: () => string])[] = [
    [
      'that throws',
      () => {
        throw new Error('no id');
      },
    ],
    ['that gives no text', () => 7 as unknown as string],
  ];
  for (const [name, keyOf] of strange) {
    it(
      `${name} gets its status and its line in the log`,
      withReceiver(
        async ({ deliver, events }) => {
          assert.deepEqual(await deliver(first), { status: 500, lines: ['webhook 500 (keyOf() failed)'] });
          assert.deepEqual(events, []);
        },
        { keyOf },
      ),
    );
  }
});
