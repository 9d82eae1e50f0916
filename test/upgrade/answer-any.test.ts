import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { readAnswer } from '../../src/upgrade/answer.js';
import type { UpgradeAnswer } from '../../src/upgrade/answer.js';
import { anyText } from './support/any-text.js';

const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() === value && value !== '';
const isAbsentOrText = (value: unknown): boolean => value === undefined || isText(value);
const areLevels = ({ currentLevel, nextLevel }: { currentLevel?: string; nextLevel?: string }): boolean =>
  isAbsentOrText(currentLevel) && isAbsentOrText(nextLevel);

/** Whether an answer is one of the union, with fields of the right kind and no others. */
function isOneOfTheUnion(answer: UpgradeAnswer): boolean {
  const { kind, ...rest } = answer;
  const fits = (...fields: string[]) => Object.keys(rest).every((field) => fields.includes(field));
  switch (answer.kind) {
    case 'bad-response':
      return fits();
    case 'unavailable':
      return fits('levels') && areLevels(answer.levels);
    case 'errors':
      return fits('errors') && answer.errors.length > 0 && answer.errors.every(({ code }) => /^ER\d+$/.test(code));
    case 'offer':
      // Without a token only where a provider is named that begins with something else.
      if (!isText(answer.payload.accessToken ?? answer.provider)) return false;
      return (
        fits('provider', 'levels', 'payload', 'wasRejected') &&
        isAbsentOrText(answer.provider) &&
        areLevels(answer.levels)
      );
    default:
      if (!['pending', 'approved', 'rejected'].includes(kind)) return false;
      return fits('provider', 'levels') && isAbsentOrText(answer.provider) && areLevels(answer.levels);
  }
}

const names = [
  ...['upgrade', 'data', 'errors', 'error', 'code', 'currentLevel', 'nextLevel', 'provider', 'type', 'name', 'status'],
  ...['access_token', 'accessToken', 'token', '__proto__', 'constructor', 'toString', 'ER701', '0'],
];
const words = ['sumsub', 'pending', 'approved', 'declined', 'ER701', 'satoshi', 'token', '', ' '];

/** Bodies that are nearly right: our field names and words, at any depth and in any mix. */
const { body: nearMisses } = fc.letrec<{ body: unknown }>((tie) => ({
  body: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom<unknown>(...words, null, true, 7),
    fc
      .array(fc.tuple(fc.constantFrom(...names), tie('body')), { maxLength: 8 })
      // As JSON does it: `__proto__` is a field like any other.
      .map((entries) => Object.fromEntries(entries) as unknown),
    fc.array(tie('body'), { maxLength: 3 }),
  ),
}));

const readAny = (body: unknown): UpgradeAnswer =>
  readAnswer(body, (name) => (name === 'sumsub' ? { name, requiresAccessToken: true } : undefined));

describe('any answer whatever', () => {
  const holds = (bodies: fc.Arbitrary<unknown>) =>
    fc.assert(
      fc.property(bodies, (body) => isOneOfTheUnion(readAny(body))),
      { numRuns: 2_000 },
    );

  it('is read as one of the union, whatever the value', () => {
    holds(
      fc.anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withSet: true,
        withNullPrototype: true,
        withObjectString: true,
        withTypedArray: true,
        withSparseArray: true,
        withBoxedValues: true,
      }),
    );
  });

  it('is read as one of the union, whatever the JSON', () => {
    holds(fc.oneof(fc.jsonValue(), anyText));
  });

  it('is read as one of the union, however nearly right it is', () => holds(nearMisses));

  it('is read without a change to it', () => {
    fc.assert(
      fc.property(nearMisses, (body) => {
        const before = JSON.stringify(body);
        readAny(body);
        return JSON.stringify(body) === before;
      }),
    );
  });

  it('offers a token only where the server has sent exactly that text', () => {
    fc.assert(
      fc.property(nearMisses, (body) => {
        const answer = readAny(body);
        const token = answer.kind === 'offer' ? answer.payload.accessToken : undefined;
        return token === undefined || JSON.stringify(body).includes(JSON.stringify(token));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is never an offer where nextLevel is null', () => {
    fc.assert(
      fc.property(nearMisses, (body) => {
        const answer = readAny({ ...(typeof body === 'object' && body), nextLevel: null });
        return ['unavailable', 'errors', 'bad-response'].includes(answer.kind);
      }),
    );
  });

  it('makes no sense where it carries __proto__, and changes no prototype', () => {
    const json = '{"__proto__": {"accessToken": "x", "polluted": true}, "currentLevel": "a", "nextLevel": "b"}';
    expect(readAnswer(JSON.parse(json))).to.deep.equal({ kind: 'bad-response' });
    expect({}).not.to.have.property('polluted');
  });

  it('takes no fact from a __proto__ further down, and hands none on', () => {
    const bodies = [
      '{"currentLevel": "a", "nextLevel": "b", "upgrade": {"__proto__": {"accessToken": "x", "status": "approved"}}}',
      '{"currentLevel": "a", "nextLevel": "b", "data": {"__proto__": {"accessToken": "x"}}, "upgrade": {"id": 1}}',
      '{"errors": {"__proto__": {"code": "ER701"}}}',
    ];
    for (const json of bodies) expect(readAnswer(JSON.parse(json)).kind, json).not.to.be.oneOf(['offer', 'approved']);
    const answer = readAnswer(JSON.parse('{"upgrade": {"accessToken": "x", "__proto__": {"polluted": true}}}'));
    const copy: unknown = Object.assign({}, answer.kind === 'offer' ? answer.payload : {});
    expect(copy).not.to.have.property('polluted');
  });

  it('makes no sense where it throws when it is looked at', () => {
    const trap = () => {
      throw new Error('Hands off.');
    };
    const bodies = [
      Object.defineProperty({}, 'nextLevel', { get: trap, enumerable: true }),
      { upgrade: Object.defineProperty({}, 'token', { get: trap, enumerable: true }) },
      new Proxy({}, { get: trap, getOwnPropertyDescriptor: trap, ownKeys: trap }),
    ];
    for (const body of bodies) expect(readAnswer(body)).to.deep.equal({ kind: 'bad-response' });
  });
});
