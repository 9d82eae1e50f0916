import assert from 'node:assert/strict';
import { request } from 'node:http';
import { describe, it } from 'node:test';
import { STATUS, withBench } from '../support/backend.js';

const signedIn = { 'user-authorization': 'Bearer user-token' };
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

  describe('that has led its name to our address', () => {
    // What a browser sends for the page of http://rebound.example: for it, this is the same origin, and a GET has no Origin.
    const rebound = { host: 'rebound.example', 'sec-fetch-site': 'same-origin' };
    const withHosts = { origin: OWN, hosts: ['shop.example', 'localhost:8080'], user: () => ({ token: 'everybody' }) };
    const paths = [STATUS.path, '/api/v1/user/levels', '/api/v2/buy/1/identification/liveness'];

    it(
      'reads nothing where the hosts are listed',
      withBench(async ({ origin, asked, log }) => {
        for (const path of paths) assert.equal(await send(origin, 'GET', path, rebound), 421);
        const post = { ...rebound, origin: OWN };
        assert.equal(await send(origin, 'POST', '/api/v2/user/upgrade', post), 421);
        assert.equal(asked().length, 0);
        assert.ok(log.every(({ why }) => why === 'foreign host'));
      }, withHosts),
    );

    it(
      'keeps no other client out there, nor the load balancer',
      withBench(async ({ origin }) => {
        for (const host of ['shop.example', 'SHOP.example', 'localhost:8080'])
          assert.equal(await send(origin, 'GET', STATUS.path, { ...rebound, host }), 200, host);
        assert.equal(await send(origin, 'GET', '/health', { host: '10.0.0.1' }), 200);
      }, withHosts),
    );

    it(
      'has no session here in any case, so that no user is signed in',
      withBench(async ({ origin, asked }) => {
        for (const path of paths) assert.equal(await send(origin, 'GET', path, rebound), 401);
        assert.equal(asked().length, 0);
      }),
    );
  });

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
