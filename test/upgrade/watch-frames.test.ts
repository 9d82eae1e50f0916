import { expect, fixture, html } from '@open-wc/testing';
import { watchFrames } from '../../src/upgrade/monitors.js';

const address = 'http://127.0.0.1:1/websdk/websdk.html?_=id_c2VjcmV0LXRva2Vu';

/** A container with a provider's frame that no server answers, and what is reported about it. */
async function watched() {
  const container = await fixture<HTMLElement>(html`<div></div>`);
  const frame = document.createElement('iframe');
  frame.src = address;
  container.append(frame);
  const said: string[] = [];
  const end = new AbortController();
  const onBlocked = (message: string) => void said.push(message);
  watchFrames(container, end.signal, { onBlocked, onReload: () => undefined, onRemoved: () => undefined });
  return { said, end };
}

function violate(facts: Partial<SecurityPolicyViolationEventInit>): void {
  const init: SecurityPolicyViolationEventInit = {
    documentURI: location.href,
    violatedDirective: 'frame-src',
    effectiveDirective: 'frame-src',
    originalPolicy: "frame-src 'self'",
    disposition: 'enforce',
    blockedURI: 'http://127.0.0.1:1',
    statusCode: 200,
    ...facts,
  };
  document.dispatchEvent(new SecurityPolicyViolationEvent('securitypolicyviolation', { bubbles: true, ...init }));
}

describe('a Content-Security-Policy in the provider’s way', () => {
  for (const directive of ['frame-src', 'child-src', 'default-src']) {
    it(`is noticed in ${directive}, and named with the origin to add`, async () => {
      const { said } = await watched();
      violate({ effectiveDirective: directive });
      expect(said.length).to.equal(1);
      expect(said[0]).to.contain(`${directive} http://127.0.0.1:1`);
    });
  }

  it('is noticed where the browser tells the whole address, and the token in it goes no further', async () => {
    const { said } = await watched();
    violate({ blockedURI: address });
    expect(said.join()).to.contain('frame-src http://127.0.0.1:1').and.not.to.contain('c2VjcmV0');
  });

  const others: Readonly<Record<string, Partial<SecurityPolicyViolationEventInit>>> = {
    'that only reports': { disposition: 'report' },
    'in another frame’s way': { blockedURI: 'https://ads.example' },
    'in a script’s way': { effectiveDirective: 'script-src-elem' },
    'in an image’s way': { effectiveDirective: 'img-src' },
    'in the way of inline code': { effectiveDirective: 'script-src', blockedURI: 'inline' },
    'in the way of a page without an address': { blockedURI: '' },
  };
  for (const [name, facts] of Object.entries(others)) {
    it(`${name} is not watched`, async () => {
      const { said } = await watched();
      violate(facts);
      expect(said).to.deep.equal([]);
    });
  }

  it('is ignored once the SDK is unmounted', async () => {
    const { said, end } = await watched();
    end.abort();
    violate({});
    expect(said).to.deep.equal([]);
  });
});
