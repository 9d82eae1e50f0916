import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import * as original from '../../src/upgrade/error.js';
import type { ErrorKind, Recovery } from '../../src/upgrade/error.js';
import { anyText } from './support/any-text.js';

const { isUpgradeError, UpgradeError } = original;

type Meaning = readonly [kind: ErrorKind, ...recovery: Recovery[]];

const meanings: readonly (readonly [codes: readonly string[], ...Meaning])[] = [
  [['ER700', 'ER701', 'ER702', 'ER704', 'http-401', 'http-403', 'http-419', 'http-440'], 'authentication', 'sign-in'],
  [['ER703', 'ER705', 'ER706', 'ER707', 'ER709', 'ER150'], 'account', 'support'],
  [['ER800', 'ER801', 'ER802', 'ER803', 'ER804', 'ER805', 'ER806', 'ER998'], 'configuration', 'retry', 'support'],
  [['ER033', 'ER034', 'ER035', 'http-404', 'http-405', 'provider-blocked'], 'configuration', 'retry', 'support'],
  [['ER920', 'http-429'], 'rate-limit', 'wait'],
  [['ER999', 'ER1', 'ER124', 'ER710', 'ER807', 'ER919', 'ER7000', 'ER9200'], 'server', 'retry', 'support'],
  [['http-400', 'http-402', 'http-409', 'http-418', 'http-500', 'http-502', 'http-503'], 'server', 'retry', 'support'],
  [['bad-response'], 'server', 'retry', 'support'],
  [['network', 'offline', 'timeout'], 'network', 'retry', 'support'],
  [['unknown-provider', 'untrusted-host'], 'configuration', 'support'],
  [
    ['provider-load-failed', 'provider-timeout', 'provider-error', 'token-refresh-failed'],
    'provider',
    'retry',
    'support',
  ],
  [['camera-denied', 'device-unsupported'], 'provider', 'retry', 'support'],
];

describe('an UpgradeError', () => {
  for (const [codes, kind, ...recovery] of meanings) {
    for (const code of codes) {
      it(`of ${code} is of the kind ${kind} and offers ${recovery.join(' and ')}`, () => {
        const error = new UpgradeError(code);
        expect(error.code).to.equal(code);
        expect(error.kind).to.equal(kind);
        expect(error.recovery).to.deep.equal(recovery);
      });
    }
  }

  it('of any code has a kind and a recovery', () => {
    fc.assert(
      fc.property(anyText, (code) => {
        const { kind, recovery } = new UpgradeError(code);
        return typeof kind === 'string' && recovery.length > 0;
      }),
    );
  });

  const looksLike = [
    'ER7011',
    'xER701',
    'er701',
    'ER7031',
    'xER703',
    'ER8001',
    'xER800',
    'ER9201',
    'xER920',
    'http-4291',
    'http-4041',
    'offline ',
    'timeouts',
    'untrusted-hosts',
    'not-untrusted-host',
    'provider-errors',
    'no-provider-error',
    '',
  ];
  it('of a code that only looks like one of the table is of the kind server', () => {
    for (const code of looksLike) {
      expect(new UpgradeError(code).kind, code).to.equal('server');
    }
  });

  it('is an Error with a name, a message and a stack', () => {
    const error = new UpgradeError('timeout', { message: 'Too slow.' });
    expect(error).to.be.instanceOf(Error);
    expect(String(error)).to.equal('UpgradeError: Too slow.');
    expect(error.stack).to.contain('error.test');
    expect(new UpgradeError('timeout').message).to.equal('timeout');
  });

  it('carries what is known and has no field for what is not', () => {
    const cause = new Error('why');
    const facts = { status: 400, solution: 'Ask.', retryAfter: 5 };
    expect(new UpgradeError('ER999', { ...facts, cause })).to.include({ ...facts, cause });
    const bare = new UpgradeError('ER999', { status: undefined, solution: undefined, cause: undefined });
    for (const field of ['status', 'solution', 'retryAfter', 'cause']) expect(bare).not.to.have.property(field);
  });

  for (const code of ['ER920', 'http-429']) {
    it(`of ${code} means a wait of 30 s where the server names none`, () => {
      expect(new UpgradeError(code).retryAfter).to.equal(30);
      expect(new UpgradeError(code, { retryAfter: undefined }).retryAfter).to.equal(30);
      expect(new UpgradeError(code, { retryAfter: 4 }).retryAfter).to.equal(4);
      expect(new UpgradeError(code, { retryAfter: 0 }).retryAfter).to.equal(0);
    });
  }
});

describe('isUpgradeError', () => {
  it('knows an error of this copy of the package', () => {
    expect(isUpgradeError(new UpgradeError('network'))).to.equal(true);
  });

  it('knows an error of another copy on the same page', async () => {
    const url = '/src/upgrade/error.ts?another-copy';
    const copy = (await import(url)) as typeof original;
    expect(copy.UpgradeError).not.to.equal(UpgradeError);
    expect(isUpgradeError(new copy.UpgradeError('network'))).to.equal(true);
    expect(copy.isUpgradeError(new UpgradeError('network'))).to.equal(true);
  });

  it('takes nothing else for one', () => {
    const named = Object.assign(new Error('no'), { name: 'UpgradeError' });
    const lookalike = { name: 'UpgradeError', recovery: [], code: 'network' };
    for (const value of [undefined, null, 'network', {}, new Error('no'), named, lookalike]) {
      expect(isUpgradeError(value)).to.equal(false);
    }
  });
});

describe('the codes that an adapter may report', () => {
  it('are all those of the design that are ours', () => {
    const ours = meanings.flatMap(([codes]) => codes).filter((code) => !/^(ER|http-)/.test(code));
    for (const code of ours) expect(original.isErrorCode(code), code).to.equal(true);
  });

  it('are not whatever a vendor calls its own errors', () => {
    for (const code of [
      'unknown-error',
      'invalid-token',
      'error',
      'MY-ER701',
      'ER701x',
      'my-http-500',
      'bad-responses',
      '',
      7,
      null,
      undefined,
      ['network'],
    ]) {
      expect(original.isErrorCode(code), String(code)).to.equal(false);
    }
  });
});
