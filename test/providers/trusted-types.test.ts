import { expect } from '@open-wc/testing';
import { until } from '../support/upgrade.js';
import { mountVendor } from '../support/vendor.js';
import { pretendDesktop } from '../support/media.js';

const works: Readonly<Record<string, object>> = {
  veriff: { url: 'https://magic.veriff.me/v/{{token:quiet}}' },
  persona: { inquiryId: 'inq_x', sessionToken: '{{token:quiet}}' },
  hosted: { url: 'https://id.vendor.example/{{token:quiet}}' },
};

const isRefused: Readonly<Record<string, object>> = {
  didit: { url: 'https://verify.didit.me/session/{{token:quiet}}' },
  onfido: { token: '{{token:quiet}}', workflowRunId: 'run' },
  'stripe-identity': { clientSecret: '{{token:quiet}}', publishableKey: 'pk_x' },
};

describe('a page that enforces Trusted Types', () => {
  pretendDesktop();

  before(function () {
    // Firefox ESR and older WebKit do not know them, and enforce nothing.
    if (!('trustedTypes' in globalThis)) return this.skip();
    // There is no taking it back, so this file is about nothing else.
    const policy = document.createElement('meta');
    policy.httpEquiv = 'Content-Security-Policy';
    policy.content = "require-trusted-types-for 'script'; trusted-types lit-html";
    document.head.append(policy);
  });

  for (const [vendor, payload] of Object.entries(works)) {
    it(`can use ${vendor}`, async () => {
      const { element } = await mountVendor({ vendor, payload: { ...payload } });
      expect(await until(element, 'active')).to.include({ provider: vendor });
    });
  }

  for (const [vendor, payload] of Object.entries(isRefused)) {
    it(`learns that it cannot use ${vendor}`, async () => {
      const { element } = await mountVendor({ vendor, payload: { ...payload } });
      const { error } = await until(element, 'failed');
      expect(error).to.include({ code: 'provider-blocked', kind: 'configuration' });
      expect(error.message).to.contain('require-trusted-types-for');
    });
  }
});
