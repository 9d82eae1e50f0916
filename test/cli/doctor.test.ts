import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { complaints, doctor, findings } from './support/doctor.js';
import { json, pageWith, startShop, tag, type ShopSetup } from './support/shop.js';

const policy = (more: string, frames = 'https://*.sumsub.com') => ({
  'content-security-policy': `script-src 'self'; connect-src 'self'; frame-ancestors 'self'; frame-src ${frames}; ${more}`,
});
const csp = 'Content-Security-Policy:';
const upgrade = '/api/v2/user/upgrade';
const element = '<verification-upgrade></verification-upgrade>';

const entry = readFileSync('dist/cdn/verification-upgrade.js');
const [chunk = ''] = Object.keys(
  (JSON.parse(readFileSync('dist/cdn/integrity.json', 'utf8')) as { files: Record<string, string> }).files,
).filter((file) => file.startsWith('sumsub-'));
const hash = `sha384-${createHash('sha384').update(entry).digest('base64')}`;

interface Fault extends ShopSetup {
  /** Errors and warnings, and the line that is to be set for each. */
  readonly found: readonly string[];
  readonly args?: readonly string[];
}

/** One fault each, in a shop where everything else is right. */
const faults: Readonly<Record<string, Fault>> = {
  'no frame-src, and a default-src that shuts frames out': {
    headers: { 'content-security-policy': "default-src 'self'; frame-ancestors 'self'" },
    found: [`error frame-src -> ${csp} frame-src 'self' https://*.sumsub.com`],
  },
  "frame-src 'none'": {
    headers: policy('', "'none'"),
    found: [`error frame-src -> ${csp} frame-src https://*.sumsub.com`],
  },
  "only one of Sumsub's hosts in frame-src": {
    headers: policy('', 'https://api.sumsub.com'),
    found: [`warning frame-src -> ${csp} frame-src https://api.sumsub.com https://*.sumsub.com`],
  },
  'a second policy, in the page itself': {
    html: pageWith(
      element,
      `<meta http-equiv="Content-Security-Policy" content="child-src https://pay.example">${tag}`,
    ),
    found: [`error frame-src -> ${csp} frame-src https://pay.example https://*.sumsub.com`],
  },
  'a script-src for another host': {
    headers: { 'content-security-policy': "script-src https://cdn.example; frame-ancestors 'self'" },
    found: [`error script-src -> ${csp} script-src https://cdn.example 'self'`],
  },
  "'strict-dynamic' and a tag without a nonce": {
    headers: { 'content-security-policy': "script-src 'self' 'nonce-a1' 'strict-dynamic'; frame-ancestors 'self'" },
    found: ['error script-src'],
  },
  'a connect-src that lacks the endpoint': {
    headers: { 'content-security-policy': "connect-src https://metrics.example; frame-ancestors 'self'" },
    found: [`error connect-src -> ${csp} connect-src https://metrics.example 'self'`],
  },
  'Trusted Types without the policy of Lit': {
    headers: policy("require-trusted-types-for 'script'; trusted-types dompurify"),
    found: [`error trusted-types -> ${csp} trusted-types dompurify lit-html`],
  },
  'what another provider needs': {
    args: ['--provider', 'stripe-identity'],
    headers: { 'permissions-policy': null },
    found: [
      `error script-src -> ${csp} script-src 'self' https://js.stripe.com https://*.js.stripe.com`,
      `error connect-src -> ${csp} connect-src 'self' https://api.stripe.com`,
      `error frame-src -> ${csp} frame-src https://*.sumsub.com https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com`,
    ],
  },
  'a camera for the page alone': {
    headers: { 'permissions-policy': 'camera=(self), geolocation=()' },
    found: [
      'error Permissions-Policy -> Permissions-Policy: camera=(self "https://api.sumsub.com" "https://in.sumsub.com")',
    ],
  },
  'a microphone for no origin': {
    headers: { 'permissions-policy': 'camera=*, microphone=()' },
    found: [
      'error Permissions-Policy -> Permissions-Policy: microphone=(self "https://api.sumsub.com" "https://in.sumsub.com")',
    ],
  },
  'a Permissions-Policy in the syntax of Feature-Policy': {
    headers: { 'permissions-policy': "camera 'self' https://api.sumsub.com" },
    found: [
      'error Permissions-Policy -> Permissions-Policy: camera=(self "https://api.sumsub.com" "https://in.sumsub.com"), microphone=(self "https://api.sumsub.com" "https://in.sumsub.com")',
    ],
  },
  'a page that any site may frame': {
    headers: { 'content-security-policy': null },
    found: [`warning X-Frame-Options -> ${csp} frame-ancestors 'self'`],
  },
  'an X-Frame-Options that no browser knows': {
    headers: { 'content-security-policy': null, 'x-frame-options': 'ALLOW-FROM https://partner.example' },
    found: [`warning X-Frame-Options -> ${csp} frame-ancestors 'self'`],
  },
  'Cross-Origin-Embedder-Policy: require-corp': {
    headers: { 'cross-origin-embedder-policy': 'require-corp' },
    found: ['error Cross-Origin-Embedder-Policy -> Cross-Origin-Embedder-Policy: unsafe-none'],
  },
  'Cross-Origin-Embedder-Policy: credentialless, which keeps frames out as well': {
    headers: { 'cross-origin-embedder-policy': 'credentialless; report-to="coep"' },
    found: ['error Cross-Origin-Embedder-Policy -> Cross-Origin-Embedder-Policy: unsafe-none'],
  },
  'a page in a sandbox': {
    headers: policy('sandbox allow-scripts allow-forms'),
    found: [`error sandbox -> ${csp} sandbox allow-scripts allow-forms allow-same-origin`],
  },
  'a script that comes as text': {
    scripts: { 'content-type': 'text/plain' },
    found: ['error script -> Content-Type: text/javascript; charset=utf-8'],
  },
  'an entry that may be kept for a year': {
    scripts: { 'cache-control': 'public, max-age=31536000, immutable' },
    found: ['error caching -> Cache-Control: no-cache'],
  },
  'chunks that are asked for each time': {
    scripts: { 'cache-control': 'no-cache' },
    found: ['warning caching -> Cache-Control: public, max-age=31536000, immutable'],
  },
  'a chunk that is not there': {
    answers: { [`/cdn/${chunk}`]: { status: 404 } },
    found: ['error script', 'warning caching -> Cache-Control: public, max-age=31536000, immutable'],
  },
  'a script that is not there': {
    answers: { '/cdn/verification-upgrade.js': { status: 404 } },
    found: ['error script'],
  },
  'a hash in the tag that is of another build': {
    html: pageWith(element, tag.replace('src=', 'integrity="sha384-AAAA" src=')),
    found: [`error integrity -> integrity="${hash}"`],
  },
  'an integrity.json of another build': {
    answers: { '/cdn/integrity.json': { body: '{"files":{"verification-upgrade.js":"sha384-AAAA"}}' } },
    found: ['error integrity'],
  },
  'an import map of another build': {
    html: pageWith(element, `<script type="importmap">{"integrity":{"/cdn/${chunk}":"sha384-AAAA"}}</script>${tag}`),
    found: [`error integrity -> "${hashOf(`dist/cdn/${chunk}`)}"`],
  },
  'an endpoint that answers with its login': {
    answers: {
      [upgrade]: { headers: { 'content-type': 'text/html', 'cache-control': 'no-store' }, body: '<h1>Sign in</h1>' },
    },
    found: ['error endpoint -> HTTP 401 with Content-Type: application/json'],
  },
  'an endpoint that redirects to a login': {
    answers: { [upgrade]: { status: 302, headers: { location: '/login', 'cache-control': 'no-store' } } },
    found: ['error endpoint -> HTTP 401 with Content-Type: application/json'],
  },
  'an endpoint that gives everybody a token': {
    answers: { [upgrade]: { headers: json, body: '{"nextLevel":"satoshi","upgrade":{"access_token":"_act-1"}}' } },
    found: ['error endpoint -> HTTP 401 with Content-Type: application/json'],
  },
  'an endpoint that misses the token of its form, as Laravel says': {
    answers: { [upgrade]: { status: 419, headers: json, body: '{"message":"CSRF token mismatch."}' } },
    found: [],
  },
  'an endpoint that refuses in its own way': {
    answers: { [upgrade]: { status: 400, headers: json, body: '{"title":"Bad Request","status":400}' } },
    found: ['warning endpoint -> HTTP 401 with Content-Type: application/json'],
  },
  'an endpoint that wants a length': {
    answers: { [upgrade]: { status: 411, headers: { ...json, 'content-type': 'text/html' }, body: 'Length Required' } },
    found: ['error endpoint -> HTTP 401 with Content-Type: application/json'],
  },
  'a bot protection in front of the endpoint': {
    answers: { [upgrade]: { status: 403, headers: { 'x-datadome': 'protected', 'content-type': 'text/html' } } },
    found: ['warning endpoint'],
  },
  'a login in place of the page': {
    html: pageWith('<form action="/login"><input name="user"><input name="secret" type="password"></form>'),
    found: ['warning tag'],
  },
  'a header of the time before Permissions-Policy': {
    headers: { 'permissions-policy': null, 'feature-policy': "camera 'none'; geolocation 'self'" },
    found: [
      'warning Feature-Policy -> Permissions-Policy: camera=(self "https://api.sumsub.com" "https://in.sumsub.com"), ' +
        'microphone=(self "https://api.sumsub.com" "https://in.sumsub.com")',
    ],
  },
  'an endpoint that is not there': {
    answers: { [upgrade]: { status: 404, headers: json, body: '{}' } },
    found: ['error endpoint'],
  },
  'an endpoint whose answers may be stored': {
    answers: { [upgrade]: { status: 403, headers: { 'content-type': 'application/json' }, body: '{}' } },
    found: ['error endpoint -> Cache-Control: no-store'],
  },
  'JSON that comes as text': {
    answers: { [upgrade]: { status: 401, headers: { ...json, 'content-type': 'text/plain' }, body: '{}' } },
    found: ['warning endpoint -> Content-Type: application/json'],
  },
  'a token in an attribute': {
    html: pageWith('<verification-upgrade token="_act-1"></verification-upgrade>', tag),
    found: ['warning tag'],
  },
};

function hashOf(file: string): string {
  return `sha384-${createHash('sha384').update(readFileSync(file)).digest('base64')}`;
}

async function inShop<Result>(setup: ShopSetup, look: (origin: string) => Promise<Result>): Promise<Result> {
  const shop = await startShop(setup);
  try {
    return await look(shop.origin);
  } finally {
    await shop.close();
  }
}

describe('verification-upgrade doctor', { concurrency: 2 }, () => {
  it('has nothing against a page with the headers of the README, and asks only what it must', async () => {
    const shop = await startShop();
    const { code, out } = await doctor(`${shop.origin}/account`);
    await shop.close();
    assert.equal(code, 0, out);
    assert.match(out, /0 errors, 0 warnings/);
    const others = shop.asked.filter((line) => !line.startsWith('GET /cdn/'));
    assert.deepEqual(others, ['GET /account', `POST ${upgrade}`]);
  });

  for (const [name, { found, args = [], ...setup }] of Object.entries(faults)) {
    it(`finds ${name}, and says what to set`, async () => {
      const seen = await inShop(setup, (origin) => findings(`${origin}/account`, ...args));
      assert.deepEqual(complaints(seen), found, JSON.stringify(seen, undefined, 2));
    });
  }

  it('ends with 1 for an error, and with 0 for a warning', async () => {
    const codeOf = async (setup: ShopSetup) => (await inShop(setup, (origin) => doctor(`${origin}/account`))).code;
    assert.equal(await codeOf({ headers: { 'cross-origin-embedder-policy': 'require-corp' } }), 1);
    assert.equal(await codeOf({ headers: { 'content-security-policy': null } }), 0);
  });

  it('finds a page without https that browsers do not trust', async () => {
    const shop = await startShop();
    const seen = await findings(`http://0.0.0.0:${shop.port}/account`);
    await shop.close();
    assert.deepEqual(complaints(seen), [`error https -> https://0.0.0.0:${shop.port}/account`]);
  });

  it('asks another origin only if it is given', async () => {
    const cdn = await startShop({ scripts: { 'access-control-allow-origin': '*' } });
    const script = `${cdn.origin}/cdn/verification-upgrade.js`;
    const shop = await startShop({
      headers: { 'content-security-policy': "frame-ancestors 'self'" },
      html: pageWith(
        element.replace('>', ` endpoint="${cdn.origin}${upgrade}">`),
        tag.replace('/cdn/verification-upgrade.js', script),
      ),
    });
    const alone = await findings(`${shop.origin}/account`);
    assert.deepEqual(complaints(alone), ['warning integrity']);
    assert.deepEqual(
      alone.filter(({ level }) => level === 'note').map(({ about }) => about),
      ['script', 'endpoint'],
    );
    assert.deepEqual(cdn.asked, []);
    const both = await findings(`${shop.origin}/account`, '--script', script, '--endpoint', `${cdn.origin}${upgrade}`);
    assert.ok(cdn.asked.length > 2);
    assert.deepEqual(complaints(both), [
      'warning integrity',
      `error endpoint -> Access-Control-Allow-Origin: ${shop.origin}`,
    ]);
    await Promise.all([shop.close(), cdn.close()]);
  });

  it('finds a script on another origin that the page may not load', async () => {
    const cdn = await startShop();
    const script = `${cdn.origin}/cdn/verification-upgrade.js`;
    const shop = await startShop({
      headers: { 'content-security-policy': "frame-ancestors 'self'" },
      html: pageWith(
        element,
        tag.replace('/cdn/verification-upgrade.js', script).replace('src=', `integrity="${hash}" src=`),
      ),
    });
    const seen = await findings(`${shop.origin}/account`, '--script', script);
    await Promise.all([shop.close(), cdn.close()]);
    assert.deepEqual(complaints(seen), ['error script -> Access-Control-Allow-Origin: *']);
  });

  it('sends a given header with the page alone', async () => {
    const login = { status: 302, headers: { location: '/login' } };
    const shop = await startShop({
      answers: {
        '/account': login,
        '/login': { headers: { 'content-type': 'text/html' }, body: '<input type="password">' },
      },
    });
    const { code, err } = await doctor(`${shop.origin}/account`, '--header', 'Cookie: session=1');
    await shop.close();
    assert.equal(code, 2);
    assert.match(err, /redirects to a login, \/login\. Give the cookie of a session with --header\./);
  });
});
