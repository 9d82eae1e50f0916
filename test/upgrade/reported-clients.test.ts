import { expect } from '@open-wc/testing';
import type { RequestContext } from '../../src/index.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import type { Reply } from '../support/upgrade.js';
import { offerOf, refusal, Run, until } from '../support/upgrade.js';
import { begin, recordConsole } from './support/begin.js';

type Client = (response: Response) => unknown;

const read = async (response: Response): Promise<unknown> => {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const thrown = (message: string, facts: object, options?: ErrorOptions): Error =>
  Object.assign(new Error(message, options), facts);

/** Clients throw anything. */
const noError = (value: unknown): Error => value as Error;

/** What clients make of an answer that is not ok, as people have reported it: the answer is somewhere in it. */
const failing: Readonly<Record<string, Client>> = {
  'an interceptor that resolves to the error itself': async (response) => {
    const { status, headers } = response;
    return thrown('Request failed', { response: { status, headers, data: await read(response) }, status });
  },
  'an interceptor that rejects with the response': async (response) => {
    const { status, headers } = response;
    throw noError({ status, headers, data: await read(response) });
  },
  'an error of the page’s own with the client’s error as its cause': async (response) => {
    const { status, headers } = response;
    const cause = thrown('Request failed', { response: { status, headers, data: await read(response) } });
    throw new Error('Something went wrong', { cause });
  },
  'an error of three layers': async (response) => {
    const { status, headers } = response;
    const cause = thrown('Request failed', { response: { status, headers, data: await read(response) } });
    const inner = new Error('API error', { cause });
    throw new Error('Upgrade failed', { cause: new Error('Not verified', { cause: inner }) });
  },
  'openapi-fetch, which resolves to data, error and response': async (response) => ({
    error: await read(response),
    response,
  }),
  'wretch 2: status, response and the body as text': async (response) => {
    const text = await response.text();
    throw thrown(text, { status: response.status, response, text });
  },
  'wretch 2 with errorType("json")': async (response) => {
    const json = await read(response);
    throw thrown(JSON.stringify(json), { status: response.status, response, json });
  },
  'superagent, for a content type that it does not parse': async (response) => {
    const { status, statusText } = response;
    const headers = Object.fromEntries(response.headers);
    throw thrown(statusText, { status, response: { status, headers, text: await response.text(), body: null } });
  },
  'a client that throws all fields it knows, and null for those that it has not': async (response) => {
    const { status, headers } = response;
    throw noError({ status, headers, data: null, json: null, error: await read(response) });
  },
  'wretch 3.0: the body in the message alone': async (response) => {
    throw thrown(await response.text(), { status: response.status, response });
  },
  'an error of Nuxt, with statusCode': async (response) => {
    const data = await read(response);
    throw thrown('Fetch failed', { statusCode: response.status, data, response });
  },
  'an error with statusCode and nothing else of the response': async (response) => {
    const { status, headers } = response;
    throw thrown('Failed', { statusCode: status, headers, body: await read(response) });
  },
  'an Observable that fails as Angular’s HttpClient does': async (response) => {
    const { status, headers } = response;
    const fault = thrown('Http failure response', { status, headers, error: await read(response) });
    return { subscribe: ({ error }: { error: (cause: Error) => void }) => error(fault) };
  },
  'NSwag’s ApiException, whose response is the text': async (response) => {
    const { status } = response;
    throw thrown('Unexpected', {
      status,
      headers: Object.fromEntries(response.headers),
      response: await response.text(),
    });
  },
  'an XMLHttpRequest with responseType "json"': async (response) => {
    const { status } = response;
    const getResponseHeader = (name: string) => response.headers.get(name);
    const xhr = { status, getResponseHeader, response: await read(response) };
    const get = () => {
      throw new DOMException('The value is only accessible for text.', 'InvalidStateError');
    };
    throw noError(Object.defineProperty(xhr, 'responseText', { get }));
  },
  'Supabase’s functions, which resolve to an error with the response as its context': (response) => ({
    data: null,
    error: thrown('Edge Function returned a non-2xx status code', { name: 'FunctionsHttpError', context: response }),
  }),
  'an error with the status as its code': async (response) => {
    const { status: code, headers } = response;
    throw thrown('Failed', { code, headers, data: await read(response) });
  },
  'tRPC, whose response is in meta, and read': async (response) => {
    const shape = Object(await read(response)) as object;
    const data = { code: 'BAD_REQUEST', httpStatus: response.status, ...shape };
    throw thrown('BAD_REQUEST', { name: 'TRPCClientError', data, meta: { response } });
  },
  'Apollo 3, whose networkError has the status': async (response) => {
    const { status: statusCode, headers } = response;
    const networkError = thrown('Response not successful', { statusCode, headers, body: await read(response) });
    throw thrown('Response not successful', { name: 'ApolloError', graphQLErrors: [], networkError });
  },
  'RTK Query without unwrap(), which resolves to the error': async (response) => {
    const { status, headers } = response;
    return { error: { status, headers, data: await read(response) } };
  },
  'a fetcher of SWR, which puts the body into info': async (response) => {
    const { status, headers } = response;
    throw thrown('An error occurred', { status, headers, info: await read(response) });
  },
  'an HTTP client of Capacitor, which keeps the case of the headers': async (response) => {
    const { status } = response;
    const entries = [...response.headers].map(
      ([name, value]) => [name.replace(/\b\w/g, (letter) => letter.toUpperCase()), value] as const,
    );
    return { status, headers: Object.fromEntries(entries), data: await read(response) };
  },
  'jQuery’s jqXHR of an answer that is no JSON to it': async (response) => {
    const { status } = response;
    const getResponseHeader = (name: string) => response.headers.get(name);
    throw noError({ status, getResponseHeader, responseText: await response.text() });
  },
  'jQuery’s jqXHR': async (response) => {
    const { status } = response;
    const getResponseHeader = (name: string) => response.headers.get(name);
    throw noError({ status, getResponseHeader, responseJSON: await read(response) });
  },
};

for (const [name, client] of Object.entries(failing)) {
  describe(`a client of the page: ${name}`, () => {
    recordConsole();

    async function ask(...replies: readonly Reply[]) {
      const url = new Run().endpoint(replies);
      const fake = new FakeProvider();
      const reasons: string[] = [];
      const request = async ({ reason, method, signal }: RequestContext) => {
        reasons.push(reason);
        const response = await fetch(url, { method, signal });
        return response.ok ? read(response) : client(response);
      };
      const { element } = await begin({ properties: { request, providers: { acme: fake.load } } });
      return { element, reasons };
    }

    it('brings an ER code', async () => {
      const { element } = await ask(refusal(400, 'ER709'));
      expect((await until(element, 'failed')).error).to.include({ code: 'ER709', kind: 'account', status: 400 });
    });

    it('brings a bare 401', async () => {
      const { element } = await ask({ status: 401, body: {} });
      expect((await until(element, 'failed')).error).to.include({ code: 'http-401', kind: 'authentication' });
    });

    it('brings a bare 403', async () => {
      const { element } = await ask({ status: 403, body: {} });
      expect((await until(element, 'failed')).error).to.include({ code: 'http-403', kind: 'authentication' });
    });

    it('brings words that the session is over', async () => {
      const { element } = await ask({ status: 400, body: { message: 'The token has expired' } });
      expect((await until(element, 'failed')).error).to.include({ code: 'http-400', kind: 'authentication' });
    });

    it('brings an expired session, which is renewed once', async () => {
      const { element, reasons } = await ask(refusal(401, 'ER701'), offerOf('acme'));
      await until(element, 'active');
      expect(reasons).to.deep.equal(['start', 'expired']);
    });

    it('brings the wait of a rate limit', async () => {
      const { element } = await ask({ status: 429, headers: { 'retry-after': '7' }, body: {} });
      expect((await until(element, 'failed')).error).to.include({ code: 'http-429', retryAfter: 7 });
    });
  });
}

describe('a client of the page that throws an answer with HTTP 200', () => {
  recordConsole();

  it('brings its ER code', async () => {
    const { body } = refusal(200, 'ER709');
    const fault = thrown('Refused', { response: { status: 200, headers: {}, data: body } });
    const { element } = await begin({ properties: { request: () => Promise.reject(fault) } });
    expect((await until(element, 'failed')).error).to.include({ code: 'ER709', status: 200 });
  });
});

describe('a client of the page that fails without an answer', () => {
  const written = recordConsole();
  const circle = new Error('Round and round');
  circle.cause = circle;
  const faults: Readonly<Record<string, unknown>> = {
    'an error in a circle': circle,
    'a status that is none': thrown('Request failed', { status: 0, response: { status: 0 } }),
    'a word for the status': { status: 'FETCH_ERROR', error: 'TypeError: Failed to fetch' },
    'a code of the browser’s': new DOMException('Failed', 'NetworkError'),
    nothing: undefined,
  };
  for (const [what, fault] of Object.entries(faults)) {
    it(`(${what}) is a failed connection`, async () => {
      const { element } = await begin({ properties: { request: () => Promise.reject(noError(fault)) } });
      expect((await until(element, 'failed')).error).to.include({ code: 'network' });
    });
  }

  const lines: Readonly<Record<string, readonly [fault: unknown, line: RegExp]>> = {
    'a plain object': [{ status: 'FETCH_ERROR', error: 'TypeError: Failed to fetch' }, /FETCH_ERROR/],
    'an event': [new ProgressEvent('error'), /Is "endpoint" reachable/],
    nothing: [undefined, /Is "endpoint" reachable/],
  };
  for (const [what, [fault, line]] of Object.entries(lines)) {
    it(`(${what}) has a line in the console that helps`, async () => {
      const { element } = await begin({ properties: { request: () => Promise.reject(noError(fault)) } });
      await until(element, 'failed');
      expect(written.text).to.match(/^<verification-upgrade> network: /);
      expect(written.text).to.match(line);
    });
  }
});

describe('a client of the page that has the status in its message alone', () => {
  recordConsole();
  const messages: Readonly<Record<string, string>> = {
    'Request failed with status code 401': 'http-401',
    'HTTP error! status: 401': 'http-401',
    'Response status: 503': 'http-503',
    'Unexpected response code: 404': 'http-404',
    'HTTP 429 Too Many Requests': 'http-429',
    'Failed with status code 504 (Gateway Timeout)': 'http-504',
    'connect ECONNREFUSED 10.0.0.1:443': 'network',
    'Failed to load http://localhost:443/upgrade': 'network',
    'Unexpected token in JSON at position 401': 'network',
  };
  for (const [message, code] of Object.entries(messages)) {
    it(`(${message}) is ${code}`, async () => {
      for (const fault of [new Error(message), noError({ message, name: 'AxiosError' }), noError(message)]) {
        const { element } = await begin({ properties: { request: () => Promise.reject(fault) } });
        expect((await until(element, 'failed')).error.code).to.equal(code);
      }
    });
  }

  it('prefers the answer that is in the cause', async () => {
    const cause = thrown('Refused', { response: { status: 400, headers: {}, data: refusal(400, 'ER709').body } });
    const fault = new Error('Request failed with status code 400', { cause });
    const { element } = await begin({ properties: { request: () => Promise.reject(fault) } });
    expect((await until(element, 'failed')).error.code).to.equal('ER709');
  });
});

describe('a client of the page that has given up waiting', () => {
  recordConsole();
  const faults: readonly (readonly [fault: object, code: string])[] = [
    [{ code: 'ETIMEDOUT', message: 'Too slow' }, 'timeout'],
    [{ code: 'ECONNABORTED', message: 'timeout of 5000ms exceeded' }, 'timeout'],
    [{ code: 'ECONNABORTED', message: 'Too slow' }, 'timeout'],
    [{ code: 'ECONNABORTED', message: 'Request aborted' }, 'network'],
    [{ status: 'TIMEOUT_ERROR', error: 'Aborted' }, 'timeout'],
    [{ code: 'NSURLErrorDomain', message: 'The request timed out.' }, 'timeout'],
    [{ response: { status: 504, headers: {}, data: '' }, message: 'Gateway Timeout' }, 'http-504'],
  ];
  for (const [facts, code] of faults) {
    it(`(${JSON.stringify(facts)}) is ${code}`, async () => {
      const { element } = await begin({ properties: { request: () => Promise.reject(noError(facts)) } });
      expect((await until(element, 'failed')).error.code).to.equal(code);
    });
  }
});

describe('Apollo, which keeps the errors of GraphQL in a list', () => {
  recordConsole();
  for (const code of ['ER709', 'UNAUTHENTICATED']) {
    it(`brings ${code}`, async () => {
      const fault = thrown('Refused', { graphQLErrors: [{ message: 'Refused', extensions: { code } }] });
      const { element } = await begin({ properties: { request: () => Promise.reject(fault) } });
      expect((await until(element, 'failed')).error.code).to.equal(code === 'ER709' ? code : 'http-401');
    });
  }
});

describe('RTK Query, whose body could not be parsed', () => {
  recordConsole();

  it('brings the status that the server has sent', async () => {
    const fault = { status: 'PARSING_ERROR', originalStatus: 401, data: '<!doctype html>', error: 'SyntaxError' };
    const { element } = await begin({ properties: { request: () => Promise.reject(noError(fault)) } });
    expect((await until(element, 'failed')).error).to.include({ code: 'http-401', kind: 'authentication' });
  });
});

describe('a client of the page that resolves to a result in place of an answer', () => {
  recordConsole();
  const offered = offerOf('acme').body;
  const refused = thrown('Refused', { response: { status: 400, headers: {}, data: refusal(400, 'ER709').body } });
  const query = { isError: false, isSuccess: false, error: null, fetchStatus: 'idle' };
  const results: Readonly<Record<string, readonly [result: object, end: string]>> = {
    'Promise.allSettled(), fulfilled': [{ status: 'fulfilled', value: offered }, 'active'],
    'Promise.allSettled(), rejected': [{ status: 'rejected', reason: refused }, 'ER709'],
    'Promise.allSettled(), without an answer': [
      { status: 'rejected', reason: new TypeError('Load failed') },
      'network',
    ],
    'refetch() of TanStack Query': [{ ...query, status: 'success', data: offered }, 'active'],
    'refetch() that was cancelled': [{ ...query, status: 'pending', data: undefined }, 'bad-response'],
    'refetch() that failed': [{ ...query, status: 'error', isError: true, error: refused, data: offered }, 'ER709'],
    'refetch() that failed with no Error': [
      { ...query, status: 'error', isError: true, error: { error: 'No' } },
      'network',
    ],
    'a query of RTK that is under way': [
      { status: 'pending', isError: false, isSuccess: false, isLoading: true },
      'bad-response',
    ],
    'a query of RTK that failed': [
      { status: 'rejected', isError: true, isSuccess: false, error: { status: 'TIMEOUT_ERROR', error: 'Aborted' } },
      'timeout',
    ],
    'a trigger of RTK, without an answer': [{ error: { status: 'FETCH_ERROR', error: 'Failed to fetch' } }, 'network'],
    'a trigger of RTK that has given up': [{ error: { status: 'TIMEOUT_ERROR', error: 'Aborted' } }, 'timeout'],
    'a body with a word for its status': [{ error: { status: 'SERVER_ERROR', message: 'No' } }, 'bad-response'],
    'an envelope of the server that says whether it is an error': [{ isError: false, result: offered }, 'active'],
  };
  for (const [what, [result, end]] of Object.entries(results)) {
    it(`(${what}) is ${end}`, async () => {
      const fake = new FakeProvider();
      const { element } = await begin({ properties: { request: () => result, providers: { acme: fake.load } } });
      if (end === 'active') await until(element, 'active');
      else expect((await until(element, 'failed')).error.code).to.equal(end);
    });
  }
});

describe('a client of the page whose objects have no prototype, such as json-bigint makes them', () => {
  recordConsole();
  const noPrototype = (value: object): object => Object.assign(Object.create(null) as object, value);

  it('brings an offer', async () => {
    const fake = new FakeProvider();
    const upgrade = noPrototype({ access_token: 'secret-token', provider: 'acme', id: 2n ** 60n });
    const request = () => noPrototype({ currentLevel: 'hero', nextLevel: 'satoshi', upgrade });
    const { element } = await begin({ properties: { request, providers: { acme: fake.load } } });
    await until(element, 'active');
  });

  const bodies: Readonly<Record<string, readonly [body: object, code: string]>> = {
    'an ER code': [{ errors: noPrototype({ ER709: noPrototype({ code: 'ER709' }) }) }, 'ER709'],
    'a session that is over': [{ message: 'Unauthorized' }, 'http-401'],
    'no answer': [{ id: 2n ** 60n }, 'bad-response'],
  };
  for (const [what, [body, code]] of Object.entries(bodies)) {
    it(`brings ${what}`, async () => {
      const { element } = await begin({ properties: { request: () => noPrototype(body) } });
      expect((await until(element, 'failed')).error.code).to.equal(code);
    });
  }

  it('brings no answer if it is thrown', async () => {
    const request = () => Promise.reject(noError(noPrototype({ reason: 'offline' })));
    const { element } = await begin({ properties: { request } });
    expect((await until(element, 'failed')).error.code).to.equal('network');
  });
});

describe('a session that is over, for a client that does not follow redirects', () => {
  recordConsole();

  it('asks the user to sign in', async () => {
    const url = new Run().endpoint([{ status: 302, headers: { location: '/demo/sign-in.html' } }]);
    const request = ({ method, signal }: RequestContext) => fetch(url, { method, signal, redirect: 'manual' });
    const { element } = await begin({ properties: { request } });
    expect((await until(element, 'failed')).error).to.include({ code: 'http-401', kind: 'authentication' });
  });
});

describe('a client of the page that throws the body alone', () => {
  recordConsole();
  const errors = { ER709: { code: 'ER709' } };
  const bodies: Readonly<Record<string, unknown>> = {
    'the body': { errors },
    'its text': JSON.stringify({ errors }),
    'an error with the text as its message': new Error(JSON.stringify({ errors })),
    'an error with the status and the text as its message': new Error(`HTTP 400: ${JSON.stringify({ errors })}`),
    'an error with that error as its cause': new Error('Failed', { cause: new Error(JSON.stringify({ errors })) }),
    'an error with the code as its own': thrown('Failed', { code: 'ER709' }),
  };
  for (const [name, fault] of Object.entries(bodies)) {
    it(`(${name}) brings an ER code`, async () => {
      const { element } = await begin({ properties: { request: () => Promise.reject(noError(fault)) } });
      expect((await until(element, 'failed')).error.code).to.equal('ER709');
    });
  }

  it('does not take the request for the answer', async () => {
    const config = { url: '/upgrade', data: JSON.stringify({ currentLevel: 'hero', nextLevel: null }) };
    const request = () => Promise.reject(thrown('Network Error', { code: 'ERR_NETWORK', config }));
    const { element } = await begin({ properties: { request } });
    expect((await until(element, 'failed')).error.code).to.equal('network');
  });
});
