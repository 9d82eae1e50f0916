import { createBackend } from './src/server/index.js';
const body = new TextEncoder().encode('{"currentLevel":"hero","nextLevel":"satoshi","upgrade":{"access_token":"sdk","provider":"sumsub"}}');
const answers = (url: unknown) => Promise.resolve(new Response(String(url).endsWith('authenticate') ? '{"token":"aaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbb.ccccccccccccccccccccccccccccccccccccccccccc","refreshToken":"abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz"}' : body, {headers:{'content-type':'application/json'}}));
const backend = createBackend({ api: 'http://localhost:1', username: 'a', password: 'a long password', fetch: answers as never });
async function go(n: number) { for (let i = 0; i < n; i++) { const r = await backend.fetch(new Request('http://site/api/v2/user/upgrade', { method: 'POST', headers: { 'sec-fetch-site': 'same-origin', 'user-authorization': `Bearer user-${i}` } })); await r.arrayBuffer(); } }
await go(3000);
const c = process.cpuUsage(); await go(10000); const d = process.cpuUsage(c);
console.log('ours us/request', (d.user + d.system) / 10000);
