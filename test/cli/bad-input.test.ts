import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { doctor } from './support/doctor.js';
import { json, pageWith, startShop, type Answer } from './support/shop.js';

/** A certificate without a signature of an authority. */
function makeCertificate(): { key: string; cert: string } {
  const folder = mkdtempSync(path.join(tmpdir(), 'certificate-'));
  const [key, cert] = ['key.pem', 'cert.pem'].map((name) => path.join(folder, name));
  const subject = ['-subj', '/CN=localhost', '-days', '1', '-nodes', '-newkey', 'rsa:2048'];
  execFileSync('openssl', ['req', '-x509', ...subject, '-keyout', key ?? '', '-out', cert ?? ''], { stdio: 'ignore' });
  const pair = { key: readFileSync(key ?? '', 'utf8'), cert: readFileSync(cert ?? '', 'utf8') };
  rmSync(folder, { recursive: true });
  return pair;
}

/** One sentence, no stack, exit code 2. */
async function refuses(expected: RegExp, ...args: readonly string[]): Promise<void> {
  const { code, out, err } = await doctor(...args);
  const said = out + err;
  assert.equal(code, 2, said);
  assert.match(said, expected);
  assert.doesNotMatch(said, /\n\s+at /);
}

const html = { 'content-type': 'text/html' };
const pages: Readonly<Record<string, readonly [Answer, RegExp]>> = {
  'redirects to a login': [{ status: 302, headers: { location: '/sign-in' } }, /redirects to a login, \/sign-in\./],
  'redirects to a login on another host': [
    { status: 302, headers: { location: 'https://login.example/?next=account' } },
    /redirects to https:\/\/login\.example\/\. Only the addresses that were given are asked/,
  ],
  'redirects in a circle': [{ status: 301, headers: { location: '/account' } }, /redirects in a circle/],
  'redirects to what is no address': [{ status: 301, headers: { location: 'https://' } }, /which is no address/],
  'wants a session': [{ status: 401, headers: html }, /answers with 401\. Give the cookie/],
  'is behind a bot protection': [
    { status: 403, headers: { ...html, 'cf-mitigated': 'challenge' }, body: 'Just a moment...' },
    /answers with 403, in the name of a bot protection\. Let this machine through/,
  ],
  'is behind a captcha': [
    { status: 405, headers: { ...html, 'x-amzn-waf-action': 'captcha' } },
    /answers with 405, in the name of a bot protection\./,
  ],
  'is not there': [{ status: 404, headers: html, body: 'Not found' }, /answers with 404/],
  'is no HTML': [
    { headers: { 'content-type': 'application/pdf' }, body: '%PDF' },
    /is no HTML page: it comes as application\/pdf/,
  ],
};

const policies: Readonly<Record<string, readonly [string, RegExp]>> = {
  'lacks a semicolon': [
    "frame-src https://*.sumsub.com script-src 'self'",
    /A semicolon is missing before "script-src"/,
  ],
  'lacks quotes': ['default-src self', /"self" in "default-src" needs single quotes: 'self'/],
  'has a directive that there is not': ['frames-src https://*.sumsub.com', /"frames-src" is no directive/],
  'has a directive twice': ["frame-src 'self'; frame-src https://*.sumsub.com", /"frame-src" stands there twice/],
  'has a source that is none': ['frame-src https:/*.sumsub.com', /is no source/],
};

describe('verification-upgrade doctor, given what it cannot check', { concurrency: 2 }, () => {
  it('says that nothing answers', async () => {
    const server = createServer().listen(0);
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    await refuses(/cannot be checked: nothing listens there\./, `http://localhost:${port}/`);
  });

  it('says that the connection breaks', async () => {
    const server = createServer((socket) => socket.once('data', () => socket.destroy())).listen(0);
    const { port } = server.address() as { port: number };
    await refuses(/cannot be checked: the connection was broken off\./, `http://localhost:${port}/`);
    server.close();
  });

  it('says that a host is not known', () => refuses(/the host has no address/, 'http://shop.invalid/'));

  it('says that the certificate is self-signed', async () => {
    const shop = await startShop({}, makeCertificate());
    await refuses(/its certificate is self-signed, and browsers refuse it/, `${shop.origin}/account`);
    await shop.close();
  });

  for (const [name, [answer, expected]] of Object.entries(pages)) {
    it(`says that the page ${name}`, async () => {
      const shop = await startShop({ answers: { '/account': answer, '/sign-in': { headers: html, body: 'Sign in' } } });
      await refuses(expected, `${shop.origin}/account`);
      await shop.close();
    });
  }

  for (const [name, [policy, expected]] of Object.entries(policies)) {
    it(`says that the policy ${name}`, async () => {
      const shop = await startShop({ headers: { 'content-security-policy': policy } });
      await refuses(expected, `${shop.origin}/account`);
      await shop.close();
    });
  }

  it('reads a page and an answer that are nested very deeply', async () => {
    const deep = 100_000;
    const shop = await startShop({
      html: `<!doctype html>${'<div>'.repeat(deep / 10)}`,
      answers: {
        '/api/v2/user/upgrade': { status: 401, headers: json, body: '['.repeat(deep) + ']'.repeat(deep) },
      },
    });
    const { code, out } = await doctor(`${shop.origin}/account`);
    await shop.close();
    assert.equal(code, 0, out);
  });

  it('lets a page send nothing to the terminal but text', async () => {
    const escape = '\u001b[2J';
    const meta = `<meta http-equiv="Content-Security-Policy" content="${escape}frames-src x">`;
    const shop = await startShop({ html: pageWith('', meta) });
    const { code, out } = await doctor(`${shop.origin}/account`);
    await shop.close();
    assert.equal(code, 2);
    assert.ok(out.includes('\uFFFD[2jframes-src'), out);
    assert.ok(!out.includes('\u001b'));
  });

  for (const [name, args, expected] of [
    ['no address', [], /The address of a page is missing/],
    ['what is no address', ['shop.example'], /"shop\.example" is no address/],
    ['a file', ['file:///etc/hosts'], /is no address/],
    ['two addresses', ['http://localhost/', 'http://localhost/2'], /Only one address/],
    [
      'a provider that there is not',
      ['http://localhost/', '--provider', 'acme'],
      /--provider knows sumsub, .*, and not "acme"/,
    ],
    ['a server that there is not', ['--print', 'iis'], /--print knows nginx, .*, and not "iis"/],
    ['an option that there is not', ['--fix'], /--fix/],
    ['a header that is none', ['http://localhost/', '--header', 'Cookie'], /"Cookie" is no header/],
  ] as const) {
    it(`says that it was given ${name}`, () => refuses(expected, ...args));
  }

  it('says so in JSON, too', async () => {
    const { code, out } = await doctor('http://shop.invalid/', '--json');
    assert.equal(code, 2);
    assert.match((JSON.parse(out) as { error: string }).error, /the host has no address/);
  });
});
