import { expect } from '@open-wc/testing';
import '../../src/upgrade/poll-status.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import { offerOf, record, refusal, Run, until, next } from '../support/upgrade.js';
import { begin, frameAddress, recordConsole } from './support/begin.js';
import { readStatus } from '../../src/upgrade/poll-status.js';
import { readReply } from '../../src/upgrade/reply.js';

const ends = async (element: any) => {
  while (!['active', 'failed', 'unavailable', 'pending', 'approved', 'rejected'].includes(element.state.status))
    await next(element, 'upgrade-state-change');
  return element.state.status === 'failed' ? element.state.error.code : element.state.status;
};
const ask = async (request: any, attrs: any = {}) => {
  const fake = new FakeProvider();
  const { element } = await begin({ properties: { request, providers: { acme: fake.load } }, attributes: attrs });
  return { element, fake, end: await ends(element) };
};
const offered = offerOf('acme').body as any;

describe('bodies', () => {
  recordConsole();
  const pascal = { CurrentLevel: 'hero', NextLevel: 'satoshi', Upgrade: { AccessToken: 't', Provider: 'acme', Status: 'open' } };
  const snake = { current_level: 'hero', next_level: 'satoshi', upgrade: { access_token: 't', provider: 'acme' } };
  const cases: Record<string, [any, string]> = {
    bom: ['\uFEFF' + JSON.stringify(offered), 'active'],
    bom2: ['\uFEFF\uFEFF' + JSON.stringify(offered), 'active'],
    doubled: [JSON.stringify(JSON.stringify(offered)), 'active'],
    xssi: [")]}',\n" + JSON.stringify(offered), 'active'],
    pascal: [pascal, 'active'],
    snake: [snake, 'active'],
    pascalNone: [{ CurrentLevel: 'hero', NextLevel: null, Upgrade: null }, 'unavailable'],
    statusCode401: [{ statusCode: 401, message: 'Unauthorized' }, 'http-401'],
    status401: [{ status: 401, error: 'Unauthorized', path: '/x' }, 'http-401'],
    code401: [{ code: 401, msg: 'x', data: null }, 'http-401'],
    lambda401: [{ statusCode: 401, body: '' }, 'http-401'],
    list: [[offered], 'active'],
    emptyString: ['', 'bad-response'],
    upgradeText: [{ ...offered, upgrade: JSON.stringify(offered.upgrade) }, 'active'],
    errorsErrorCode: [{ errors: [{ errorCode: 'ER709' }] }, 'ER709'],
  };
  for (const [name, [body, expected]] of Object.entries(cases)) {
    it('request: ' + name, async () => {
      const { end } = await ask(() => body);
      expect(end).to.equal(expected);
    });
  }
  for (const [name, [body, expected]] of Object.entries(cases)) {
    it('fetch: ' + name, async () => {
      const fake = new FakeProvider();
      const { element } = await begin({ properties: { request: () => new Response(typeof body === 'string' ? body : JSON.stringify(body)), providers: { acme: fake.load } } });
      expect(await ends(element)).to.equal(expected);
    });
  }
  it('snake levels are known', async () => {
    const { element } = await ask(() => snake);
    expect(element.state).to.include({ currentLevel: 'hero', nextLevel: 'satoshi' });
  });
});

describe('clients', () => {
  recordConsole();
  const er = { errors: { ER709: { code: 'ER709' } } };
  const xhr = (type: XMLHttpRequestResponseType) => (status = 400, body: any = er) => new Promise((resolve, reject) => {
    const url = new Run().endpoint([{ status, body }]);
    const x = new XMLHttpRequest();
    x.open('POST', url); x.responseType = type;
    x.onload = () => (x.status < 300 ? resolve(x.response) : reject(x));
    x.send();
  });
  const fails: Record<string, () => unknown> = {
    'xhr json': xhr('json') as any,
    'xhr text': xhr('') as any,
    nswag: () => Promise.reject(Object.assign(new Error('x'), { status: 400, response: JSON.stringify(er), headers: {}, result: null })),
    'rtk parsing': () => Promise.reject({ status: 'PARSING_ERROR', originalStatus: 400, data: JSON.stringify(er), error: 'SyntaxError' }),
    supabase: () => ({ data: null, error: Object.assign(new Error('Edge Function returned a non-2xx'), { name: 'FunctionsHttpError', context: new Response(JSON.stringify(er), { status: 400 }) }) }),
    'supabase thrown': () => Promise.reject(Object.assign(new Error('Edge Function returned a non-2xx'), { name: 'FunctionsHttpError', context: new Response(JSON.stringify(er), { status: 400 }) })),
    apollo: () => Promise.reject(Object.assign(new Error('x'), { networkError: Object.assign(new Error(), { statusCode: 400, result: er, response: new Response('', {status: 400}) }) })),
    superagent: () => Promise.reject(Object.assign(new Error('Bad Request'), { status: 400, response: { status: 400, body: er, text: JSON.stringify(er), headers: {} } })),
    redaxios: () => Promise.reject({ status: 400, data: er, headers: new Headers() }),
    'resolved error field': () => ({ data: undefined, error: Object.assign(new Error(), { response: { status: 400, data: er } }) }),
    feathers: () => Promise.reject(Object.assign(new Error(), { code: 400, data: er, className: 'bad-request' })),
    'event target xhr': () => new Promise((_, reject) => { const url = new Run().endpoint([{ status: 400, body: er }]); const x = new XMLHttpRequest(); x.open('POST', url); x.onload = (e) => reject(e); x.send(); }),
    'locked body': async () => { const r = new Response(JSON.stringify(er), { status: 400 }); r.body!.getReader(); throw r; },
    'aggregate': () => Promise.reject(new AggregateError([Object.assign(new Error(), { response: { status: 400, data: er } })])),
    'observable': () => ({ subscribe: () => undefined }),
  };
  for (const [name, client] of Object.entries(fails)) {
    it(name, async () => {
      const { end } = await ask(client);
      expect(end).to.equal('ER709');
    });
  }
});

describe('retry-after', () => {
  recordConsole();
  for (const [value, expected] of [['1.5', 2], ['0.5', 1], ['60, 60', 60], ['-5', 30], ['soon', 30], ['120s', 120], ['', 30], [' 7 ', 7], ['+7', 7], ['2026', 2026], ['1764326400', 3600]] as const) {
    it(JSON.stringify(value), async () => {
      const { element } = await begin({ properties: { request: () => new Response('{}', { status: 429, headers: { 'retry-after': value } }) } });
      const { error } = await until(element, 'failed');
      expect(error.retryAfter).to.equal(expected);
    });
  }
});

describe('headers', () => {
  recordConsole();
  it('promise', async () => {
    const fake = new FakeProvider();
    const { element, run } = await begin({ replies: [offerOf('acme')], properties: { headers: Promise.resolve({ 'x-user': '1' }) as any, providers: { acme: fake.load } } });
    await until(element, 'active');
    expect((await run.requests())[0]?.headers['x-user']).to.equal('1');
  });
  it('map', async () => {
    const fake = new FakeProvider();
    const { element, run } = await begin({ replies: [offerOf('acme')], properties: { headers: new Map([['x-user', '1']]) as any, providers: { acme: fake.load } } });
    await until(element, 'active');
    expect((await run.requests())[0]?.headers['x-user']).to.equal('1');
  });
  it('undefined value', async () => {
    const fake = new FakeProvider();
    const { element, run } = await begin({ replies: [offerOf('acme')], properties: { headers: { authorization: undefined } as any, providers: { acme: fake.load } } });
    await until(element, 'active');
    expect((await run.requests())[0]?.headers['authorization']).to.equal(undefined);
  });
});

describe('status', () => {
  it('wrapped list', () => {
    const memory = {} as any;
    readStatus({ data: [{ name: 'id', status: 'pending' }] }, memory, { nextLevel: 'satoshi', isAnswer: false });
    expect(readStatus({ data: [] }, memory, { nextLevel: 'satoshi', isAnswer: false })).to.equal('approved');
  });
  it('wrapped yes', () => {
    expect(readStatus({ data: { current_level: 'satoshi', next_level: null } }, {}, { nextLevel: 'satoshi', isAnswer: false })).to.equal('approved');
  });
  it('level in capitals', () => {
    expect(readStatus({ currentLevel: 'SATOSHI', nextLevel: null }, {}, { nextLevel: 'satoshi', isAnswer: false })).to.equal('approved');
  });
});

describe('frames', () => {
  recordConsole();
  const nested = () => new FakeProvider({ singleLevel: false, onMount(mount) {
    const frame = document.createElement('iframe'); frame.src = frameAddress;
    frame.addEventListener('load', () => mount.report({ type: 'ready' }), { once: true });
    const box = document.createElement('div'); box.append(frame);
    mount.context.container.replaceChildren(box);
    return mount; } });
  it('removed in a wrapper', async () => {
    const fake = nested();
    const { element } = await begin({ replies: [offerOf('acme')], properties: { providers: { acme: fake.load } } });
    await until(element, 'active');
    element.querySelector('iframe')?.remove();
    await fake.mounted(2);
  });
  it('a clone of the element (Turbo, innerHTML +=)', async () => {
    const fake = nested();
    const { element } = await begin({ replies: [offerOf('acme')], properties: { providers: { acme: fake.load } } });
    await until(element, 'active');
    const clone = element.cloneNode(true) as any;
    element.replaceWith(clone);
    clone.launch = 'manual';
    await new Promise((r) => setTimeout(r, 500));
    expect(clone.querySelectorAll('iframe').length).to.equal(0);
  });
});
