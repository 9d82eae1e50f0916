import { expect } from '@open-wc/testing';
import axios from 'axios';
import ky from 'ky';
import { ofetch } from 'ofetch';
import type { RequestContext } from '../../src/index.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import type { Reply } from '../support/upgrade.js';
import { offerOf, refusal, Run, until } from '../support/upgrade.js';
import { begin, recordConsole } from './support/begin.js';

type Client = (context: RequestContext) => unknown;

/** HTTP clients as a page uses them; Angular's as its HttpClient rejects. */
const clients: Readonly<Record<string, Client>> = {
  axios: ({ method, url, signal }) => axios({ method, url, signal }).then(({ data }) => data as unknown),
  'axios, whole response': ({ method, url, signal }) => axios({ method, url, signal }),
  ky: ({ method, url, signal }) => ky(url, { method, signal, retry: 0 }).json(),
  'ky, whole response': ({ method, url, signal }) => ky(url, { method, signal, retry: 0 }),
  ofetch: ({ method, url, signal }) => ofetch<unknown>(url, { method, signal, retry: 0 }),
  // `raw` keeps the body in the response alone.
  'ofetch, in an error of the page': async ({ method, url, signal }) => {
    const response = await ofetch.raw<unknown>(url, { method, signal, retry: 0, ignoreResponseError: true });
    if (response.ok) return response._data;
    throw Object.assign(new Error('Refused'), { response });
  },
  Angular: (context) => angular(context).then(({ body }) => body),
  'Angular, whole response': (context) => angular(context),
};

async function angular({ method, url, signal }: RequestContext) {
  const response = await fetch(url, { method, signal });
  const { ok, status, headers } = response;
  const body: unknown = await response.json().catch(() => null);
  if (ok) return { status, headers, body };
  const facts = { name: 'HttpErrorResponse', status, headers, error: body };
  throw Object.assign(new Error('Http failure response'), facts);
}

for (const [name, client] of Object.entries(clients)) {
  describe(`the page’s own client: ${name}`, () => {
    recordConsole();

    /** The element asks through the client at an endpoint that gives these replies. */
    async function ask(...replies: readonly Reply[]) {
      const url = new URL(new Run().endpoint(replies), location.href).href;
      const fake = new FakeProvider();
      const reasons: string[] = [];
      const request: Client = (context) => (reasons.push(context.reason), client({ ...context, url }));
      const { element } = await begin({ properties: { request, providers: { acme: fake.load } } });
      return { element, reasons };
    }

    it('brings an offer', async () => {
      const { element } = await ask(offerOf('acme'));
      await until(element, 'active');
    });

    it('throws an ER code with 400', async () => {
      const { element } = await ask(refusal(400, 'ER709'));
      expect((await until(element, 'failed')).error).to.include({ code: 'ER709', kind: 'account', status: 400 });
    });

    it('throws a bare 401', async () => {
      const { element } = await ask({ status: 401, body: {} });
      expect((await until(element, 'failed')).error).to.include({ code: 'http-401', kind: 'authentication' });
    });

    it('throws words that the session is over', async () => {
      const { element } = await ask({ status: 400, body: { message: 'The token has expired' } });
      expect((await until(element, 'failed')).error).to.include({ code: 'http-400', kind: 'authentication' });
    });

    it('throws an expired session, which is renewed once', async () => {
      const { element, reasons } = await ask(refusal(401, 'ER701'), offerOf('acme'));
      await until(element, 'active');
      expect(reasons).to.deep.equal(['start', 'expired']);
    });

    it('throws a rate limit, whose Retry-After counts', async () => {
      const { element } = await ask({ ...refusal(429, 'ER920'), headers: { 'retry-after': '17' } });
      const { error } = await until(element, 'failed');
      expect(error).to.include({ code: 'ER920', kind: 'rate-limit', retryAfter: 17 });
    });
  });
}

describe('a page’s own client that has no answer', () => {
  recordConsole();
  const failures: Readonly<Record<string, readonly [cause: () => unknown, code: string]>> = {
    'an error of axios without a response': [() => axios({ url: 'http://127.0.0.1:1/', timeout: 1_000 }), 'network'],
    'a timeout of ky': [() => Promise.reject(Object.assign(new Error('Slow.'), { name: 'TimeoutError' })), 'timeout'],
    'a status of 0, as Angular has it offline': [
      () => Promise.reject(Object.assign(new Error('Http failure'), { status: 0, error: new ProgressEvent('error') })),
      'network',
    ],
    'a text': [() => Promise.reject(new Error('gone')), 'network'],
    ...Object.fromEntries(
      [7, 99, 600, 1001].map((code) => [
        `the code ${code} of its own, which is no HTTP status`,
        [() => Promise.reject(Object.assign(new Error('gone'), { code })), 'network'] as const,
      ]),
    ),
  };
  for (const [what, [request, code]] of Object.entries(failures)) {
    it(`is ${code} after ${what}`, async () => {
      const { element } = await begin({ properties: { request } });
      expect((await until(element, 'failed')).error.code).to.equal(code);
    });
  }
});
