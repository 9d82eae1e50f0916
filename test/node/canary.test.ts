import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { compare, toLines } from '../../scripts/canary/compare.js';
import { vendors, type Vendor } from '../../scripts/canary/vendors.js';
import { tool } from '../support/program.js';

const installed = (name: string) => path.join('node_modules', name);
const vendorOf = (provider: string): Vendor => {
  const vendor = vendors.find((each) => each.provider === provider);
  assert.ok(vendor);
  return vendor;
};

describe('the canary', () => {
  let newest: string;
  before(() => {
    newest = mkdtempSync(path.join(tmpdir(), 'newest-'));
    cpSync(installed('@sumsub/websdk'), newest, { recursive: true });
  });
  after(() => rmSync(newest, { recursive: true }));

  const change = (from: string, to: string) => {
    const file = path.join(newest, 'types/types.d.ts');
    const text = readFileSync(file, 'utf8');
    assert.ok(text.includes(from));
    writeFileSync(file, text.replaceAll(from, to));
  };

  for (const vendor of vendors.filter(({ npm }) => npm !== 'onfido-sdk-ui')) {
    it(`has nothing to say of the ${vendor.npm} that the tests run with`, () => {
      assert.deepEqual(toLines(compare(vendor, installed(vendor.npm))), []);
    });
  }

  it('names a message that is new and that no adapter reads, and one that is gone', () => {
    change('idCheck.onLivenessCompleted', 'idCheck.onFaceCompared');
    const comparison = compare(vendorOf('sumsub'), newest);
    assert.deepEqual(comparison.added, ['idCheck.onFaceCompared']);
    assert.deepEqual(comparison.gone, ['idCheck.onLivenessCompleted']);
    assert.deepEqual(comparison.unread, ['idCheck.onFaceCompared']);
    assert.match(
      toLines(comparison).join('\n'),
      /^sumsub [\d.]+ \(tested with [\d.]+\)\n {2}added: idCheck\.onFaceCompared\n/,
    );
  });

  it('does not call a new message unread that the adapter understands', () => {
    change('idCheck.onFaceCompared', 'idCheck.onApplicantPartSubmitted');
    const { added, unread } = compare(vendorOf('sumsub'), newest);
    assert.deepEqual([added, unread], [['idCheck.onApplicantPartSubmitted'], []]);
  });

  it('does not pass if the types are built in another way', () => {
    change('idCheck.', 'event.');
    assert.throws(() => compare(vendorOf('sumsub'), newest), /hold none of the words/);
  });

  it('names an unread error of a package that is not installed', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'onfido-'));
    writeFileSync(path.join(folder, 'package.json'), '{"version":"15.0.0"}');
    const types = "export type SdkErrorTypes = 'invalid_token' | 'no_camera' | 'restart' | 'moon_phase';";
    writeFileSync(path.join(folder, 'Error.d.ts'), types);
    const lines = toLines(compare(vendorOf('onfido'), folder));
    rmSync(folder, { recursive: true });
    assert.deepEqual(lines, ['onfido 15.0.0', '  unread: moon_phase']);
  });

  it('says in a sentence that the registry cannot be asked', () => {
    const env = { ...process.env, npm_config_registry: 'http://localhost:9', npm_config_fetch_retries: '0' };
    const { status, stderr } = spawnSync(tool('tsx'), ['scripts/canary.ts'], { env, encoding: 'utf8' });
    assert.equal(status, 2);
    assert.equal(stderr.trim(), 'The registry of npm cannot be asked (ECONNREFUSED), so nothing was compared.');
  });
});
