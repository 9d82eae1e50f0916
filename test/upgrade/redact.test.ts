import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { UpgradeError } from '../../src/upgrade/error.js';
import { Redactor } from '../../src/upgrade/redact.js';
import { anyText } from './support/any-text.js';

const token = '_act-sbx-jwt-eyJh+/bGc=.cGF5?bG9hZA.-v2';

/** Spellings in which an SDK may quote a token. Sumsub's frame address holds the base64 form. */
const claims = '{"sub":"applicant-5f1c9a","url":"https://api.sumsub.com"}';
const jwt = `_act-sbx-jwt-${btoa('{"alg":"none"}')}.${btoa(claims)}.-v2`;
const spellings: Readonly<Record<string, string>> = {
  'as it is': jwt,
  'URI-encoded': encodeURIComponent(jwt),
  'in base64': btoa(jwt),
  'in URI-encoded base64': encodeURIComponent(btoa(jwt)),
  'in base64url': btoa(jwt).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''),
  'without its prefix': jwt.slice('_act-sbx-jwt-'.length),
  'without its suffix': jwt.slice(0, -'.-v2'.length),
  'as its claims': btoa(claims),
  'as its decoded claims': claims,
  'in capitals': jwt.toUpperCase(),
  'cut to 60 characters': jwt.slice(0, 60),
};

function redactor(...secrets: readonly string[]): Redactor {
  const made = new Redactor();
  for (const secret of secrets) made.addSecret(secret);
  return made;
}

/** Everything that a listener, or a console, could read off a value: fields, getters, keys, in any depth. */
function everythingIn(value: unknown, seen = new Set<unknown>()): string {
  if (typeof value !== 'object' || value === null) return String(value);
  if (seen.has(value)) return '';
  seen.add(value);
  if (value instanceof Element) return value.outerHTML;
  if (value instanceof Map || value instanceof Set) return everythingIn([...(value as Set<unknown>)], seen);
  const texts = 'toString' in value ? [(value as { toString: () => string }).toString()] : [];
  for (let object: unknown = value; object && object !== Object.prototype; object = Object.getPrototypeOf(object)) {
    for (const key of Reflect.ownKeys(object)) {
      try {
        texts.push(String(key), everythingIn(Reflect.get(value, key), seen));
      } catch {
        // A getter that wants another `this`.
      }
    }
  }
  return texts.join('\n');
}

const leaks = (value: unknown, secret = token): boolean => everythingIn(value).includes(secret);

describe('Redactor', () => {
  for (const [name, spelling] of Object.entries(spellings)) {
    it(`replaces a text that quotes a token ${name}`, () => {
      expect(redactor(jwt).redact(`Loading ${spelling} failed.`)).to.equal('…');
    });
  }

  it('replaces a text that begins with a part of a token, or ends with it', () => {
    const part = jwt.slice(20, 36).replace(/[^a-z0-9]/gi, 'x');
    const secret = redactor(`first.${part}.last`);
    for (const text of [`${part}~?`, `${part} was refused`, `Refused: ${part}`]) {
      expect(secret.redact(text), text).to.equal('…');
    }
  });

  it('knows every token of an attempt, and none of another', () => {
    const both = redactor('first-token', 'second-token');
    expect(both.containsSecret('No first-token.')).to.equal(true);
    expect(both.containsSecret('No second-token.')).to.equal(true);
    expect(redactor('first-token').containsSecret('No second-token.')).to.equal(false);
  });

  it('passes on a text that quotes no token', () => {
    expect(redactor(jwt).redact('idCheck.onStepInitiated')).to.equal('idCheck.onStepInitiated');
  });

  it('does not take a short credential for a part of every word', () => {
    expect(redactor('r').redact('The provider reports an error.')).to.equal('The provider reports an error.');
  });

  it('cuts long texts', () => {
    expect(redactor(jwt).redact('word '.repeat(1_000)).length).to.equal(300);
  });

  it('looks for a secret of 8 letters and digits, and for no shorter one', () => {
    expect(redactor('abcd-1234').containsSecret('It is abcd1234.')).to.equal(true);
    expect(redactor('abc-1234').containsSecret('It is abc1234.')).to.equal(false);
  });

  it('finds any secret of 8 letters or more in any text', () => {
    const secrets = fc.string({
      unit: fc.constantFrom(...Array.from('abcXYZ019+/=-_.')),
      minLength: 24,
      maxLength: 80,
    });
    fc.assert(
      fc.property(secrets, anyText, (secret, rest) => {
        fc.pre(secret.replace(/[^a-z0-9]/gi, '').length >= 8);
        return redactor(secret).containsSecret(`${rest} ${secret} ${rest}`);
      }),
    );
    for (const half of ['\ud800', '\ufbff\udfff']) expect(() => redactor(half)).not.to.throw();
  });

  describe('toUpgradeError()', () => {
    const toError = (thrown: unknown) => redactor(token).toUpgradeError(thrown);

    it('keeps code, message, status and wait of an UpgradeError', () => {
      const facts = { status: 429, retryAfter: 12 };
      const error = toError(new UpgradeError('ER920', { ...facts, message: 'Too many.' }));
      expect(error).to.deep.include({ ...facts, code: 'ER920', message: 'Too many.' });
    });

    it('drops a message and a cause that quote the token', () => {
      const error = toError(new UpgradeError('network', { message: `No: ${token}`, cause: { url: token } }));
      expect(error).to.include({ code: 'network', message: '…' });
      expect(error.cause).to.equal(undefined);
    });

    it('makes a provider-error of what a vendor throws', () => {
      expect(toError(new TypeError('Vendor trouble.'))).to.include({
        code: 'provider-error',
        message: 'Vendor trouble.',
      });
    });

    it('keeps the vendor’s own code in the message', () => {
      const error = toError({ code: 'camera-died', message: 'No picture.' });
      expect(error).to.include({ code: 'provider-error', message: 'camera-died No picture.' });
    });

    for (const code of ['untrusted-host', 'provider-load-failed', 'bad-response']) {
      it(`keeps the code ${code} of the error table`, () => {
        expect(toError(Object.assign(new Error('Why.'), { code }))).to.include({ code, message: 'Why.' });
      });
    }

    it('keeps a code that comes with a cause and no message', () => {
      const error = toError({ code: 'camera-died', cause: new Error('No picture.') });
      expect(error).to.include({ code: 'provider-error', message: 'camera-died' });
      expect(error.cause).to.have.property('message', 'No picture.');
    });

    it('keeps an error with numbers of its own as the cause, and none with other fields', () => {
      const [numbers, others] = [new Error('x'), new Error('x')];
      Object.assign(numbers, { lineNumber: 3 });
      Object.assign(others, { response: {} });
      expect(toError(numbers).cause).to.equal(numbers);
      expect(toError(others).cause).to.equal(undefined);
    });

    it('reads a cause that comes alone', () => {
      const cause = Object.assign(new Error('Blocked.'), { code: 'provider-blocked' });
      expect(toError({ type: 'failed', cause })).to.include({ code: 'provider-blocked', message: 'Blocked.' });
    });

    const quote = `Not a valid selector: ${token}`;
    const carriers: Readonly<Record<string, unknown>> = {
      'a DOMException': new DOMException(quote, 'SyntaxError'),
      'an error event': new ErrorEvent('error', { message: quote }),
      'a message event': new MessageEvent('message', { data: { token } }),
      'a URL': new URL(`https://api.sumsub.com/?t=${token}`),
      'a map': new Map([['accessToken', token]]),
      'a frame': Object.assign(document.createElement('iframe'), { name: token }),
    };
    for (const [name, cause] of Object.entries(carriers)) {
      it(`does not pass on the token in ${name}`, () => {
        for (const thrown of [cause, { message: 'Failed.', cause }, new Error('Failed.', { cause })]) {
          expect(leaks(toError(thrown))).to.equal(false);
        }
      });
    }

    it('takes anything that can be thrown, and quotes no token', () => {
      const anything = fc.anything({ maxDepth: 3, withMap: true, withSet: true, withNullPrototype: true });
      const field = fc.oneof(anything, fc.constantFrom(token, `<${token}>`, [token], 'network', 'provider-error'));
      const thrown = fc.oneof(
        field,
        fc.record({ code: field, message: field, cause: field, solution: field, status: field }, { requiredKeys: [] }),
      );
      fc.assert(
        fc.property(thrown, (value) => {
          const clean = toError(value);
          return clean instanceof UpgradeError && !leaks(clean);
        }),
      );
    });

    it('takes what throws when it is read, and a cause that holds itself', () => {
      const get = () => {
        throw new Error('Hands off.');
      };
      expect(toError(Object.defineProperty({}, 'message', { get })).code).to.equal('provider-error');
      const cause: Record<string, unknown> = { name: 'loop' };
      cause['cause'] = cause;
      expect(toError(cause).code).to.equal('provider-error');
    });
  });
});
