import { expect } from '@open-wc/testing';
import type { Reply } from '../support/upgrade.js';
import { emulators, offer, part, refusal, until } from '../support/upgrade.js';
import { begin, failure, recordConsole } from './support/begin.js';

const anOffer = offer();

describe('an answer that is no use', () => {
  const console = recordConsole();

  const bodies: readonly (readonly [what: string, reply: Reply, code: string, kind: string])[] = [
    ['a page', { body: '<!doctype html><h1>Bad gateway</h1>' }, 'bad-response', 'server'],
    ['nothing', {}, 'bad-response', 'server'],
    ['half of it', { ...anOffer, truncate: true }, 'bad-response', 'server'],
    ['a list', { body: [anOffer.body] }, 'bad-response', 'server'],
    ['a number', { body: 7 }, 'bad-response', 'server'],
    ['a text', { body: '"ER701"' }, 'bad-response', 'server'],
    ['null', { body: null }, 'bad-response', 'server'],
    ['__proto__', { body: '{"__proto__": {"nextLevel": null}}' }, 'bad-response', 'server'],
    ['a lost connection', { drop: true }, 'network', 'network'],
    ['a page with HTTP 502', { status: 502, body: '<!doctype html>' }, 'http-502', 'server'],
    ['nothing with HTTP 500', { status: 500 }, 'http-500', 'server'],
    ['HTTP 400', { status: 400, body: {} }, 'http-400', 'server'],
    ['HTTP 400 with another status in its body', { status: 400, body: { statusCode: 503 } }, 'http-400', 'server'],
    ['HTTP 401', { status: 401, body: {} }, 'http-401', 'authentication'],
    ['HTTP 403', { status: 403 }, 'http-403', 'authentication'],
    ['HTTP 403 with a page', { status: 403, body: '<!doctype html>' }, 'http-403', 'server'],
    [
      'HTTP 403 with a page that is said to be text',
      { status: 403, body: '<p>No.</p>', headers: { 'content-type': 'text/plain' } },
      'http-403',
      'server',
    ],
    [
      'HTTP 403 with nothing that is said to be a page',
      { status: 403, headers: { 'content-type': 'text/html' } },
      'http-403',
      'server',
    ],
    ['HTTP 404', { status: 404, body: '<!doctype html>' }, 'http-404', 'configuration'],
    ['HTTP 405', { status: 405 }, 'http-405', 'configuration'],
    ['HTTP 429', { status: 429 }, 'http-429', 'rate-limit'],
    ['HTTP 500 with an offer in it', { ...anOffer, status: 500 }, 'http-500', 'server'],
    ['HTTP 300 with an offer in it', { ...anOffer, status: 300 }, 'http-300', 'server'],
    ['HTTP 404 with no next level', { status: 404, body: { nextLevel: null } }, 'http-404', 'configuration'],
    ['an error without a code', { status: 422, body: { errors: { name: 'No.' } } }, 'http-422', 'server'],
    ['an error without a code and HTTP 200', { body: { errors: { name: 'No.' } } }, 'bad-response', 'server'],
    ['an unknown code', refusal(418, 'ER12345'), 'ER12345', 'server'],
    ['a code with HTTP 200', refusal(200, 'ER709'), 'ER709', 'account'],
    ['a code that says more than the HTTP status', refusal(401, 'ER920'), 'ER920', 'rate-limit'],
  ];
  for (const [what, reply, code, kind] of bodies) {
    it(`(${what}) is ${code}`, async () => {
      const { error } = await failure({ replies: [reply] });
      expect(error).to.include({ code, kind });
      if (code !== 'network') expect(error.status).to.equal(reply.status ?? 200);
    });
  }

  it('(a connection lost midway) is network', async () => {
    expect((await failure({ replies: [{ ...anOffer, drop: 'midway' }] })).error.code).to.equal('network');
  });

  for (const [status, kind] of [
    [401, 'authentication'],
    [429, 'rate-limit'],
    [503, 'server'],
  ] as const) {
    it(`(a connection lost midway, with HTTP ${status}) is http-${status}`, async () => {
      // Not of the emulator: WebKit hides what has come just before the connection breaks.
      const body = new ReadableStream({ pull: (stream) => stream.error(new TypeError('Connection lost')) });
      const request = () => new Response(body, { status, headers: { 'retry-after': '7' } });
      const { error } = await failure({ properties: { request } });
      expect(error).to.include({ code: `http-${status}`, kind, retryAfter: 7 });
    });
  }

  it('a host that cannot be reached is network, without the browser’s words, which may quote a header', async () => {
    const { error } = await failure({ origin: 'http://127.0.0.1:1' });
    expect(error.code).to.equal('network');
    expect(error.cause).to.equal(undefined);
  });

  it('quotes nothing of itself, as half an offer may hold a token', async () => {
    const body = '{"nextLevel": "b", "upgrade": {"access_token": "secret-token"';
    const { error } = await failure({ replies: [{ body }] });
    for (const text of [error.message, String(error.stack), String(error.cause), console.text]) {
      expect(text).not.to.contain('secret-token');
    }
  });

  it('tells the developer the status of an answer without a code', async () => {
    const { error } = await failure({ replies: [{ status: 503 }] });
    expect(error.message).to.equal('The server answered with status 503.');
    expect(console.text).to.include('http-503: The server answered with status 503.');
  });

  it('tells the developer the code, the API’s words and its solution', async () => {
    const { error } = await failure({ replies: [refusal(403, 'ER703')] });
    expect(error).to.include({ status: 403, message: 'Message of ER703.', solution: 'Solution of ER703.' });
    expect(console.text).to.match(/ER703.*Message of ER703\..*Solution of ER703\./);
  });
});

describe('several codes in one answer', () => {
  recordConsole();

  const rankings: readonly (readonly [codes: readonly string[], winner: string])[] = [
    [['ER999', 'ER800', 'ER709', 'ER920', 'ER700'], 'ER700'],
    [['ER999', 'ER709', 'ER920'], 'ER920'],
    [['ER999', 'ER800', 'ER705'], 'ER705'],
    [['ER708', 'ER999'], 'ER999'],
    [['ER708', 'ER700'], 'ER700'],
    [['ER708', 'ER920'], 'ER920'],
    [['ER708', 'ER709'], 'ER709'],
    [['ER999', 'ER800'], 'ER999'],
    [['ER800', 'ER999'], 'ER800'],
    [['ER704', 'ER702', 'ER700'], 'ER704'],
    [['ER707', 'ER706', 'ER703'], 'ER707'],
    [['ER55555', 'ER709'], 'ER709'],
  ];
  for (const [codes, winner] of rankings) {
    it(`(${codes.join(', ')}) come down to ${winner}`, async () => {
      expect((await failure({ replies: [refusal(400, ...codes)] })).error.code).to.equal(winner);
    });
  }

  it('(in a list) come down to the most useful one too', async () => {
    const body = { errors: [{ code: 'ER999' }, { code: 'ER702' }] };
    expect((await failure({ replies: [{ status: 400, body }] })).error.code).to.equal('ER702');
  });
});

describe('a document under review', () => {
  for (const status of [200, 400, 409]) {
    it(`(ER708 with HTTP ${status}) is no error`, async () => {
      const { element, run } = await begin({ replies: [refusal(status, 'ER708')] });
      expect(await until(element, 'pending')).to.deep.equal({ status: 'pending' });
      expect((await run.requests()).length).to.equal(1);
    });
  }

  it('may be asked about again', async () => {
    const { element } = await begin({ replies: [refusal(409, 'ER708'), offer()] });
    await until(element, 'pending');
    element.start();
    await until(element, 'active');
  });
});

describe('a rate limit', () => {
  recordConsole();
  const limit = (headers: Record<string, string>): Reply => ({ ...refusal(429, 'ER920'), headers });
  const inAMinute = () => new Date(Date.now() + 60_000).toUTCString();

  const waits: readonly (readonly [what: string, headers: () => Record<string, string>, from: number, to?: number])[] =
    [
      ['in seconds', () => ({ 'retry-after': '12' }), 12],
      ['of no time', () => ({ 'retry-after': '0' }), 0],
      ['as a date', () => ({ 'retry-after': inAMinute() }), 58, 61],
      ['as a date with an offset', () => ({ 'retry-after': inAMinute().replace('GMT', '+0000') }), 58, 61],
      ['as a date gone by', () => ({ 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }), 0],
      [
        'as a date by the server’s clock, which is not ours',
        () => ({ date: 'Wed, 21 Oct 2015 07:28:00 GMT', 'retry-after': 'Wed, 21 Oct 2015 07:29:30 GMT' }),
        90,
      ],
      ['not named', () => ({}), 30],
      ['empty', () => ({ 'retry-after': '' }), 30],
      ['of nonsense', () => ({ 'retry-after': 'soon' }), 30],
      ['without an end', () => ({ 'retry-after': 'Infinity' }), 30],
      ['below nothing', () => ({ 'retry-after': '-5' }), 0, 30],
    ];
  for (const [what, headers, from, to = from] of waits) {
    it(`(a wait ${what}) is counted in seconds`, async () => {
      const { error } = await failure({ replies: [limit(headers())] });
      expect(error.retryAfter).to.be.within(from, to);
    });
  }

  it('is read across origins where the server exposes it', async () => {
    const { api } = await emulators();
    const { error } = await failure({ origin: api, replies: [limit({ 'retry-after': '7' })] });
    expect(error).to.include({ code: 'ER920', retryAfter: 7 });
  });

  it('sends nothing by itself once the wait is over, and starts on a click', async () => {
    const { element, run } = await begin({ replies: [limit({ 'retry-after': '1' }), offer()] });
    await until(element, 'failed');
    const button = () => part(element, 'button') as HTMLButtonElement | null;
    expect(button()?.disabled).to.equal(true);
    while (button()?.disabled) await new Promise(requestAnimationFrame);
    expect((await run.requests()).length).to.equal(1);
    button()?.click();
    await until(element, 'active');
  });
});
