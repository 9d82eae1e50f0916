import { expect } from '@open-wc/testing';
import { readResult } from '../../src/providers/didit/events.js';
import { readError } from '../../src/providers/stripe-identity/errors.js';

describe('a word of a vendor, spelled in another way', () => {
  for (const status of ['Declined', 'declined', 'DECLINED']) {
    it(`${status} is a rejection by Didit`, () => {
      const result = readResult({ type: 'completed', session: { status } });
      expect(result).to.deep.equal({ type: 'rejected', final: false });
    });
  }

  for (const code of ['device_unsupported', 'device_not_supported']) {
    it(`${code} is an unsupported device for Stripe`, () => {
      expect(readError({ code })).to.include({ type: 'failed', code: 'device-unsupported' });
    });
  }

  for (const code of ['consent_declined', 'phone_otp_declined', 'email_verification_declined', 'session_canceled']) {
    it(`${code} is the user's own choice in Stripe's dialog`, () => {
      expect(readError({ code })).to.deep.equal({ type: 'cancelled' });
    });
  }
});
