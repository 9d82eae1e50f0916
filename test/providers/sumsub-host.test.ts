import { expect } from '@open-wc/testing';
import type { ProviderContext } from '../../src/index.js';
import sumsub from '../../src/providers/sumsub.js';
import { trustedUrl } from '../../src/providers/shared/trusted-url.js';
import { frameOf, mountUpgrade, record, until } from '../support/upgrade.js';
import { framesIn, offerOf, tokenOf } from '../support/sumsub.js';

const encode = (text: string) => btoa(text).replaceAll('=', '');

/** Tokens that have the frame come from somewhere else, each in a way of its own. */
const foreign: readonly (readonly [words: string, token: string])[] = [
  ...[
    'http://api.sumsub.com',
    'https://evil.example',
    'https://evilsumsub.com',
    'https://sumsub.com.evil.example',
    'https://sumsub.com.',
    'https://api.sumsub.com.',
    'https://sumsub.co',
    'https://xn--sumsb-8sa.com',
    'https://ѕumsub.com',
    'https://api-sumsub.com',
    'https://api.sumsub.com@evil.example',
    'https://api.sumsub.com:443@evil.example',
    'https://evil.example/api.sumsub.com',
    'https://evil.example?api.sumsub.com',
    'https://evil.example#.sumsub.com',
    'https://evil.example\\.sumsub.com',
    'https://evil.example\\@api.sumsub.com',
    'https://sumsub.com%2eevil.example',
    'https:evil.example',
    'https://127.0.0.1',
    'https://[::1]',
    '//api.sumsub.com',
    'api.sumsub.com',
    '/websdk',
    'ftp://api.sumsub.com',
    'ws://api.sumsub.com',
    'blob:https://api.sumsub.com/1',
    'data:text/html,https://api.sumsub.com',
    'javascript:"https://api.sumsub.com"',
    '',
    ' ',
  ].map((url) => [`the url ${JSON.stringify(url)}`, tokenOf({ jti: 'x', url })] as const),
  ...[null, 42, true, {}, [], ['https://api.sumsub.com'], { toString: 'https://api.sumsub.com' }].map(
    (url) => [`a url that is ${JSON.stringify(url)}`, tokenOf({ url })] as const,
  ),
  ['claims that are null', tokenOf('null')],
  ['claims that are half a text', tokenOf('{"url":"https://api.sumsub.com')],
  ['claims that are no base64', '_act-jwt-e30.*****.-v2'],
  ['no claims at all', '_act-jwt-e30..-v2'],
  ['claims behind another prefix', `act-jwt-e30.${encode('{"url":"https://evil.example"}')}.`],
  ['a url in its header', `_act-jwt-${encode('{"url":"https://evil.example"}')}.${encode('[')}.-v2`],
];

/** Tokens with a host of Sumsub's, and that host. */
const own: readonly (readonly [words: string, token: string, origin: string])[] = [
  ['its API', tokenOf({ url: 'https://api.sumsub.com' }), 'https://api.sumsub.com'],
  ['the bare domain', tokenOf({ url: 'https://sumsub.com' }), 'https://sumsub.com'],
  ['a deep subdomain', tokenOf({ url: 'https://a.b.sumsub.com/' }), 'https://a.b.sumsub.com'],
  ['capitals', tokenOf({ url: 'HTTPS://API.SumSub.COM' }), 'https://api.sumsub.com'],
  ['a port', tokenOf({ url: 'https://api.sumsub.com:8443' }), 'https://api.sumsub.com:8443'],
  ['a path, a query and a hash', tokenOf({ url: 'https://api.sumsub.com/x?y#z' }), 'https://api.sumsub.com'],
  ['a name before the host', tokenOf({ url: 'https://evil.example@api.sumsub.com' }), 'https://api.sumsub.com'],
  ['“-” and “_” in its base64', tokenOf({ a: '>>>???ÿÿÿ~~~', url: 'https://eu.sumsub.com' }), 'https://eu.sumsub.com'],
  ['no url in its claims', tokenOf({ jti: 'x' }), 'https://in.sumsub.com'],
  ['nothing in its claims', tokenOf({}), 'https://in.sumsub.com'],
  ['a header and no claims', '_act-jwt-e30', 'https://in.sumsub.com'],
  ['no JWT in it', '_act-1b2c3d4e-5f60-7182-93a4-b5c6d7e8f901', 'https://in.sumsub.com'],
  [
    'an old production prefix',
    tokenOf({ url: 'https://api.sumsub.com' }).replace('sbx-', ''),
    'https://api.sumsub.com',
  ],
];

/** Where the real SDK's frame goes with a token, told by the adapter alone. */
async function destination(accessToken: string): Promise<string> {
  const container = document.body.appendChild(document.createElement('div'));
  const life = new AbortController();
  const context: ProviderContext = {
    container,
    payload: { accessToken },
    options: {},
    lang: 'en',
    theme: 'light',
    signal: life.signal,
    refresh: () => Promise.reject(new Error('There is no server here.')),
    report: () => undefined,
    trustedUrl,
  };
  try {
    const sdk = await sumsub.mount(context);
    const src = container.querySelector('iframe')?.src ?? '';
    await sdk?.unmount();
    return src;
  } catch (error) {
    if ((error as { code?: string }).code !== 'untrusted-host') throw error;
    expect(container.childElementCount).to.equal(0);
    return 'refused';
  } finally {
    life.abort();
    container.remove();
  }
}

describe('the host that Sumsub’s token names', () => {
  let policy: HTMLMetaElement;

  before(() => {
    // Whatever a frame here is pointed at, the browser keeps it from going there.
    policy = document.createElement('meta');
    policy.httpEquiv = 'Content-Security-Policy';
    policy.content = "frame-src 'none'";
    document.head.append(policy);
  });

  after(() => policy.remove());

  it('is refused before there is a frame, and the page is told why', async () => {
    const { element } = await mountUpgrade({
      replies: [offerOf(tokenOf({ url: 'https://evil.example' }))],
      properties: { providerOptions: {} },
      attributes: { launch: 'manual' },
    });
    const frames = framesIn(element);
    const statuses = record(element);
    element.start();
    const { error } = await until(element, 'failed');
    frames.stop();
    expect(error).to.include({ code: 'untrusted-host', kind: 'configuration' });
    expect(error.recovery).to.deep.equal(['support']);
    expect(statuses).to.deep.equal(['requesting', 'loading', 'failed']);
    expect(frames.seen).to.deep.equal([]);
    while (element.querySelector('[slot=provider]')) await Promise.resolve();
  });

  for (const [words, token] of foreign) {
    it(`is refused for ${words}`, async () => {
      expect(await destination(token)).to.equal('refused');
    });
  }

  for (const [words, token, origin] of own) {
    it(`is ${origin} for a token with ${words}`, async () => {
      const { origin: went, pathname } = new URL(await destination(token));
      expect({ went, pathname }).to.deep.equal({ went: origin, pathname: '/websdk/websdk.html' });
    });
  }

  it('is the one that reaches the page’s frame, too', async () => {
    const { element } = await mountUpgrade({
      replies: [offerOf(tokenOf({ url: 'https://eu.sumsub.com/' }))],
      properties: { providerOptions: {} },
      attributes: { launch: 'manual' },
    });
    const frames = framesIn(element);
    element.start();
    await until(element, 'failed'); // This page's own policy blocks it.
    frames.stop();
    expect(frames.seen.map(({ src }) => new URL(src).origin)).to.deep.equal(['https://eu.sumsub.com']);
    expect(frameOf(element)).to.equal(null);
  });
});
