import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import helmet from 'helmet';
import { doctor } from './support/doctor.js';
import { pageWith, rightHeaders, startShop, tag } from './support/shop.js';

type Headers = Readonly<Record<string, string>>;
type Pair = readonly [string, string];

const unquoted = (value: string) => value.replaceAll('\\"', '"');
const pairs = (text: string, pattern: RegExp): Pair[] =>
  [...text.matchAll(pattern)].map(([, name = '', value = '']) => [name, unquoted(value)]);

/** What each server makes of the text, by its own rules. */
const readers: Readonly<Record<string, (text: string) => Pair[] | Promise<Pair[]>>> = {
  nginx: (text) => pairs(text, /^add_header ([\w-]+) "((?:[^"\\]|\\.)*)" always;$/gm),
  apache: (text) => pairs(text, /^Header always set ([\w-]+) "((?:[^"\\]|\\.)*)"$/gm),
  netlify: (text) => pairs(text.split('[headers.values]')[1] ?? '', /^([\w-]+) = "((?:[^"\\]|\\.)*)"$/gm),
  cloudflare: (text) => pairs(text.replace(/^\/\*\n/, ''), /^ {2}([\w-]+): (.*)$/gm),
  vercel(text) {
    const { headers } = JSON.parse(text) as {
      headers: { source: string; headers: { key: string; value: string }[] }[];
    };
    return headers.flatMap((each) => each.headers.map(({ key, value }) => [key, value] as const));
  },
  async next(text) {
    const module = (await import(`data:text/javascript,${encodeURIComponent(text)}`)) as {
      default: { headers: () => Promise<{ headers: { key: string; value: string }[] }[]> };
    };
    const rules = await module.default.headers();
    return rules.flatMap(({ headers }) => headers.map(({ key, value }) => [key, value] as const));
  },
  helmet: async (text) => Object.entries(await serveWith(text)),
};

type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** Lets the real helmet answer a request. */
async function serveWith(code: string): Promise<Headers> {
  const middlewares: Middleware[] = [];
  const app = { use: (middleware: Middleware) => middlewares.push(middleware) };
  // The printed code is a piece of a server of Express, so it is handed `app` and `helmet`.
  const module = (await import(
    `data:text/javascript,${encodeURIComponent(`export default (app, helmet) => {${code}};`)}`
  )) as { default: (app: object, helmet: unknown) => void };
  module.default(app, helmet);
  const server = createServer((request, response) => {
    const run = ([first, ...rest]: readonly Middleware[]): void =>
      first ? first(request, response, () => run(rest)) : void response.end();
    run(middlewares);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { headers } = await fetch(`http://localhost:${(server.address() as AddressInfo).port}/`);
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  return Object.fromEntries(headers);
}

const named = (list: readonly Pair[]): Headers =>
  Object.fromEntries(list.map(([name, value]) => [name.toLowerCase(), value] as const));

/** The directives of a policy in no order, as servers may write them. */
const directivesOf = (policy = '') => policy.split(/;\s*/).filter(Boolean).sort();

describe('verification-upgrade doctor --print', { concurrency: 2 }, () => {
  for (const [server, read] of Object.entries(readers)) {
    it(`writes headers for ${server} with which the doctor is content`, async () => {
      const { code, out } = await doctor('--print', server);
      assert.equal(code, 0);
      const headers = named(await read(out));
      assert.equal(headers['permissions-policy'], rightHeaders['permissions-policy']);
      assert.deepEqual(
        directivesOf(headers['content-security-policy']),
        directivesOf(rightHeaders['content-security-policy']),
      );
      const shop = await startShop({
        headers: {
          'content-security-policy': headers['content-security-policy'] ?? null,
          'permissions-policy': headers['permissions-policy'] ?? null,
        },
      });
      const report = await doctor(`${shop.origin}/account`);
      await shop.close();
      assert.match(report.out, /0 errors, 0 warnings/);
    });
  }

  for (const provider of ['veriff', 'persona', 'didit', 'stripe-identity', 'onfido']) {
    it(`writes what ${provider} needs`, async () => {
      const { out } = await doctor('--print', 'cloudflare', '--provider', provider);
      const shop = await startShop({ headers: named(await (readers['cloudflare'] ?? (() => []))(out)) });
      const report = await doctor(`${shop.origin}/account`, '--provider', provider);
      await shop.close();
      assert.match(report.out, /0 errors, 0 warnings/);
    });
  }

  it("keeps what the page's policy allows, and adds what is missing", async () => {
    const shop = await startShop({
      headers: { 'content-security-policy': "default-src 'self'; img-src https://cdn.example; frame-src 'none'" },
      html: pageWith('<verification-upgrade endpoint="https://api.example/upgrade"></verification-upgrade>', tag),
    });
    const { out } = await doctor(`${shop.origin}/account`, '--print', 'cloudflare');
    await shop.close();
    assert.match(
      out,
      /Content-Security-Policy: default-src 'self'; img-src https:\/\/cdn\.example; frame-src https:\/\/\*\.sumsub\.com; connect-src 'self' https:\/\/api\.example$/m,
    );
  });

  it('knows an endpoint and a script on other origins', async () => {
    const more = [
      '--endpoint',
      'https://api.example/upgrade',
      '--script',
      'https://cdn.example/verification-upgrade.js',
    ];
    const { out } = await doctor('--print', 'cloudflare', ...more);
    assert.match(out, /script-src https:\/\/cdn\.example; connect-src https:\/\/api\.example; frame-src/);
  });
});
