import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { trustedOrigin } from '../../src/upgrade/trusted-url.js';
import { anyText } from './support/any-text.js';

const hosts = ['sumsub.com', 'acme-id.io'];
const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?$/);

function originOrRefusal(url: unknown): string | { code?: unknown } {
  try {
    return trustedOrigin(url, ...hosts);
  } catch (error) {
    return error as Error & { code?: unknown };
  }
}

function expectRefusal(url: unknown): void {
  const result = originOrRefusal(url);
  expect(result, String(url)).to.be.instanceOf(Error);
  expect(result).to.have.property('code', 'untrusted-host');
}

/** Addresses made of the pieces that such checks stumble over. */
const tricky = fc
  .tuple(
    fc.constantFrom('https:', 'http:', 'HTTPS:', 'wss:', 'javascript:', 'data:', 'blob:https:', 'ftp:', ''),
    fc.constantFrom('//', '/', '\\\\', '', '///', '\t//'),
    fc.array(
      fc.constantFrom(
        ...['sumsub.com', 'acme-id.io', 'evil.example', 'sumsub', 'com', 'sumsub.com.evil.example', 'evilsumsub.com'],
        ...[
          '@',
          ':',
          '.',
          '..',
          '/',
          '\\',
          '#',
          '?',
          '%2e',
          '%00',
          ' ',
          '\n',
          'user:pass',
          ':8443',
          '。',
          'ſumsub.com',
        ],
      ),
      { maxLength: 7 },
    ),
  )
  .map(([scheme, slashes, parts]) => scheme + slashes + parts.join(''));

const address = fc.oneof(tricky, fc.webUrl(), anyText);

describe('the origin of a URL that the server names', () => {
  it('passes only with https and a host of the provider’s own, whatever the address', () => {
    fc.assert(
      fc.property(address, (url) => {
        const result = originOrRefusal(url);
        if (typeof result !== 'string') return result.code === 'untrusted-host';
        const { protocol, hostname } = new URL(result);
        const isOwn = hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
        return protocol === 'https:' && isOwn && new URL(url).origin === result;
      }),
      { numRuns: 5_000 },
    );
  });

  it('passes on any depth below an own host, and nothing but the origin comes out', () => {
    fc.assert(
      fc.property(fc.array(label, { maxLength: 3 }), fc.constantFrom(...hosts), fc.webPath(), (labels, host, path) => {
        const origin = `https://${[...labels, host].join('.')}`;
        fc.pre(URL.canParse(origin));
        return trustedOrigin(`${origin}${path}?token=secret#part`, ...hosts) === origin;
      }),
    );
  });

  it('passes in capitals, and with a port', () => {
    expect(trustedOrigin('HTTPS://API.SumSub.COM/x', ...hosts)).to.equal('https://api.sumsub.com');
    expect(trustedOrigin('https://api.sumsub.com:8443', ...hosts)).to.equal('https://api.sumsub.com:8443');
  });

  for (const url of [
    'http://api.sumsub.com',
    'https://evil.example',
    'https://evilsumsub.com',
    'https://sumsub.com.evil.example',
    'https://sumsub.com@evil.example',
    'https://evil.example/sumsub.com',
    'https://evil.example\\.sumsub.com',
    'https://evil.example#.sumsub.com',
    'https://com',
    '//api.sumsub.com',
    'api.sumsub.com',
    'blob:https://api.sumsub.com/1',
    'javascript:"https://api.sumsub.com"',
    '',
  ]) {
    it(`is refused for ${JSON.stringify(url)}`, () => expectRefusal(url));
  }

  it('is refused where it is no text', () => {
    for (const url of [undefined, null, 7, {}, ['https://sumsub.com'], new URL('https://sumsub.com')])
      expectRefusal(url);
  });

  it('is refused for every host where the provider has none', () => {
    expect(() => trustedOrigin('https://sumsub.com'))
      .to.throw()
      .with.property('code', 'untrusted-host');
  });

  it('is refused without a word about the address, which may hold a secret', () => {
    expect(() => trustedOrigin('https://evil.example/?token=secret', ...hosts))
      .to.throw(/https, sumsub\.com, acme-id\.io/)
      .with.property('message')
      .that.does.not.match(/secret|evil/);
  });
});
