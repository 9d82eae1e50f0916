import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { trustedUrl } from '../../src/providers/shared/trusted-url.js';
import { readTokenUrl } from '../../src/providers/sumsub/token.js';
import { tokenOf } from '../support/sumsub.js';

/** Where a token leads, or why it leads nowhere. */
function originOf(token: string): string {
  try {
    return new URL(trustedUrl(readTokenUrl(token), ['sumsub.com'])).origin;
  } catch (error) {
    return (error as { code: string }).code;
  }
}

/** By other means than the source has: the origin spelled out. */
const sumsubOrigin = /^https:\/\/([^/@:?#\\]+\.)?sumsub\.com(:\d+)?$/;

const runs = { numRuns: 2000 };

const hosts = fc.oneof(
  fc.domain(),
  fc.domain().map((domain) => `sumsub.com.${domain}`),
  fc.domain().map((domain) => `${domain}sumsub.com`),
  fc.domain().map((domain) => `${domain}.sumsub.com`),
  fc.ipV4(),
  fc.ipV6().map((address) => `[${address}]`),
);
const schemes = fc.constantFrom('https://', 'http://', 'https:/', 'https:\\\\', '//', '', 'javascript:', 'ftp://');
const users = fc.constantFrom('', 'sumsub.com@', 'a:b@', 'api.sumsub.com:443@', '\\', '%40');
const rests = fc.constantFrom('', '/', ':8443', '.', '/.sumsub.com', '#.sumsub.com', '?@api.sumsub.com', '\t');
const urls = fc.tuple(schemes, users, hosts, rests).map((parts) => parts.join(''));

describe('the url claim of a Sumsub token, attacked', () => {
  it('leads to Sumsub or nowhere, whatever it says', () => {
    fc.assert(
      fc.property(fc.oneof(urls, fc.webUrl(), fc.string(), fc.jsonValue()), (url) => {
        expect(originOf(tokenOf({ url }))).to.match(new RegExp(`${sumsubOrigin.source}|^untrusted-host$`));
      }),
      runs,
    );
  });

  it('leads nowhere for any domain that is not Sumsub’s', () => {
    const other = fc.domain().filter((domain) => !`.${domain}`.endsWith('.sumsub.com'));
    fc.assert(
      fc.property(other, (domain) => {
        for (const url of [`https://${domain}`, `https://sumsub.com.${domain}`, `https://sumsub.com@${domain}`]) {
          expect(originOf(tokenOf({ url })), url).to.equal('untrusted-host');
        }
      }),
      runs,
    );
  });

  it('leads nowhere for any scheme but https', () => {
    const scheme = fc.stringMatching(/^[a-z][a-z0-9+.-]{0,8}$/).filter((name) => name !== 'https');
    fc.assert(
      fc.property(scheme, (name) => {
        expect(originOf(tokenOf({ url: `${name}://api.sumsub.com` })), name).to.equal('untrusted-host');
      }),
      runs,
    );
  });

  it('is read behind whatever else the claims hold, base64url and all', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()), fc.domain(), (claims, domain) => {
        const url = `https://${domain}.sumsub.com`;
        expect(originOf(tokenOf({ ...claims, url }))).to.equal(new URL(url).origin);
      }),
      runs,
    );
  });

  it('leads to Sumsub or nowhere, whatever the token is', () => {
    const part = fc.oneof(fc.base64String(), fc.string({ unit: 'binary' }), fc.json());
    const prefix = fc.constantFrom('_act-sbx-jwt-', '_act-jwt-', 'jwt-', '_act-', '');
    const tokens = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.tuple(prefix, fc.array(part)).map(([start, parts]) => start + parts.join('.')),
    );
    fc.assert(
      fc.property(tokens, (token) => {
        expect(originOf(token)).to.match(new RegExp(`${sumsubOrigin.source}|^untrusted-host$`));
      }),
      runs,
    );
  });

  it('is read in no time from a token that is very long', () => {
    const long = 'jwt-'.repeat(250_000);
    const start = performance.now();
    for (const token of [long, `${long}.`, `_act-jwt-${'.'.repeat(1_000_000)}`, `.${long}.${long}`]) originOf(token);
    // It took minutes with a pattern that looks for its end from every beginning.
    expect(performance.now() - start).to.be.below(2_000);
  });
});
