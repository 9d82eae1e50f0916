import { expect } from '@open-wc/testing';
import { until } from '../support/upgrade.js';
import { mountVendor, vendorOrigin } from '../support/vendor.js';
import { pretend, pretendDesktop } from '../support/media.js';

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

  it('learns what veriff lacks outside of the element, on a phone', async () => {
    pretend(true);
    const { element } = await mountVendor({ vendor: 'veriff', payload: { url: 'https://magic.veriff.me/v/x' } });
    const { error } = await until(element, 'failed');
    expect(error.code).to.equal('provider-blocked');
    expect(error.message).to.contain(`frame-src ${await vendorOrigin('veriff')}`);
  });

  it('learns what stripe-identity lacks, whose script is there, and is not covered by its dialog', async () => {
    const page = globalThis as { Stripe?: unknown };
    const dialog = document.createElement('div');
    const origin = await vendorOrigin('stripe-identity');
    page.Stripe = Object.assign(
      () => ({
        verifyIdentity: () =>
          new Promise(() => {
            dialog.innerHTML = `<iframe title="Stripe" src="${origin}/?dialog"></iframe>`;
            document.body.append(dialog);
          }),
      }),
      { version: 'endive' },
    );
    const { element } = await mountVendor({
      vendor: 'stripe-identity',
      payload: { clientSecret: 'x', publishableKey: 'pk_x' },
    });
    const { error } = await until(element, 'failed');
    expect(error.code).to.equal('provider-blocked');
    expect(error.message).to.contain(`frame-src ${origin}`);
    expect(dialog.isConnected).to.equal(false);
    delete page.Stripe;
  });
});
