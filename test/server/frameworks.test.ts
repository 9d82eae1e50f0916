import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { startStubApi, type StubApi } from '../support/stub-api.js';

const UPGRADE = '/api/v2/user/upgrade';
const SECRET = 'the secret of the webhooks';
const page = { 'sec-fetch-site': 'same-origin' };

/** Sends a request to a page's server, wherever that runs. */
type Send = (path: string, init: RequestInit) => Promise<Response>;

/** SvelteKit and Next.js build whole projects: test/frameworks/projects.test.ts. */
describe('the backend in', () => {
  let api: StubApi;
  before(async () => {
    api = await startStubApi();
    Object.assign(process.env, {
      BTCDIRECT_API: api.origin,
      BTCDIRECT_USERNAME: 'partner',
      BTCDIRECT_PASSWORD: 'the password of the partner',
      BTCDIRECT_WEBHOOK_SECRET: SECRET,
    });
  });
  after(() => api.close());

  async function answers(send: Send): Promise<void> {
    const upgrade = await send(UPGRADE, { method: 'POST', headers: page });
    assert.equal(upgrade.status, 200);
    assert.equal(((await upgrade.json()) as { nextLevel: string }).nextLevel, 'satoshi');
    assert.equal((await send(UPGRADE, { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } })).status, 403);
    assert.equal((await send(`${UPGRADE}-status`, { headers: page })).status, 200);
    assert.equal(api.asked.at(-1)?.url, '/api/v2/user/verification-status');
  }

  async function takesWebhooks(send: Send): Promise<void> {
    const body = `{"event":"user_verified", "at": ${performance.now()}}`;
    const signature = createHmac('sha256', SECRET).update(body).digest('hex');
    const headers = { 'content-type': 'application/json', 'x-signature': signature };
    assert.equal((await send('/webhooks/btcdirect', { method: 'POST', headers, body })).status, 204);
    assert.equal((await send('/webhooks/btcdirect', { method: 'POST', headers, body: `${body} ` })).status, 401);
  }

  async function leavesOthers(send: Send): Promise<void> {
    const account = await send('/account', {});
    assert.match(await account.text(), /<verification-upgrade>/);
    assert.equal((await send('/elsewhere', {})).status, 404);
    assert.equal((await send('//[', {})).status, 404);
  }

  it('Express', async () => {
    const { server } = await import('./frameworks/express.js');
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const send: Send = (path, init) => fetch(`http://127.0.0.1:${port}${path}`, init);
    for (const check of [answers, takesWebhooks, leavesOthers]) await check(send);
    server.close();
    server.closeAllConnections();
  });

  it('Fastify', async () => {
    const { app } = await import('./frameworks/fastify.js');
    const origin = await app.listen({ port: 0, host: '127.0.0.1' });
    const send: Send = (path, init) => fetch(`${origin}${path}`, init);
    for (const check of [answers, takesWebhooks, leavesOthers]) await check(send);
    await app.close();
  });

  it('Hono', async () => {
    const { app } = await import('./frameworks/hono.js');
    const send: Send = async (path, init) => app.fetch(new Request(`http://site${path}`, init));
    for (const check of [answers, takesWebhooks, leavesOthers]) await check(send);
  });
});
