import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import { describe, it } from 'node:test';
import { startBench, type Bench } from '../support/backend.js';
import type { WebhookOptions } from '../../src/server/index.js';

const SECRET = 'the secret of the webhooks';
const PATH = '/webhooks/btcdirect';
const verified = '{"event":"user_verified",  "user":"7 – ü"}';
const sign = (body: string | Uint8Array, secret = SECRET) => createHmac('sha256', secret).update(body);

interface Hook extends Bench {
  /** What came through. */
  readonly events: unknown[];
  readonly deliver: (body: string | Uint8Array<ArrayBuffer>, signature: string, header?: string) => Promise<number>;
}

const withHook =
  (use: (hook: Hook) => Promise<void>, more: Partial<WebhookOptions> = {}) =>
  async (): Promise<void> => {
    const events: unknown[] = [];
    const webhook = { secret: SECRET, onEvent: (event: unknown) => void events.push(event), ...more };
    const bench = await startBench({ webhook });
    const deliver = async (body: string | Uint8Array<ArrayBuffer>, signature: string, header = 'x-signature') =>
      (await bench.ask({ path: PATH, headers: { [header]: signature }, body })).status;
    try {
      await use({ ...bench, events, deliver });
    } finally {
      await bench.close();
    }
  };

describe('a webhook', () => {
  it(
    'comes through, from whatever origin, with a signature over its very bytes',
    withHook(async ({ deliver, events }) => {
      assert.equal(await deliver(verified, sign(verified).digest('hex')), 204);
      assert.deepEqual(events, [{ event: 'user_verified', user: '7 – ü' }]);
    }),
  );

  for (const [name, signature] of [
    ['capitals', sign(verified).digest('hex').toUpperCase()],
    ['base64', sign(verified).digest('base64')],
    ['base64 for URLs', sign(verified).digest('base64url')],
    ['a prefix', `sha256=${sign(verified).digest('hex')}`],
  ] as const) {
    it(
      `may be signed with ${name}`,
      withHook(async ({ deliver, events }) => {
        assert.equal(await deliver(verified, signature), 204);
        assert.equal(events.length, 1);
      }),
    );
  }

  it(
    'may be signed with either secret while it is changed',
    withHook(
      async ({ deliver, events }) => {
        assert.equal(await deliver(verified, sign(verified, 'the new one').digest('hex')), 204);
        assert.equal(await deliver(verified, sign(verified).digest('hex')), 204);
        assert.equal(await deliver(verified, sign(verified, 'another').digest('hex')), 401);
        assert.equal(events.length, 2);
      },
      { secret: ['the new one', SECRET] },
    ),
  );

  it(
    'has its signature in the header that BTC Direct says',
    withHook(
      async ({ deliver, events }) => {
        const signature = sign(verified).digest('hex');
        assert.equal(await deliver(verified, signature), 401);
        assert.equal(await deliver(verified, signature, 'x-partner-hmac'), 204);
        assert.equal(events.length, 1);
      },
      { header: 'X-Partner-Hmac' },
    ),
  );

  const hex = sign(verified).digest('hex');
  const forged: readonly (readonly [name: string, body: string | Uint8Array<ArrayBuffer>, signature: string])[] = [
    ['signed with another secret', verified, sign(verified, 'another').digest('hex')],
    ['signed with no secret', verified, sign(verified, '').digest('hex')],
    ['with one bit turned', verified.replace('7', '6'), hex],
    ['with other white space', JSON.stringify(JSON.parse(verified)), hex],
    ['cut short', verified.slice(0, -1), hex],
    ['empty', '', hex],
    ['with half a signature', verified, hex.slice(0, 32)],
    ['with too much of a signature', verified, `${hex}00`],
    ['with two signatures', verified, `${hex}, ${hex}`],
    ['without a signature', verified, ''],
    ['with words for a signature', verified, 'let me in'],
    ['with bytes that are no text', Uint8Array.from([0xff, 0xfe, 0x00]), hex],
  ];
  for (const [name, body, signature] of forged) {
    it(
      `is refused ${name}`,
      withHook(async ({ deliver, events }) => {
        assert.equal(await deliver(body, signature), 401);
        assert.deepEqual(events, []);
      }),
    );
  }

  it(
    'is refused when the connection ends before it does',
    withHook(async ({ origin, events, log }) => {
      const { port } = new URL(origin);
      const socket = connect(Number(port), 'localhost');
      const head = [`POST ${PATH} HTTP/1.1`, 'host: localhost', `x-signature: ${hex}`, `content-length: 1000`];
      socket.end(`${head.join('\r\n')}\r\n\r\n${verified}`);
      await new Promise((resolve) => socket.resume().once('close', resolve));
      while (log.length === 0) await new Promise(setImmediate);
      assert.deepEqual(events, []);
      assert.equal(log[0]?.status, 400);
    }),
  );

  it(
    'is refused when it is larger than any can be',
    withHook(async ({ deliver, events }) => {
      const body = JSON.stringify('x'.repeat(100_000));
      assert.equal(await deliver(body, sign(body).digest('hex')), 413);
      assert.deepEqual(events, []);
    }),
  );

  it(
    'is refused when it is signed, and no JSON',
    withHook(async ({ deliver }) => {
      assert.equal(await deliver('Hello', sign('Hello').digest('hex')), 400);
    }),
  );

  it(
    'counts once however often it is sent, at once or later',
    withHook(async ({ deliver, events, wait }) => {
      const statuses = await Promise.all(Array.from({ length: 20 }, () => deliver(verified, hex)));
      wait(23 * 3_600_000);
      statuses.push(await deliver(verified, sign(verified).digest('base64')));
      assert.deepEqual(new Set(statuses), new Set([204]));
      assert.equal(events.length, 1);
      const another = verified.replace('7', '8');
      await deliver(another, sign(another).digest('hex'));
      assert.equal(events.length, 2);
    }),
  );

  it(
    'counts once by what the page calls the same',
    withHook(
      async ({ deliver, events }) => {
        for (const body of ['{"id":1,"try":1}', '{"id":1,"try":2}', '{"id":2}'])
          assert.equal(await deliver(body, sign(body).digest('hex')), 204);
        assert.deepEqual(events, [{ id: 1, try: 1 }, { id: 2 }]);
      },
      { keyOf: (event) => String((event as { id: number }).id) },
    ),
  );

  let tries = 0;
  it(
    'comes again when it could not be dealt with, and then counts',
    withHook(
      async ({ deliver }) => {
        assert.deepEqual(await Promise.all([deliver(verified, hex), deliver(verified, hex)]), [500, 500]);
        assert.equal(await deliver(verified, hex), 204);
        assert.equal(await deliver(verified, hex), 204);
        assert.equal(tries, 2);
      },
      {
        onEvent: async () => {
          // Long enough for the second delivery to come meanwhile.
          await new Promise((resolve) => setTimeout(resolve, 100));
          if (++tries === 1) throw new Error('The database is down.');
        },
      },
    ),
  );

  it('has no address without a secret', async () => {
    const bench = await startBench();
    assert.equal((await bench.ask({ path: PATH, headers: { 'x-signature': hex }, body: verified })).status, 404);
    await bench.close();
  });
});
