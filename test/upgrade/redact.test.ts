import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { UpgradeError } from '../../src/upgrade/error.js';
import { Redactor } from '../../src/upgrade/redact.js';
import { anyText } from './support/any-text.js';

const token = '_act-sbx-jwt-eyJh+/bGc=.cGF5?bG9hZA.-v2';

/** Everything that a token looks like on its way: Sumsub's frame address holds the base64 form. */
const forms: Readonly<Record<string, string>> = {
  'as it is': token,
  'URI-encoded': encodeURIComponent(token),
  'in base64': btoa(token),
  'in URI-encoded base64': encodeURIComponent(btoa(token)),
};

function redactor(...secrets: readonly string[]): Redactor {
  const made = new Redactor();
  for (const secret of secrets) made.keep(secret);
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

describe('redacting', () => {
  for (const [name, form] of Object.entries(forms)) {
    const quote = `Loading https://api.sumsub.com/?_=id_${form} failed.`;

    it(`takes a token ${name} out of a text`, () => {
      expect(redactor(token).text(`${quote} ${quote}`)).not.to.contain(form);
      expect(redactor(token).text(quote)).to.match(/^Loading https.*failed\.$/);
    });

    it(`finds a token ${name} at any depth of a value`, () => {
      for (const value of [quote, [quote], { a: { b: [{ c: quote }] } }, new Error(quote), { [quote]: 1 }]) {
        expect(redactor(token).shows(value)).to.equal(true);
      }
    });

    it(`lets no token ${name} through in an error`, () => {
      const thrown = Object.assign(new Error(quote, { cause: new Error(quote) }), { details: [quote] });
      expect(leaks(redactor(token).error(thrown), form)).to.equal(false);
    });
  }

  it('keeps every token of an attempt secret, and its own reports apart from those of others', () => {
    const both = redactor('first-token', 'second-token');
    expect(both.text('first-token, second-token')).to.equal('…, …');
    expect(redactor('first-token').text('second-token')).to.equal('second-token');
  });

  it('takes nothing out of a text that quotes no token', () => {
    expect(redactor(token).text('All is well.')).to.equal('All is well.');
  });

  it('takes any text for a token', () => {
    fc.assert(
      fc.property(anyText, anyText, (secret, rest) => {
        fc.pre(secret !== '' && !secret.includes('…'));
        return !redactor(secret).text(`<${rest}${secret}>`).includes(secret);
      }),
    );
    for (const half of ['\ud800', '\ufbff\udfff']) expect(() => redactor(half)).not.to.throw();
  });

  describe('an error', () => {
    const error = (thrown: unknown) => redactor(token).error(thrown);

    it('of ours passes as it is where it quotes no token', () => {
      const thrown = new UpgradeError('network', { cause: new Error('Down.') });
      expect(error(thrown)).to.equal(thrown);
    });

    it('of ours keeps its facts where it quotes one', () => {
      const facts = { status: 429, retryAfter: 12 };
      const thrown = new UpgradeError('ER920', { ...facts, message: `No: ${token}`, solution: `Drop ${token}.` });
      const clean = error(thrown);
      expect(clean).to.deep.include({ ...facts, code: 'ER920', message: 'No: …', solution: 'Drop ….' });
      expect(leaks(clean)).to.equal(false);
    });

    it('of ours loses only the cause where that quotes one', () => {
      const clean = error(new UpgradeError('network', { message: 'Down.', cause: { url: token } }));
      expect(clean).to.include({ code: 'network', message: 'Down.' });
      expect(clean.cause).to.equal(undefined);
    });

    it('of a vendor becomes the cause of ours, itself, where it quotes no token', () => {
      const thrown = new TypeError('Vendor trouble.');
      expect(error(thrown)).to.deep.include({ code: 'provider-error', message: 'Vendor trouble.', cause: thrown });
    });

    it('of a vendor keeps its own code in the message', () => {
      expect(error({ code: 'camera-died', message: 'No picture.' })).to.include({
        code: 'provider-error',
        message: 'No picture. camera-died',
      });
    });

    for (const code of ['untrusted-host', 'provider-load-failed', 'bad-response']) {
      it(`with the design’s code ${code} keeps it`, () => {
        expect(error(Object.assign(new Error('Why.'), { code }))).to.include({ code, message: 'Why.' });
      });
    }

    const quote = `Not a valid selector: ${token}`;
    const carriers: Readonly<Record<string, unknown>> = {
      'a DOMException': new DOMException(quote, 'SyntaxError'),
      'an error event': new ErrorEvent('error', { message: quote }),
      'a message event': new MessageEvent('message', { data: { token } }),
      'a URL': new URL(`https://api.sumsub.com/?t=${token}`),
      'a map': new Map([['accessToken', token]]),
      'a set': new Set([token]),
      'a frame': Object.assign(document.createElement('iframe'), { name: token }),
      'a key': { [token]: true },
      'an object with private fields': new (class {
        get #secret() {
          return token;
        }
        toString() {
          return this.#secret;
        }
      })(),
    };
    for (const [name, cause] of Object.entries(carriers)) {
      it(`does not hand on the token in ${name}`, () => {
        for (const thrown of [cause, { message: 'Failed.', cause }, new Error('Failed.', { cause })]) {
          expect(leaks(error(thrown))).to.equal(false);
        }
        expect(leaks(error(new UpgradeError('network', { cause })))).to.equal(false);
      });
    }

    it('comes of anything that can be thrown, and quotes no token', () => {
      const anything = fc.anything({ maxDepth: 3, withMap: true, withSet: true, withNullPrototype: true });
      const field = fc.oneof(anything, fc.constantFrom(token, `<${token}>`, [token], 'network', 'provider-error'));
      const thrown = fc.oneof(
        field,
        fc.record({ code: field, message: field, cause: field, solution: field, status: field }, { requiredKeys: [] }),
      );
      fc.assert(
        fc.property(thrown, (value) => {
          const clean = error(value);
          return clean instanceof UpgradeError && !leaks(clean);
        }),
      );
    });

    it('comes of what throws when it is looked at', () => {
      const trap = () => {
        throw new Error('Hands off.');
      };
      const touchy = Object.defineProperty({}, 'url', { get: trap, enumerable: true });
      for (const thrown of [touchy, { cause: touchy }, Object.defineProperty({}, 'message', { get: trap })]) {
        expect(error(thrown).code).to.equal('provider-error');
      }
    });

    it('comes of a cause that holds itself', () => {
      const cause: Record<string, unknown> = { name: 'loop' };
      cause['self'] = cause;
      expect(error({ message: 'Failed.', cause })).to.include({ code: 'provider-error', message: 'Failed.', cause });
    });
  });
});
