import { expect } from '@open-wc/testing';
import type { ProviderAdapter } from '../../src/index.js';
import { readIdenfy } from '../../src/providers/hosted/idenfy.js';
import { readError as readOnfidoError } from '../../src/providers/onfido/errors.js';
import persona from '../../src/providers/persona.js';
import { readError, readEvent } from '../../src/providers/persona/events.js';
import { frameOf, until } from '../support/upgrade.js';
import { mountVendor, vendorOrigin } from '../support/vendor.js';

const token = '{{token:quiet}}';

describe('a server that spells the fields of a vendor in another way', () => {
  const payloads: readonly (readonly [vendor: string, payload: Readonly<Record<string, string>>])[] = [
    ['persona', { 'inquiry-id': 'inq_1', 'session-token': token }],
    ['persona', { InquiryId: 'inq_1', SessionToken: token }],
    ['persona', { inquiryID: 'inq_1', session_token: token }],
    ['veriff', { 'session-url': `https://magic.veriff.me/v/${token}` }],
    ['veriff', { SessionURL: `https://magic.veriff.me/v/${token}` }],
    ['didit', { verificationURL: `https://verify.didit.me/session/${token}` }],
    ['onfido', { SdkToken: token, WorkflowRunId: 'run-1' }],
    ['onfido', { 'sdk-token': token, 'workflow-run-id': 'run-1' }],
  ];
  for (const [vendor, payload] of payloads) {
    it(`is understood for ${vendor}: ${Object.keys(payload).join(', ')}`, async () => {
      const { element } = await mountVendor({ vendor, payload });
      await until(element, 'active');
      element.cancel();
    });
  }
});

describe('what a server hands out for Persona', () => {
  it('may name the host by a word, as the SDK takes it', async () => {
    const origin = await vendorOrigin('persona');
    const named: unknown[] = [];
    const trustedUrl = (address: unknown) => (named.push(address), origin);
    const adapter: ProviderAdapter = {
      ...persona,
      mount: (context) => persona.mount({ ...context, options: {}, trustedUrl }),
    };
    const { element } = await mountVendor({
      vendor: 'persona',
      payload: { inquiryId: 'inq_1', sessionToken: token, host: 'production' },
      properties: { providers: { persona: () => Promise.resolve(adapter) } },
    });
    await until(element, 'active');
    expect(named).to.deep.equal(['https://inquiry.withpersona.com']);
  });

  const templates: Readonly<Record<string, readonly [details: object, parameters: object]>> = {
    'an account': [{ 'account-id': 'act_1' }, { 'account-id': 'act_1' }],
    'a reference, with the kind of its account': [
      { referenceId: 'user-1', accountTypeId: 'acttp_1' },
      { 'reference-id': 'user-1', 'account-type-id': 'acttp_1' },
    ],
    'a reference beside an account, of which the SDK takes one': [
      { referenceId: 'user-1', accountId: 'act_1' },
      { 'reference-id': 'user-1' },
    ],
    'an environment and a shared inquiry': [
      { environment: 'sandbox', share_token: 'cnst_1' },
      { environment: 'sandbox', 'share-token': 'cnst_1' },
    ],
  };
  for (const [what, [details, parameters]] of Object.entries(templates)) {
    it(`names ${what} for a template`, async () => {
      const { element } = await mountVendor({ vendor: 'persona', payload: { templateId: 'itmpl_1', ...details } });
      await until(element, 'active');
      const query = Object.fromEntries(new URL(frameOf(element)?.src ?? '').searchParams);
      expect(query).to.include({ 'inquiry-template-id': 'itmpl_1', ...parameters });
    });
  }
});

describe('an error of Persona', () => {
  for (const code of ['unauthenticated', 'session_expired', 'inquiry_expired'])
    it(`${code} asks for a fresh session`, () => expect(readError({ code })).to.equal('expired'));

  it('without a code has its status', () => {
    expect(readError({ status: 403 })).to.include({ type: 'failed', message: 'Persona: 403' });
    expect(readError({ status: 422, code: 'invalid_config' })).to.include({ message: 'Persona: invalid_config 422' });
    expect(readError({})).to.include({ message: 'Persona: an error without a code' });
  });
});

describe('what Persona says of the permissions', () => {
  it('is a warning for a microphone that this inquiry needs', () => {
    const check = { hasCameraPermission: true, hasMicrophonePermission: false };
    const event = readEvent('camera-permissions-check-result', { ...check, requestedMicrophone: true });
    expect(event).to.include({ type: 'warning', code: 'microphone-blocked' });
    expect(readEvent('camera-permissions-check-result', { ...check, requestedMicrophone: false })).to.equal(undefined);
  });
});

describe('an error of Onfido', () => {
  for (const type of ['unsupported_sdk_version', 'unsupported_feature'])
    it(`${type} does not blame the device`, () => {
      const expected = { type: 'failed', message: `Onfido: ${type}` };
      expect(readOnfidoError({ type, message: '' })).to.deep.equal(expected);
    });

  it('unsupported is about the device', () =>
    expect(readOnfidoError({ type: 'unsupported' })).to.include({ code: 'device-unsupported' }));
});

describe('iDenfy’s message', () => {
  for (const status of ['SUSPECTED', 'REVIEWING', 'AUTO_UNVERIFIABLE'])
    it(`${status} is a review`, () =>
      expect(readIdenfy({ status, manualStatus: null })).to.deep.equal({ type: 'submitted', closed: true }));
});
