import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { describeError, fieldsOf, pickAllowed, readCode } from '../../src/providers/shared/fields.js';
import { tokenOf } from '../support/sumsub.js';

describe('what a vendor calls something', () => {
  for (const code of [
    'idCheck.onApplicantVerificationCompleted',
    'idCheck.onNavigationUiControlsStateChanged',
    'didit:verification_submitted',
    'load-camera-failed',
    'permissions_unavailable',
    'camera_permission_denied',
    'PROOF_OF_RESIDENCE',
    'IDENTITY2',
    'network-error',
    'satoshi-kyc',
    'Basic KYC 2',
    'In Review',
    'ERR_404',
  ]) {
    it(`is passed on: ${code}`, () => expect(readCode(code)).to.equal(code));
  }

  for (const text of [
    'The file of Alex Example is too big.',
    'alex@example.org',
    '<b>bold</b>',
    'a\nb',
    '%s',
    'x'.repeat(65),
    '',
    ' \u202e',
    'de305d54-75b4-431b-adb2-eb6b9e546014',
  ]) {
    it(`is not passed on: ${JSON.stringify(text)}`, () => expect(readCode(text)).to.equal(''));
  }

  it('is a text', () => {
    for (const value of [undefined, null, 7, {}, ['code'], { toString: () => 'code' }])
      expect(readCode(value)).to.equal('');
  });

  it('is not a piece of an access token of 20 characters or more, in any spelling', () => {
    const tokens = fc.uuid().map((jti) => tokenOf({ jti: `_act-sbx-${jti}-v2`, url: 'https://api.sumsub.com' }));
    fc.assert(
      fc.property(tokens, fc.nat(), fc.integer({ min: 32, max: 64 }), (token, start, length) => {
        for (const form of [token, btoa(token), token.toUpperCase(), token.toLowerCase()]) {
          const at = start % (form.length - length);
          const piece = form.slice(at, at + length);
          if (readCode(piece) !== '') throw new Error(piece);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('is read in no time, however long it is', () => {
    const start = performance.now();
    for (const text of ['a', 'A', 'aA', 'a_', 'A.', ' '].map((part) => part.repeat(500_000))) readCode(`${text}!`);
    expect(performance.now() - start).to.be.below(1_000);
  });

  it('is all that an error message says', () => {
    expect(describeError('Acme', 'low-quality', undefined, 'Maintenance')).to.equal('Acme: low-quality Maintenance');
    expect(describeError('Acme', 'No such session: x.y')).to.equal('Acme: an error without a code');
  });
});

describe('the fields of a vendor’s message', () => {
  it('are its own', () => {
    expect(Object.getPrototypeOf(fieldsOf({ a: 1 }))).to.equal(null);
    expect({ ...fieldsOf({ a: 1, b: [2] }) }).to.deep.equal({ a: 1, b: [2] });
    for (const none of [undefined, null, 7, 'text', true]) expect({ ...fieldsOf(none) }).to.deep.equal({});
  });

  it('reach analytics by name, if they hold a code, a number or a boolean', () => {
    const allowed = { code: 'low-quality', step: 2, isAuto: false };
    const fields = {
      ...allowed,
      level: { deep: 'code' },
      other: 'code',
      list: ['code'],
      text: 'Some words, and more.',
    };
    expect(pickAllowed(fields, /^(code|step|isAuto|level|list|text)$/)).to.deep.equal(allowed);
  });
});
