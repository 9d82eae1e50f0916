import { expect } from '@open-wc/testing';
import type { ProviderAdapter, ProviderContext } from '../../src/index.js';
import didit from '../../src/providers/didit.js';
import { idenfy } from '../../src/providers/hosted.js';
import onfido from '../../src/providers/onfido.js';
import persona from '../../src/providers/persona.js';
import stripeIdentity from '../../src/providers/stripe-identity.js';
import sumsub from '../../src/providers/sumsub.js';
import veriff from '../../src/providers/veriff.js';
import fc from 'fast-check';
import { trustedUrl } from '../../src/providers/shared/trusted-url.js';
import { anyText } from '../upgrade/support/any-text.js';

const hosts = ['sumsub.com', 'acme-id.io'];
const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?$/);

/** The address, or the code of the error. */
function result(url: unknown, baseUrl?: string): string {
  try {
    return trustedUrl(url, hosts, baseUrl);
  } catch (error) {
    return String((error as { code?: unknown }).code);
  }
}

function partsOf(url: string) {
  const { protocol, hostname, username, password, origin, pathname, search, hash } = new URL(url);
  return { protocol, hostname, username, password, origin, pathname, search, hash };
}

const isOwn = (hostname: string) => hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));

/** Addresses made of the pieces that such checks fail on. */
const tricky = fc
  .tuple(
    fc.constantFrom(
      ...['https:', 'http:', 'HTTPS:', 'wss:', 'javascript:', 'data:', 'blob:https:', 'ftp:', 'mailto:', 'x:', ''],
    ),
    fc.constantFrom('//', '/', '\\\\', '', '///', '\t//', '/\\', '@', '.'),
    fc.array(
      fc.constantFrom(
        ...['sumsub.com', 'acme-id.io', 'evil.example', 'sumsub', 'com', 'sumsub.com.evil.example', 'evilsumsub.com'],
        ...[
          '@',
          ':',
          '.',
          '..',
          '/',
          '//',
          '\\',
          '#',
          '?',
          '%2e',
          '%2f',
          '%40',
          '%00',
          ' ',
          '\n',
          'user:pass',
          ':8443',
        ],
        ...['。', 'ſumsub.com', '/%2e%2e//evil.example', '[::1]', '%'],
      ),
      { maxLength: 7 },
    ),
  )
  .map(([scheme, slashes, parts]) => scheme + slashes + parts.join(''));

const address = fc.oneof(tricky, fc.webUrl(), anyText);

const runs = { numRuns: 5_000 };

describe('an address that the server names', () => {
  it('is https on a host of the provider, without a user, or refused, whatever it is', () => {
    fc.assert(
      fc.property(address, (url) => {
        const safe = result(url);
        if (safe === 'untrusted-host') return true;
        const { protocol, hostname, username, password, ...parts } = partsOf(safe);
        const { origin, pathname, search, hash } = partsOf(url);
        const isSame = JSON.stringify(parts) === JSON.stringify({ origin, pathname, search, hash });
        return isSame && protocol === 'https:' && isOwn(hostname) && username === '' && password === '';
      }),
      runs,
    );
  });

  it('is on the origin of the page’s baseUrl, or refused, whatever it is', () => {
    const baseUrls = fc.constantFrom('https://id.partner.example', 'http://localhost:5001', 'https://[::1]:8443');
    fc.assert(
      fc.property(address, baseUrls, (url, baseUrl) => {
        const safe = result(url, baseUrl);
        if (safe === 'untrusted-host') return true;
        const { origin, username, password } = new URL(safe);
        return origin === baseUrl && username === '' && password === '' && safe.startsWith(`${baseUrl}/`);
      }),
      runs,
    );
  });

  it('is accepted at any depth below a host of the provider, with its path, query and hash', () => {
    fc.assert(
      fc.property(fc.array(label, { maxLength: 3 }), fc.constantFrom(...hosts), fc.webPath(), (labels, host, path) => {
        const origin = `https://${[...labels, host].join('.')}`;
        fc.pre(URL.canParse(origin));
        const url = `${origin}${path}?token=secret#part`;
        return result(url) === new URL(url).href;
      }),
    );
  });

  for (const [url, safe] of [
    ['HTTPS://API.SumSub.COM/x', 'https://api.sumsub.com/x'],
    ['https://api.sumsub.com:8443', 'https://api.sumsub.com:8443/'],
    ['https://user:password@api.sumsub.com/x', 'https://api.sumsub.com/x'],
    ['https://evil.example@api.sumsub.com', 'https://api.sumsub.com/'],
    ['https://api.sumsub.com//evil.example/x', 'https://api.sumsub.com//evil.example/x'],
    ['https://api%2esumsub.com/x', 'https://api.sumsub.com/x'],
    ['https:\\\\api.sumsub.com\\x', 'https://api.sumsub.com/x'],
  ] as const) {
    it(`is ${safe} for ${JSON.stringify(url)}`, () => expect(result(url)).to.equal(safe));
  }

  for (const url of [
    'http://api.sumsub.com',
    'https://evil.example',
    'https://evilsumsub.com',
    'https://sumsub.com.evil.example',
    'https://sumsub.com.',
    'https://api.sumsub.com.',
    'https://sumsub.com@evil.example',
    'https://evil.example/sumsub.com',
    'https://evil.example\\.sumsub.com',
    'https://evil.example\\@sumsub.com',
    'https://evil.example#.sumsub.com',
    'https://evil.example%2f.sumsub.com',
    'https://com',
    '//api.sumsub.com',
    'api.sumsub.com',
    'x:@api.sumsub.com',
    'mailto:.sumsub.com',
    'blob:https://api.sumsub.com/1',
    'javascript:"https://api.sumsub.com"',
    '',
  ]) {
    it(`is refused for ${JSON.stringify(url)}`, () => expect(result(url)).to.equal('untrusted-host'));
  }

  it('is refused if it is not a text', () => {
    for (const url of [undefined, null, 7, {}, ['https://sumsub.com'], new URL('https://sumsub.com')]) {
      expect(result(url), typeof url).to.equal('untrusted-host');
      expect(result(url, 'https://id.partner.example'), typeof url).to.equal('untrusted-host');
    }
  });

  it('is refused if the provider has no hosts, or an empty one', () => {
    for (const none of [[], ['']])
      expect(() => trustedUrl('https://sumsub.com.', none))
        .to.throw()
        .with.property('code', 'untrusted-host');
  });

  it('is refused without quoting the address, which can hold a secret', () => {
    expect(() => trustedUrl('https://evil.example/?token=secret', hosts))
      .to.throw(/https, sumsub\.com, acme-id\.io/)
      .with.property('message')
      .that.does.not.match(/secret|evil/);
  });
});

describe('the page’s baseUrl', () => {
  const base = 'https://id.partner.example';

  for (const [url, safe] of [
    ['https://api.sumsub.com/v/1?a=b#c', `${base}/v/1?a=b#c`],
    ['https://evil.example/v/1', `${base}/v/1`],
    ['/v/1?a', `${base}/v/1?a`],
    ['//evil.example/v/1', `${base}/v/1`],
    ['https://api.sumsub.com//evil.example/v', `${base}//evil.example/v`],
    ['x:@evil.example/p', 'untrusted-host'],
    ['x:.evil.example/p', 'untrusted-host'],
    ['mailto:.evil.example/p', 'untrusted-host'],
    ['javascript:alert(1)', 'untrusted-host'],
    ['blob:https://evil.example/p', 'untrusted-host'],
  ] as const) {
    it(`gives ${safe} for ${url}`, () => expect(result(url, base)).to.equal(safe));
  }

  it('is reduced to its origin', () => {
    expect(result('https://api.sumsub.com/v', 'http://user:password@localhost:5001/some/path?query#hash')).to.equal(
      'http://localhost:5001/v',
    );
  });

  for (const baseUrl of [
    '',
    '/relative',
    'localhost:5000',
    'id.partner.example',
    'data:text/html,hello',
    'blob:https://x',
  ]) {
    it(`is refused as ${JSON.stringify(baseUrl)}`, () => {
      expect(() => trustedUrl('https://api.sumsub.com', hosts, baseUrl)).to.throw(/baseUrl/);
    });
  }
});

describe('the hosts that an adapter trusts', () => {
  const jwt = (claims: object) => `e30.${btoa(JSON.stringify(claims)).replaceAll('=', '')}.x`;
  const url = 'https://vendor.example/';
  const adapters: readonly (readonly [name: string, adapter: unknown, payload: object, hosts: readonly string[]])[] = [
    ['Didit', didit, { url }, ['didit.me']],
    ['Onfido', onfido, { token: jwt({ urls: { api: url } }), workflowRunId: 'x' }, ['onfido.com']],
    ['Persona', persona, { inquiryId: 'x', sessionToken: 'x', customHost: 'x' }, ['withpersona.com']],
    ['Stripe Identity', stripeIdentity, { clientSecret: 'x', publishableKey: 'pk_x' }, ['stripe.com']],
    ['Sumsub', sumsub, { accessToken: jwt({ url }) }, ['sumsub.com']],
    ['Veriff', veriff, { url }, ['veriff.me', 'veriff.com']],
    ['iDenfy', idenfy, { url }, ['idenfy.com']],
  ];
  for (const [name, adapter, payload, expected] of adapters) {
    it(`are its vendor's: ${name}`, async () => {
      const asked: (readonly string[])[] = [];
      const context: Partial<ProviderContext> = {
        container: document.createElement('div'),
        payload: { ...payload },
        options: {},
        lang: 'en',
        theme: 'light',
        signal: new AbortController().signal,
        trustedUrl: (_url, hosts) => {
          asked.push(hosts);
          throw new Error('Enough.');
        },
      };
      const mounting = Promise.resolve().then(() => (adapter as ProviderAdapter).mount(context as ProviderContext));
      expect(await mounting.catch((cause: unknown) => (cause as Error).message)).to.equal('Enough.');
      expect(asked).to.deep.equal([expected]);
    });
  }
});
