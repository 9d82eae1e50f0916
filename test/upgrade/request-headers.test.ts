import { expect } from '@open-wc/testing';
import { UpgradeError } from '../../src/index.js';
import type { RequestContext } from '../../src/index.js';
import { emulators, next, offer, part, refusal, until } from '../support/upgrade.js';
import { begin, failure, recordConsole } from './support/begin.js';
import { deferred } from './support/deferred.js';

describe('the POST', () => {
  recordConsole();

  it('is one, with no body, asking for JSON and for nothing out of a cache', async () => {
    const { element, run } = await begin();
    await until(element, 'active');
    const [post, ...others] = await run.requests();
    expect(others).to.deep.equal([]);
    expect(post).to.include({ method: 'POST', body: '' });
    expect(post?.headers).to.include({ accept: 'application/json', 'cache-control': 'no-cache' });
    expect(post?.headers).not.to.have.property('content-type');
  });

  /** The address of the request after the endpoint has changed. */
  async function addressAfter(change: (endpoint: string) => string): Promise<string | undefined> {
    const { element, run } = await begin();
    element.reset();
    element.endpoint = change(element.endpoint);
    element.start();
    await until(element, 'active');
    return (await run.requests()).at(-1)?.url;
  }

  it('goes to an endpoint relative to the document', async () => {
    const address = await addressAfter((endpoint) => endpoint.replace('/', 'in/../../../'));
    expect(address).to.match(/^\/api\/v2\/user\/upgrade\?/);
  });

  it('goes to an endpoint relative to the page’s own <base>', async () => {
    const base = Object.assign(document.createElement('base'), { href: '/api/v2/user/' });
    document.head.append(base);
    try {
      const address = await addressAfter((endpoint) => endpoint.replace('/api/v2/user/', ''));
      expect(address).to.match(/^\/api\/v2\/user\/upgrade\?/);
    } finally {
      base.remove();
    }
  });

  // As scripts that trace requests, or mock them, do.
  const wrappers: Readonly<Record<string, (native: typeof fetch) => typeof fetch>> = {
    'asks the settings whether they have headers': (native) => (input, init) =>
      native(input, init?.hasOwnProperty('headers') ? init : { ...init, headers: {} }),
    'copies the settings': (native) => (input, init) => native(input, { ...init }),
    'makes a Request of them': (native) => (input, init) => native(new Request(input, init)),
  };
  for (const [what, wrap] of Object.entries(wrappers)) {
    it(`goes through a fetch that ${what}`, async () => {
      const native = window.fetch.bind(window);
      window.fetch = wrap(native);
      try {
        const { element, run } = await begin({ properties: { headers: { 'User-Authorization': 'Bearer user' } } });
        await until(element, 'active');
        expect((await run.requests())[0]?.headers).to.include({ 'user-authorization': 'Bearer user' });
      } finally {
        window.fetch = native;
      }
    });
  }

  describe('headers', () => {
    const given = { Authorization: 'Bearer partner', 'User-Authorization': 'Bearer user' };
    const expected = { authorization: 'Bearer partner', 'user-authorization': 'Bearer user' };
    const forms = {
      'an object': given,
      'a Headers object': new Headers(given),
      'a list of pairs': Object.entries<string>(given),
      'a function': () => given,
      'an asynchronous function': () => Promise.resolve(new Headers(given)),
    };
    for (const [name, headers] of Object.entries(forms)) {
      it(`reach the server where they are ${name}`, async () => {
        const { element, run } = await begin({ properties: { headers } });
        await until(element, 'active');
        const [post] = await run.requests();
        expect(post?.headers).to.include({ ...expected, accept: 'application/json' });
      });
    }

    it('of the page come before ours', async () => {
      const { element, run } = await begin({ properties: { headers: { Accept: 'application/vnd.acme+json' } } });
      await until(element, 'active');
      expect((await run.requests())[0]?.headers['accept']).to.equal('application/vnd.acme+json');
    });

    it('are asked for again on each request, with the reason and a live signal', async () => {
      const contexts: RequestContext[] = [];
      const headers = (context: RequestContext) => {
        contexts.push(context);
        return { 'x-count': `${contexts.length}`, 'x-reason': context.reason };
      };
      const replies = [refusal(400, 'ER701'), refusal(500, 'ER999'), offer()];
      const { element, run } = await begin({ replies, properties: { headers } });
      await until(element, 'failed');
      part(element, 'button')?.click();
      await until(element, 'active');
      const seen = (await run.requests()).map((request) => [request.headers['x-count'], request.headers['x-reason']]);
      expect(seen).to.deep.equal([
        ['1', 'start'],
        ['2', 'expired'],
        ['3', 'retry'],
      ]);
      for (const { signal } of contexts) expect(signal).to.be.instanceOf(AbortSignal);
      expect(contexts.at(-1)?.signal.aborted).to.equal(false);
    });

    it('are those of the moment, not of the attempt’s beginning', async () => {
      const { element, run } = await begin({
        replies: [refusal(500, 'ER999'), offer()],
        properties: { headers: { 'x-a': '1' } },
      });
      await until(element, 'failed');
      element.headers = { 'x-a': '2' };
      element.start();
      await until(element, 'active');
      expect((await run.requests()).map((request) => request.headers['x-a'])).to.deep.equal(['1', '2']);
    });

    const trouble = new Error('No session.');
    const faults: Readonly<Record<string, () => HeadersInit | Promise<HeadersInit>>> = {
      reject: () => Promise.reject(trouble),
      throw: () => {
        throw trouble;
      },
    };
    for (const [name, headers] of Object.entries(faults)) {
      it(`that ${name} end as network with the cause, and nothing is sent`, async () => {
        const { error, requests } = await failure({ properties: { headers } });
        expect(error).to.include({ code: 'network', kind: 'network', cause: trouble });
        expect(requests).to.deep.equal([]);
      });
    }

    it('that no HTTP knows end as network, and nothing is sent', async () => {
      const { error, requests } = await failure({ properties: { headers: { 'not a header': 'x' } } });
      expect(error.code).to.equal('network');
      expect(error.message).to.match(/header/i);
      expect(requests).to.deep.equal([]);
    });

    for (const nothing of [undefined, null] as const) {
      it(`may be ${nothing}, or a function that gives ${nothing}`, async () => {
        for (const headers of [nothing, () => nothing]) {
          const { element } = await begin({ properties: { headers: headers as unknown as HeadersInit } });
          expect((await until(element, 'active')).status).to.equal('active');
        }
      });
    }

    it('that throw an UpgradeError end as just that', async () => {
      const own = new UpgradeError('ER700', { message: 'Signed out.' });
      const { error } = await failure({ properties: { headers: () => Promise.reject(own) } });
      expect(error).to.equal(own);
    });

    it('that never come end as a timeout, and nothing is sent, later neither', async () => {
      const late = deferred<HeadersInit>();
      const setup = { attributes: { 'request-timeout': '50' }, properties: { headers: () => late.promise } };
      const { error, element, run } = await failure(setup);
      expect(error).to.include({ code: 'timeout', kind: 'network' });
      late.resolve({ 'x-late': 'yes' });
      element.headers = {};
      element.requestTimeout = 5_000;
      element.start();
      await until(element, 'active');
      expect((await run.requests()).map(({ headers }) => headers['x-late'])).to.deep.equal([undefined]);
    });
  });

  describe('credentials', () => {
    before(() => void (document.cookie = 'session=abc; path=/; SameSite=Lax'));
    after(() => void (document.cookie = 'session=; path=/; max-age=0'));

    const cases = [
      ['same-origin', 'the same origin', true],
      ['include', 'the same origin', true],
      ['omit', 'the same origin', false],
      ['same-origin', 'another origin', false],
      ['include', 'another origin', true],
      ['omit', 'another origin', false],
    ] as const;
    for (const [credentials, where, sends] of cases) {
      it(`${credentials} ${sends ? 'sends' : 'does not send'} the cookie to ${where}`, async () => {
        const origin = where === 'another origin' ? (await emulators()).api : '';
        const { element, run } = await begin({ origin, attributes: { credentials } });
        await until(element, 'active');
        const post = (await run.requests()).find(({ method }) => method === 'POST');
        expect(post?.headers['cookie']).to.equal(sends ? 'session=abc' : undefined);
      });
    }

    it('are same-origin where the page says nonsense', async () => {
      const { element, run } = await begin({ attributes: { credentials: 'always' } });
      await until(element, 'active');
      expect((await run.requests())[0]?.headers['cookie']).to.equal('session=abc');
    });

    it('are same-origin where the page says nothing', async () => {
      const { element, run } = await begin();
      await next(element, 'upgrade-active');
      expect((await run.requests())[0]?.headers['cookie']).to.equal('session=abc');
    });
  });
});
