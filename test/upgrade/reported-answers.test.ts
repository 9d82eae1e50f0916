import { expect } from '@open-wc/testing';
import type { RequestContext, UpgradeState, VerificationUpgradeElement } from '../../src/index.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import { readStatus } from '../../src/upgrade/poll-status.js';
import { offerOf, record, Run, until } from '../support/upgrade.js';
import { begin, recordConsole } from './support/begin.js';

const ends = ['active', 'pending', 'approved', 'rejected', 'unavailable', 'failed'];

/** What a body leads to, as the page's own client hands it over and as fetch does. */
async function endOf(reply: unknown): Promise<UpgradeState> {
  const fake = new FakeProvider();
  const { element } = await begin({ properties: { request: () => reply, providers: { acme: fake.load } } });
  while (!ends.includes(element.state.status))
    await new Promise((resolve) => element.addEventListener('upgrade-state-change', resolve, { once: true }));
  return element.state;
}

const codeOf = (state: UpgradeState) => (state.status === 'failed' ? state.error.code : state.status);
const toResponse = (body: unknown) => new Response(typeof body === 'string' ? body : JSON.stringify(body));

const offered = offerOf('acme').body as Readonly<Record<string, unknown>>;
const text = JSON.stringify(offered);
const upgrade = { access_token: 'secret-token', provider: 'acme' };

describe('an answer in another spelling', () => {
  recordConsole();
  const bodies: Readonly<Record<string, readonly [body: unknown, end: string]>> = {
    'with a byte order mark': [`\uFEFF${text}`, 'active'],
    'with two byte order marks': [`\uFEFF\uFEFF${text}`, 'active'],
    'with a prefix against inclusion as a script': [`)]}',\n${text}`, 'active'],
    'with a loop against inclusion as a script': [`for(;;);${text}`, 'active'],
    'with a warning of PHP': [
      `<br />\n<b>Warning</b>:  Undefined array key "x" in <b>/a.php</b><br />\n${text}`,
      'active',
    ],
    'with the comment of a cache after it': [`${text}\n<!-- Page cached by LiteSpeed Cache -->`, 'active'],
    'with what a script has printed after it': [`${text}0`, 'active'],
    'with zeros after it': [`${text}\0\0`, 'active'],
    'in a call of JSONP': [`callback(${text});`, 'active'],
    'in a page': [`<html><body><pre>${text}</pre></body></html>`, 'active'],
    'in an event of a stream': [`data: ${text}\n\n`, 'active'],
    'encoded twice, with brackets in it': [JSON.stringify(`${text} [1]`), 'bad-response'],
    'with another answer after it': [`${text}\n${text}`, 'bad-response'],
    'encoded twice': [JSON.stringify(text), 'active'],
    'encoded twice, after a line break and a byte order mark': [`\n\uFEFF${JSON.stringify(text)}`, 'active'],
    'whose upgrade is JSON text': [{ ...offered, upgrade: JSON.stringify(offered['upgrade']) }, 'active'],
    'in snake case': [{ current_level: 'hero', next_level: 'satoshi', upgrade }, 'active'],
    'in Pascal case': [
      { CurrentLevel: 'hero', NextLevel: 'satoshi', Upgrade: { AccessToken: 'secret-token', Provider: 'acme' } },
      'active',
    ],
    'in Pascal case, without an upgrade': [{ CurrentLevel: 'hero', NextLevel: null, Upgrade: null }, 'unavailable'],
    'in Pascal case, with an error': [{ Errors: { ER709: { Code: 'ER709' } } }, 'ER709'],
    'whose errors have an errorCode': [{ errors: [{ errorCode: 'ER709' }] }, 'ER709'],
    'of tRPC': [{ result: { data: offered } }, 'active'],
    'of tRPC with superjson': [{ result: { data: { json: offered } } }, 'active'],
    'of GraphQL': [{ data: { requestUpgrade: offered } }, 'active'],
    'with a root element': [{ user_upgrade: offered }, 'active'],
    'of ASP.NET': [{ d: text }, 'active'],
    'in a payload beside other fields': [{ payload: offered, code: 0, message: 'ok' }, 'active'],
    'of GraphQL, with an error': [{ data: null, errors: [{ message: '', extensions: { code: 'ER709' } }] }, 'ER709'],
    'of FastAPI, with an error': [{ detail: { errors: { ER709: { code: 'ER709' } } } }, 'ER709'],
    'of Nest, with an error': [{ message: { errors: [{ code: 'ER709' }] }, error: 'Bad Request' }, 'ER709'],
    'of JSON:API': [{ data: { type: 'upgrades', id: '1', attributes: offered } }, 'active'],
    'of GraphQL, without a session': [
      { data: null, errors: [{ message: 'Not signed in', extensions: { code: 'UNAUTHENTICATED' } }] },
      'http-401',
    ],
    'that speaks of a user beside a failure': [
      { success: false, message: 'Not logged in', user: { currentLevel: 'hero', nextLevel: null } },
      'bad-response',
    ],
    'that is the profile of a user': [{ user: { id: 7, currentLevel: 'hero' } }, 'bad-response'],
    'of GraphQL, about a user': [{ data: { me: { currentLevel: 'hero' } } }, 'bad-response'],
    'that is wrapped too often': [{ a: { b: { c: { d: offered } } } }, 'bad-response'],
  };
  for (const [what, [body, end]] of Object.entries(bodies)) {
    it(`${what} is understood`, async () => {
      expect(codeOf(await endOf(body)), 'of a client').to.equal(end);
      expect(codeOf(await endOf(toResponse(body))), 'of fetch').to.equal(end);
    });
  }

  it('names its levels', async () => {
    const state = await endOf({ current_level: 'hero', NextLevel: 'satoshi', upgrade });
    expect(state).to.include({ currentLevel: 'hero', nextLevel: 'satoshi' });
  });

  it('keeps the payload under the server’s names', async () => {
    const fake = new FakeProvider();
    const request = () => ({ ...offered, upgrade: { ...upgrade, workflow_run_id: 'run-1' } });
    await begin({ properties: { request, providers: { acme: fake.load } } });
    expect((await fake.mounted()).context.payload).to.include({
      workflow_run_id: 'run-1',
      accessToken: 'secret-token',
    });
  });
});

describe('an error whose status is in the body of a success', () => {
  recordConsole();
  const bodies: Readonly<Record<string, readonly [body: unknown, code: string, kind: string]>> = {
    'statusCode, of a Lambda': [{ statusCode: 401, body: '' }, 'http-401', 'authentication'],
    'statusCode and message': [{ statusCode: 401, message: 'Unauthorized' }, 'http-401', 'authentication'],
    'status and error': [{ status: 403, error: 'Forbidden', path: '/upgrade' }, 'http-403', 'authentication'],
    'code and msg': [{ code: 401, msg: 'expired', data: null }, 'http-401', 'authentication'],
    'code and message': [{ code: 429, message: 'Slow down' }, 'http-429', 'rate-limit'],
    'in an error': [{ error: { status: 401, message: 'Unauthorized' } }, 'http-401', 'authentication'],
    'in an error, as a code': [{ error: { code: 401, message: 'Unauthorized' } }, 'http-401', 'authentication'],
    'in an error, a limit': [{ error: { code: 429, message: 'Slow down' } }, 'http-429', 'rate-limit'],
    'as text': [{ status: '401', message: 'Unauthorized' }, 'http-401', 'authentication'],
    'a word for the status': [{ status: 'error', message: 'Not logged in' }, 'bad-response', 'server'],
    'a status that is none': [{ status: 1, message: 'Not logged in' }, 'bad-response', 'server'],
  };
  for (const [what, [body, code, kind]] of Object.entries(bodies)) {
    it(`(${what}) is ${code}`, async () => {
      for (const reply of [body, toResponse(body)]) {
        const state = await endOf(reply);
        expect(state.status === 'failed' && state.error).to.include({ code, kind });
      }
    });
  }

  it('does not make an answer an error', async () => {
    expect((await endOf({ ...offered, code: 401, status: 500 })).status).to.equal('active');
  });
});

describe('a rate limit whose Retry-After is', () => {
  recordConsole();
  const values: Readonly<Record<string, number>> = {
    '1.5': 2,
    '0.4': 1,
    '60, 60': 60,
    '-5': 30,
    '+7': 30,
    '2e3': 30,
    soon: 30,
    '': 30,
  };
  for (const [value, seconds] of Object.entries(values)) {
    it(`"${value}" is a wait of ${seconds} seconds`, async () => {
      const state = await endOf(new Response('{}', { status: 429, headers: { 'retry-after': value } }));
      expect(state.status === 'failed' && state.error).to.include({ code: 'http-429', retryAfter: seconds });
    });
  }
});

describe('a rate limit whose wait is in another header', () => {
  recordConsole();
  const date = 'Wed, 21 Oct 2026 07:28:00 GMT';
  const at = Date.parse(date) / 1000;
  const cases: readonly (readonly [headers: Readonly<Record<string, string>>, seconds: number])[] = [
    [{ 'ratelimit-reset': '12' }, 12],
    [{ 'x-ratelimit-reset': '12' }, 12],
    [{ 'x-ratelimit-reset': String(at + 20) }, 20],
    [{ 'x-ratelimit-reset': String(at * 1000 + 20_000) }, 20],
    [{ 'x-ratelimit-reset': '2026-10-21T07:28:20Z' }, 20],
    [{ 'x-ratelimit-reset-after': '1.5', 'x-ratelimit-reset': String(at + 20) }, 2],
    [{ 'retry-after': '5', 'x-ratelimit-reset': String(at + 20) }, 5],
    [{ 'retry-after': String(at + 20) }, 20],
    [{ 'ratelimit-reset': 'soon' }, 30],
  ];
  for (const [headers, seconds] of cases) {
    it(`(${JSON.stringify(headers)}) is a wait of ${seconds} seconds`, async () => {
      const state = await endOf(new Response('{}', { status: 429, headers: { date, ...headers } }));
      expect(state.status === 'failed' && state.error).to.include({ code: 'http-429', retryAfter: seconds });
    });
  }

  it('counts for ER920, and for a limit that is refused with 403', async () => {
    const headers = { 'x-ratelimit-reset': '12' };
    for (const [code, status] of [
      ['ER920', 400],
      ['http-403', 403],
    ] as const) {
      const body = code === 'ER920' ? { errors: { ER920: {} } } : { message: 'Over quota' };
      const state = await endOf(new Response(JSON.stringify(body), { status, headers }));
      expect(state.status === 'failed' && state.error).to.include({ code, kind: 'rate-limit', retryAfter: 12 });
    }
  });

  it('means nothing for other errors', async () => {
    const state = await endOf(new Response('{}', { status: 500, headers: { 'x-ratelimit-reset': '12' } }));
    expect(state.status === 'failed' && state.error.retryAfter).to.equal(undefined);
  });
});

describe('an address that is redirected', () => {
  const written = recordConsole();

  it('is named in the console: a browser repeats a POST with GET', async () => {
    const run = new Run();
    const replies = JSON.stringify([{ status: 405, body: { detail: 'Method "GET" not allowed.' } }]);
    const target = `/api/v2/user/upgrade-status?${new URLSearchParams({ run: run.id, replies })}`;
    const { element } = await begin({ replies: [{ status: 301, headers: { location: target } }] });
    expect((await until(element, 'failed')).error.code).to.equal('http-405');
    expect((await run.requests()).map(({ method }) => method)).to.deep.equal(['GET']);
    expect(written.text).to.include('http-405: The server answered with status 405 (redirected).');
  });
});

describe('a page in place of an answer', () => {
  recordConsole();
  const html = { 'content-type': 'text/html' };
  const json = { 'content-type': 'application/json' };
  const plain = { 'content-type': 'text/plain' };
  type Case = readonly [body: string, status: number, headers: Record<string, string>, code: string, kind: string];
  const cases: Readonly<Record<string, Case>> = {
    'a login page': [
      '<!doctype html><form><input name="user"><input type="password" name="secret"></form>',
      200,
      html,
      'http-401',
      'authentication',
    ],
    'a form that goes to an identity provider': [
      '<html><form method="post" action="https://idp.example/"><input type="hidden" name="SAMLRequest"></form>',
      200,
      html,
      'http-401',
      'authentication',
    ],
    'a login page that holds JSON': [
      '<!doctype html><input type="password"><script type="application/json">{"props":1}</script>',
      200,
      html,
      'http-401',
      'authentication',
    ],
    'a page of a firewall that holds JSON': [
      '<!doctype html><script type="application/json">{"props":1}</script>',
      403,
      html,
      'http-403',
      'server',
    ],
    'an expired nonce of WordPress': ['-1', 403, html, 'http-403', 'authentication'],
    'the page of an app': ['<!doctype html><div id="root"></div>', 200, html, 'bad-response', 'server'],
    'a captcha of DataDome': [
      '{"url":"https://geo.captcha-delivery.com/captcha/?cid=1"}',
      403,
      json,
      'http-403',
      'server',
    ],
    'a captcha of HUMAN': ['{"appId":"PX1","blockScript":"/x/captcha/captcha.js"}', 403, json, 'http-403', 'server'],
    'no access': ['{"message":"Forbidden"}', 403, json, 'http-403', 'authentication'],
    'no access, in Spring': [
      '{"error":"Forbidden","message":"Access Denied"}',
      403,
      json,
      'http-403',
      'authentication',
    ],
    'a block by Cloudflare, as text': ['error code: 1020', 403, plain, 'http-403', 'server'],
    'a block by Cloudflare, as JSON': [
      '{"title":"The site owner has blocked access"}',
      403,
      json,
      'http-403',
      'server',
    ],
    'a block by Imperva': ['{"description":"This request was blocked"}', 403, json, 'http-403', 'server'],
    'a limit of the account': [
      '{"message":"Not for corporate limited companies"}',
      403,
      json,
      'http-403',
      'authentication',
    ],
    'a text that is no page': [
      'Forbidden: level < 2',
      403,
      { 'content-type': 'text/plain' },
      'http-403',
      'authentication',
    ],
  };
  for (const [name, [body, status, headers, code, kind]] of Object.entries(cases)) {
    it(`(${name}) is ${code}, a matter of ${kind}`, async () => {
      const state = await endOf(new Response(body, { status, headers }));
      expect(state.status === 'failed' && state.error).to.include({ code, kind });
    });
  }

  for (const status of [404, 502]) {
    it(`(after a redirect, with ${status}) is no login`, async () => {
      const reply = new Response('<!doctype html>', { status, headers: html });
      Object.defineProperty(reply, 'redirected', { value: true });
      const state = await endOf(reply);
      expect(state.status === 'failed' && state.error.code).to.equal(`http-${status}`);
    });
  }
});

describe('a status in another form', () => {
  const about = { nextLevel: 'satoshi', isAnswer: false };

  it('(a list whose names begin with capitals) is read like the list', () => {
    const memory = {};
    expect(readStatus([{ Name: 'id', Status: 'Pending' }], memory, about)).to.equal(undefined);
    expect(readStatus([{ Name: 'id', Status: 'Missing' }], memory, about)).to.equal('rejected');
  });

  it('(a list with something that is no item) is read like the list', () => {
    const memory = {};
    expect(readStatus([null, 'id', { name: 'id', status: 'pending' }], memory, about)).to.equal(undefined);
    expect(readStatus([], memory, about)).to.equal('approved');
  });

  it('(a level with a capital) confirms', () => {
    expect(readStatus({ currentLevel: 'Satoshi', nextLevel: null }, {}, about)).to.equal('approved');
  });

  it('(an error without a word) does not confirm', () => {
    const memory = {};
    expect(readStatus([{ name: 'id', status: 'pending' }], memory, about)).to.equal(undefined);
    expect(readStatus({ error: [], message: [] }, memory, about)).to.equal(undefined);
  });

  for (const wrapper of ['data', 'result', 'response', 'body', 'Items', 'results', 'content']) {
    it(`(a list in "${wrapper}") is read like the list`, () => {
      const memory = {};
      expect(readStatus({ [wrapper]: [] }, memory, about)).to.equal(undefined);
      expect(readStatus({ [wrapper]: [{ name: 'id', status: 'pending' }] }, memory, about)).to.equal(undefined);
      expect(readStatus({ [wrapper]: [] }, memory, about)).to.equal('approved');
    });
  }

  it('(an answer in snake case) confirms', () => {
    expect(readStatus({ current_level: 'satoshi', next_level: null }, {}, about)).to.equal('approved');
  });
});

describe('a page with Referrer-Policy: no-referrer', () => {
  it('says to its own server where it is', async () => {
    const meta = Object.assign(document.createElement('meta'), { name: 'referrer', content: 'no-referrer' });
    document.head.append(meta);
    const { element, run } = await begin({ replies: [{ body: { currentLevel: 'hero', nextLevel: null } }] });
    await until(element, 'unavailable');
    meta.content = 'strict-origin-when-cross-origin';
    // Without the policy of the request, Firefox would send "null".
    expect((await run.requests())[0]?.headers).to.include({ origin: location.origin, referer: location.href });
    meta.remove();
  });
});

describe('headers that are a promise', () => {
  it('leave with the request', async () => {
    const fake = new FakeProvider();
    const headers = Promise.resolve({ 'x-user': '1' }) as unknown as VerificationUpgradeElement['headers'];
    const properties = { headers, providers: { acme: fake.load } };
    const { element, run } = await begin({ replies: [offerOf('acme')], properties });
    await until(element, 'active');
    expect((await run.requests())[0]?.headers).to.include({ 'x-user': '1' });
  });
});

describe('a client that returns an Observable', () => {
  it('is subscribed to, once for each request', async () => {
    const fake = new FakeProvider();
    const reasons: string[] = [];
    const request = ({ reason }: RequestContext) => ({
      subscribe({ next }: { next: (body: unknown) => void }) {
        reasons.push(reason);
        next(offered);
      },
    });
    const { element } = await begin({ properties: { request, providers: { acme: fake.load } } });
    const statuses = record(element);
    await until(element, 'active');
    expect(reasons).to.deep.equal(['start']);
    expect(statuses).not.to.include('failed');
  });
});
