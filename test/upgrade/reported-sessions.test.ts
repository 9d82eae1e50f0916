import { expect } from '@open-wc/testing';
import type { UpgradeState, VerificationUpgradeElement } from '../../src/index.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import { emulators, offerOf, refusal, until } from '../support/upgrade.js';
import { begin, recordConsole } from './support/begin.js';

type Properties = Partial<VerificationUpgradeElement>;

async function endOf(properties: Properties): Promise<UpgradeState> {
  const fake = new FakeProvider();
  const { element } = await begin({ properties: { providers: { acme: fake.load }, ...properties } });
  while (/^(idle|requesting|loading)$/.test(element.state.status))
    await new Promise((resolve) => element.addEventListener('upgrade-state-change', resolve, { once: true }));
  return element.state;
}

const factsOf = (state: UpgradeState) =>
  state.status === 'failed' ? `${state.error.code} ${state.error.kind}` : state.status;

const fault = (message: string, facts: object = {}, name = 'Error') =>
  Object.assign(new Error(message), { name, ...facts });

const offered = offerOf('acme').body as object;
const json = { 'content-type': 'application/json' };
const html = { 'content-type': 'text/html; charset=utf-8' };

describe('a client for signing in that needs the user', () => {
  const written = recordConsole();
  const faults: Readonly<Record<string, Error>> = {
    'MSAL’s interaction_required': fault(
      'AADSTS50076: Due to a change, the user must act.',
      { errorCode: 'interaction_required' },
      'InteractionRequiredAuthError',
    ),
    'MSAL’s no_account_error': fault('No account object provided', { errorCode: 'no_account_error' }),
    'Auth0’s login_required': fault('Login required', { error: 'login_required' }),
    'Auth0’s invalid_grant': fault('Unknown or invalid refresh token.', { error: 'invalid_grant' }),
    'Okta’s login_required': fault('The client specified not to prompt.', { errorCode: 'login_required' }),
    'Firebase’s user-token-expired': fault('Firebase: Error.', { code: 'auth/user-token-expired' }, 'FirebaseError'),
    'Firebase’s unauthenticated': fault('unauthenticated', { code: 'functions/unauthenticated' }),
    'Amplify’s NotAuthorizedException': fault('Refresh Token has expired', {}, 'NotAuthorizedException'),
    'Supabase’s refresh_token_not_found': fault('Invalid Refresh Token: Refresh Token Not Found', { status: 400 }),
    'an error with that error as its cause': new Error('Failed', { cause: new Error('login_required') }),
    'MSAL’s no_tokens_found': fault(
      'no_tokens_found: No refresh token found in the cache. Please sign-in.',
      { errorCode: 'no_tokens_found' },
      'InteractionRequiredAuthError',
    ),
    'Auth0’s missing_refresh_token': fault('Missing Refresh Token', { error: 'missing_refresh_token' }),
    'Amplify’s UserUnAuthenticatedException': fault(
      'User needs to be authenticated to call this API.',
      {},
      'UserUnAuthenticatedException',
    ),
  };
  for (const [name, error] of Object.entries(faults)) {
    it(`(${name}) asks the user to sign in`, async () => {
      const ways: Properties[] = [{ request: () => Promise.reject(error) }, { headers: () => Promise.reject(error) }];
      for (const properties of ways) {
        const state = await endOf(properties);
        expect(state.status === 'failed' && state.error.kind).to.equal('authentication');
      }
      expect(written.text.split('\n'), 'one line each').to.have.lengthOf(2);
    });
  }

  it('is a failed connection if it says nothing of a session', async () => {
    for (const error of [
      fault('Failed to fetch'),
      fault('unauthorized_client'),
      fault('Denied', { code: 'auth/unauthorized-domain' }),
    ])
      expect(factsOf(await endOf({ headers: () => Promise.reject(error) }))).to.equal('network network');
  });

  it('sends nothing', async () => {
    const headers = () => Promise.reject(fault('Login required', { error: 'login_required' }));
    const { element, run } = await begin({ properties: { headers } });
    await until(element, 'failed');
    expect(await run.requests()).to.deep.equal([]);
  });
});

describe('a body that says that the session is over, without a status', () => {
  recordConsole();
  const bodies: readonly unknown[] = [
    { message: 'Unauthorized' },
    { message: 'Unauthenticated.' },
    { error: 'invalid_token', error_description: 'The access token expired' },
    { detail: 'Given token not valid for any token type', code: 'token_not_valid' },
    { success: false, message: 'jwt expired' },
    { success: false, message: 'Session token is missing' },
    'Unauthorized',
    'This session has been expired (possibly due to multiple concurrent logins being attempted as the same user).',
  ];
  for (const body of bodies) {
    it(`(${JSON.stringify(body).slice(0, 40)}) asks the user to sign in`, async () => {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      for (const reply of [body, new Response(text)])
        expect(factsOf(await endOf({ request: () => Promise.resolve(reply) }))).to.equal('http-401 authentication');
    });
  }

  const inside: readonly object[] = [
    { msg: 'Token has expired' },
    { detail: { message: 'Your authentication token has expired.' } },
    { errors: [{ message: 'Signature has expired' }] },
    { fault: { faultstring: 'Invalid Access Token' } },
  ];
  for (const data of inside) {
    it(`(further inside, for a client: ${JSON.stringify(data)}) asks the user to sign in`, async () => {
      const cause = fault('Request failed', { response: { status: 422, headers: {}, data } });
      expect(factsOf(await endOf({ request: () => Promise.reject(cause) }))).to.equal('http-422 authentication');
      expect(factsOf(await endOf({ request: () => Promise.resolve(data) }))).to.equal('http-401 authentication');
    });
  }

  const elsewhere: readonly object[] = [
    { message: 'Verification session expired' },
    { message: 'Invalid captcha token' },
    { message: 'This token is not supported' },
    { message: 'The access token could not be created' },
    { error: 'verification_required' },
    { ok: false, tokenExpired: false },
  ];
  for (const body of elsewhere) {
    it(`is not one about something else: ${JSON.stringify(body)}`, async () => {
      for (const reply of [body, new Response(JSON.stringify(body))])
        expect(factsOf(await endOf({ request: () => Promise.resolve(reply) }))).to.equal('bad-response server');
      const refused = new Response(JSON.stringify(body), { status: 400, headers: json });
      expect(factsOf(await endOf({ request: () => Promise.resolve(refused) }))).to.equal('http-400 server');
    });
  }

  it('(further inside, for fetch) asks the user to sign in', async () => {
    const detail = { message: 'Your authentication token has expired.', type: 'invalid_request_error', param: null };
    const errors = [{ message: 'Authorization token has expired.' }];
    const replies = [
      new Response(JSON.stringify({ detail })),
      new Response(JSON.stringify({ errors }), { status: 422, headers: json }),
    ];
    for (const reply of replies) {
      const state = await endOf({ request: () => Promise.resolve(reply) });
      expect(state.status === 'failed' && state.error.kind).to.equal('authentication');
    }
  });

  it('is read no further than its own words', async () => {
    const items = [{ name: 'token', status: 'missing' }];
    expect(factsOf(await endOf({ request: () => Promise.resolve({ items }) }))).to.equal('bad-response server');
    const offer = { ...offered, message: 'Unauthorized' };
    expect(factsOf(await endOf({ request: () => Promise.resolve(offer) }))).to.equal('active');
  });
});

type Sent = readonly [status: number, headers: Readonly<Record<string, string>>, body: string, facts: string];

/** Each answer as fetch gets it, and as a client throws it. */
function itReads(answers: Readonly<Record<string, Sent>>): void {
  for (const [name, [status, headers, body, facts]] of Object.entries(answers)) {
    it(`(${name}) is ${facts}`, async () => {
      const request = () => Promise.resolve(new Response(body, { status, headers }));
      expect(factsOf(await endOf({ request })), 'of fetch').to.equal(facts);
      const data: unknown = body.startsWith('{') ? JSON.parse(body) : body;
      const thrown = fault('Request failed', { response: { status, headers, data } });
      if (status >= 300)
        expect(factsOf(await endOf({ request: () => Promise.reject(thrown) })), 'of axios').to.equal(facts);
    });
  }
}

describe('an answer that refuses the token of a form', () => {
  recordConsole();
  itReads({
    'Rails, JSON': [422, json, '{"error":"Can\'t verify CSRF token authenticity."}', 'http-422 authentication'],
    'Rails, a page': [422, html, "<h1>Can't verify CSRF token authenticity.</h1>", 'http-422 authentication'],
    'Django, a page': [403, html, '<h1>Forbidden</h1><p>CSRF verification failed.</p>', 'http-403 authentication'],
    'Express, a page': [403, html, '<pre>ForbiddenError: invalid csrf token</pre>', 'http-403 authentication'],
    Symfony: [400, json, '{"message":"Invalid CSRF token."}', 'http-400 authentication'],
    'a token of the session': [422, json, '{"message":"Token has expired."}', 'http-422 authentication'],
    'OAuth, without a form': [400, json, '{"error":"invalid_grant"}', 'http-400 authentication'],
    'a page that has a token of its own': [
      422,
      html,
      '<meta name="csrf-token"><script>csrfToken=1</script>',
      'http-422 server',
    ],
    'another mistake': [422, json, '{"message":"The given data was invalid."}', 'http-422 server'],
  });
});

describe('a limit that answers 403', () => {
  recordConsole();
  itReads({
    'a quota': [403, json, '{"message":"Out of call volume quota."}', 'http-403 rate-limit'],
    'a limit': [403, json, '{"message":"Rate Limit Exceeded"}', 'http-403 rate-limit'],
  });

  it('counts down', async () => {
    const reply = new Response('{"message":"Rate limit exceeded"}', {
      status: 403,
      headers: { 'x-ratelimit-reset': '12' },
    });
    const state = await endOf({ request: () => Promise.resolve(reply) });
    expect(state.status === 'failed' && state.error).to.include({ retryAfter: 12 });
    expect(state.status === 'failed' && state.error.recovery).to.deep.equal(['wait']);
  });
});

describe('an answer that a client could not read', () => {
  recordConsole();
  const used = new Response('', { status: 400 });
  const faults: Readonly<Record<string, readonly [error: Error, facts: string]>> = {
    'HTML for response.json()': [
      new SyntaxError('Unexpected token \'<\', "<!doctype "... is not valid JSON'),
      'bad-response server',
    ],
    'nothing for response.json()': [new SyntaxError('Unexpected end of JSON input'), 'bad-response server'],
    'an error for Apollo 4': [
      fault('Failed', { statusCode: 400, response: used, bodyText: JSON.stringify(refusal(400, 'ER709').body) }),
      'ER709 account',
    ],
    'an error in the list of urql': [
      fault('[GraphQL] No', { response: used, graphQLErrors: [{ extensions: { code: 'ER709' } }] }),
      'ER709 account',
    ],
    'an error in the response of graphql-request': [
      fault('No', { response: { status: 200, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] } }),
      'http-401 authentication',
    ],
  };
  before(() => used.text());
  for (const [name, [error, facts]] of Object.entries(faults)) {
    it(`(${name}) is ${facts}`, async () => {
      expect(factsOf(await endOf({ request: () => Promise.reject(error) }))).to.equal(facts);
    });
  }
});

describe('JSON that a server calls HTML, behind a redirect', () => {
  it('is an answer', async () => {
    const reply = new Response(JSON.stringify(offered), { headers: html });
    Object.defineProperty(reply, 'redirected', { value: true });
    expect(factsOf(await endOf({ request: () => Promise.resolve(reply) }))).to.equal('active');
  });
});

describe('an answer that is not understood', () => {
  const written = recordConsole();
  const lines: readonly (readonly [reply: unknown, line: string])[] = [
    [new Response('<!doctype html>', { headers: html }), 'bad-response: The answer is no JSON. Is "endpoint" right?'],
    [new Response(null, { status: 204 }), 'bad-response: The answer is no JSON. Is "endpoint" right?'],
    [undefined, 'bad-response: The answer is no JSON. Is "endpoint" right?'],
    [{ ok: true }, 'bad-response: The answer has no "upgrade".'],
  ];
  for (const [index, [reply, line]] of lines.entries()) {
    it(`is told in the console (${index}): ${line}`, async () => {
      await endOf({ request: () => Promise.resolve(reply) });
      expect(written.text).to.equal(`<verification-upgrade> ${line}`);
    });
  }
});

describe('a session that is over, and redirects to a login of another origin', () => {
  const written = recordConsole();

  it('is a failed connection for the browser; the console names the redirect', async () => {
    const { sumsub } = await emulators();
    const { element } = await begin({ replies: [{ status: 302, headers: { location: sumsub } }] });
    expect((await until(element, 'failed')).error.code).to.equal('network');
    expect(written.text).to.match(/^<verification-upgrade> network: .* not redirected/);
  });
});
