import { expect } from '@open-wc/testing';
import { until } from '../support/upgrade.js';
import { mountVendor, vendorOrigin } from '../support/vendor.js';
import { pretendDesktop } from '../support/media.js';

/** Payload, what stands in the way, and the origin that the console has to name: the vendor's own, where it is no frame's. */
const vendors: Readonly<Record<string, readonly [payload: object, directive: string, origin?: string]>> = {
  veriff: [{ url: 'https://magic.veriff.me/v/x' }, 'frame-src'],
  persona: [{ inquiryId: 'inq_x' }, 'frame-src'],
  didit: [{ url: 'https://verify.didit.me/session/x' }, 'frame-src'],
  hosted: [{ url: 'https://id.vendor.example/x' }, 'frame-src'],
  onfido: [{ token: 'x', workflowRunId: 'run' }, 'script-src'],
  'stripe-identity': [{ clientSecret: 'x', publishableKey: 'pk_x' }, 'script-src', 'https://js.stripe.com'],
};

describe('a page that lets no vendor in', () => {
  pretendDesktop();

  before(() => {
    // For good: there is no taking it back, so this file is about nothing else.
    const policy = document.createElement('meta');
    policy.httpEquiv = 'Content-Security-Policy';
    policy.content = "frame-src 'none'; script-src 'self' 'unsafe-inline'";
    document.head.append(policy);
  });

  for (const [vendor, [payload, directive, named]] of Object.entries(vendors)) {
    it(`learns what ${vendor} lacks`, async () => {
      const { element } = await mountVendor({
        vendor,
        payload: { ...payload },
        ...(named && { properties: { providerOptions: {} } }),
      });
      const { error } = await until(element, 'failed');
      expect(error).to.include({ code: 'provider-blocked', kind: 'configuration' });
      expect(error.recovery).to.deep.equal(['retry', 'support']);
      expect(error.message).to.contain(`${directive} ${named ?? (await vendorOrigin(vendor))}`);
    });
  }
});
