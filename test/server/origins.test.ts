import assert from 'node:assert/strict';
import { request } from 'node:http';
import { describe, it } from 'node:test';
import { STATUS, withBench } from '../support/backend.js';

const signedIn = { 'user-authorization': 'Bearer customer' };
const OWN = 'https://shop.example';

/** By hand: `fetch` in Node writes some of these headers itself. */
function send(origin: string, method: string, path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    request(origin + path, { method, headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    })
      .on('error', reject)
      .end();
  });
}

describe('a page of another origin', () => {
  type Case = readonly [name: string, headers: Record<string, string>];
  const hostile: readonly Case[] = [
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['another site that hides its origin', { 'sec-fetch-site': 'cross-site', origin: 'null' }],
    ['another site that names ours', { 'sec-fetch-site': 'cross-site', origin: OWN }],
    ['a sibling domain', { 'sec-fetch-site': 'same-site', origin: 'https://blog.shop.example' }],
    ['nowhere: an address that was typed', { 'sec-fetch-site': 'none' }],
    ['an old browser on another site', { origin: 'https://evil.example' }],
    ['a lookalike', { origin: `${OWN}.evil.example` }],
    ['our host without https', { origin: 'http://shop.example' }],
    ['a sandboxed frame', { origin: 'null' }],
  ];
  for (const [name, headers] of hostile) {
    it(
      `gets nothing, and nothing happens: ${name}`,
      withBench(
        async ({ origin, asked, partner }) => {
          const all = { ...signedIn, ...headers };
          assert.equal(await send(origin, 'POST', '/api/v2/user/upgrade', all), 403);
          assert.equal(await send(origin, 'GET', STATUS.path, all), 403);
          assert.equal(asked().length, 0);
          assert.equal(partner.counts.logins, 0);
        },
        { origin: OWN },
      ),
    );
  }

  const own: readonly Case[] = [
    ['a browser of today', { 'sec-fetch-site': 'same-origin', origin: OWN }],
    ['an old browser', { origin: OWN }],
  ];
  for (const [name, headers] of own) {
    it(
      `is not what we are: ${name}`,
      withBench(
        async ({ origin }) => {
          assert.equal(await send(origin, 'POST', '/api/v2/user/upgrade', { ...signedIn, ...headers }), 200);
          assert.equal(await send(origin, 'GET', STATUS.path, { ...signedIn, ...headers }), 200);
        },
        { origin: OWN },
      ),
    );
  }

  it(
    'is told by the address of the request where nothing else is known',
    withBench(async ({ origin }) => {
      assert.equal(await send(origin, 'POST', '/api/v2/user/upgrade', { ...signedIn, origin }), 200);
      assert.equal(await send(origin, 'POST', '/api/v2/user/upgrade', { ...signedIn, origin: OWN }), 403);
    }),
  );

  it(
    'may be behind a POST that says nothing, and not behind a GET that does',
    withBench(async ({ origin }) => {
      assert.equal(await send(origin, 'POST', '/api/v2/user/upgrade', signedIn), 403);
      assert.equal(await send(origin, 'GET', STATUS.path, signedIn), 200);
    }),
  );

  it(
    'is never allowed in by CORS',
    withBench(async ({ origin }) => {
      const response = await fetch(`${origin}/api/v2/user/upgrade`, {
        method: 'OPTIONS',
        headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
      });
      assert.equal(response.status, 405);
      assert.equal(response.headers.get('access-control-allow-origin'), null);
      assert.equal(response.headers.get('cross-origin-resource-policy'), 'same-origin');
    }),
  );
});
