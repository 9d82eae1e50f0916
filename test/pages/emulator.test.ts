import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import type { Emulators } from '../../demo/emulator/index.js';
import { makeToken, startEmulators } from '../../demo/emulator/index.js';
import { launchBrowser } from '../support/pages.js';

interface Message {
  readonly method: string;
  readonly levelName?: string;
  readonly reviewStatus?: string;
  readonly reviewResult?: { readonly reviewAnswer: string };
  readonly [field: string]: unknown;
}

/** A page that frames the emulated Sumsub as the SDK does: answers `onReady` with `init`, and records what is posted. */
const pageFor = (address: string, token: string) => `<!doctype html><title>Recorder</title><script>
  const messages = [];
  addEventListener('message', ({ data, source }) => {
    messages.push(data);
    if (data.method === 'idCheck.onReady')
      source.postMessage({ method: 'idCheck.init', accessToken: '${token}', lang: 'en' }, '*');
  });
</script><iframe src="${address}" width="500" height="800"></iframe>`;

describe('the emulated Sumsub frame', { concurrency: 4 }, () => {
  let emulators: Emulators;
  let browser: Browser;
  const page = createServer((request, response) => {
    const play = new URL(request.url ?? '/', 'http://page').searchParams.get('play') ?? 'story';
    const token = makeToken({ play });
    const id = Buffer.from(token).toString('base64');
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(pageFor(`${emulators.sumsub}/websdk/websdk.html?_=id_${id}`, token));
  });

  before(async () => {
    [emulators, browser] = await Promise.all([startEmulators(), launchBrowser()]);
    await new Promise<void>((resolve) => page.listen(0, 'localhost', resolve));
  });
  after(async () => {
    page.closeAllConnections();
    page.close();
    await browser.close();
    await emulators.close();
  });

  /** Plays until a message of this name has come so many times. */
  async function record(play: string, last: string, count = 1): Promise<readonly Message[]> {
    const context = await browser.createBrowserContext();
    const tab: Page = await context.newPage();
    await tab.goto(`http://localhost:${(page.address() as AddressInfo).port}/?play=${play}`);
    await tab.waitForFunction(
      `messages.filter(({ method }) => method === 'idCheck.${last}').length >= ${String(count)}`,
    );
    const messages = (await tab.evaluate('messages')) as Message[];
    await context.close();
    return messages.filter(({ method }) => !/onResize|onReady/.test(method));
  }

  const brief = ({ method, levelName, reviewStatus, reviewResult }: Message) =>
    [method.replace('idCheck.', ''), levelName, reviewStatus, reviewResult?.reviewAnswer].filter(Boolean).join(' ');

  it('reports the verdict on the level below first, then the change of level, then steps', async () => {
    const messages = await record('auto', 'onStepInitiated');
    assert.deepEqual(messages.slice(0, 5).map(brief), [
      'onInitialized',
      'onApplicantLoaded hero-kyc',
      'onApplicantStatusChanged hero-kyc completed GREEN',
      'onApplicantLevelChanged satoshi-kyc',
      'onVerificationProgressChanged',
    ]);
  });

  it('goes through two chained levels', async () => {
    const messages = await record('auto.chained', 'onApplicantVerificationCompleted', 2);
    const ends = messages.map(brief).slice(messages.findIndex(({ method }) => method.endsWith('Submitted')));
    assert.deepEqual(ends, [
      'onApplicantSubmitted',
      'onApplicantStatusChanged satoshi-kyc pending',
      'onApplicantStatusChanged satoshi-kyc completed GREEN',
      'onApplicantVerificationCompleted satoshi-kyc completed GREEN',
      'onApplicantLevelChanged satoshi-questionnaire',
      'onStepInitiated',
      'onStepCompleted',
      'onApplicantSubmitted',
      'onApplicantStatusChanged satoshi-questionnaire pending',
      'onApplicantStatusChanged satoshi-questionnaire completed GREEN',
      'onApplicantVerificationCompleted satoshi-questionnaire completed GREEN',
    ]);
  });

  it('ends a standalone module with its result alone', async () => {
    const messages = await record('auto.module', 'onModuleResultPresented');
    assert.deepEqual(messages.at(-1)?.['answer'], 'GREEN');
    assert.ok(!messages.some(({ method }) => /Submitted|Completed$/.test(method) && !/Step|Liveness/.test(method)));
  });

  it('fails, or asks for a token, after everything is submitted', async () => {
    const failed = await record('auto.submitted-error', 'onError');
    assert.ok(failed.some(({ method }) => method === 'idCheck.onApplicantSubmitted'));
    assert.equal(failed.at(-1)?.['code'], 'network-error');
    const expired = await record('auto.submitted-invalid-token', 'onError');
    assert.equal(expired.at(-1)?.['code'], 'invalid-token');
  });

  it('reloads itself once', async () => {
    const messages = await record('auto.reloads', 'onInitialized', 2);
    assert.equal(messages.filter(({ method }) => method === 'idCheck.onInitialized').length, 2);
    assert.equal(new Set(messages.map(({ sessionId }) => sessionId)).size, 2);
  });

  it('has no earlier verdict on an applicant’s first check', async () => {
    const messages = await record('auto.first-check', 'onApplicantVerificationCompleted');
    assert.ok(!messages.some(({ method }) => method === 'idCheck.onApplicantLevelChanged'));
    assert.equal(messages.filter(({ reviewStatus }) => reviewStatus === 'completed').length, 2);
  });
});

describe('the emulators', () => {
  let emulators: Emulators;
  before(async () => (emulators = await startEmulators()));
  after(() => emulators.close());

  const get = async (path: string) => {
    const response = await fetch(emulators.api + path);
    return { status: response.status, body: (await response.json()) as unknown };
  };
  const liveness = (id: string, query = '') => get(`/api/v2/buy/${id}/identification/liveness?run=${query}`);

  it('survive every request target', async () => {
    const targets = [
      '//',
      '///',
      '/\\',
      '//[',
      'http://[',
      'http://',
      '*',
      '/api/%',
      '/_emulator/partner?do=__proto__',
    ];
    const replies = encodeURIComponent(JSON.stringify([{ headers: { a: 'b\nc' } }]));
    targets.push(`/api/v2/user/upgrade?replies=${replies}`);
    for (const origin of [emulators.api, emulators.btcdirect, emulators.sumsub, ...Object.values(emulators.vendors)]) {
      const { hostname, port } = new URL(origin);
      for (const target of targets) {
        for (const method of ['GET', 'POST', 'TRACE', 'OPTIONS']) {
          const answer = await exchange(hostname, Number(port), `${method} ${target} HTTP/1.1\r\nHost: a@b\r\n\r\n`);
          assert.match(answer, /^HTTP\/1\.1 \d{3} /, `${method} ${target} at ${origin}`);
        }
      }
      assert.ok((await fetch(`${origin}/`)).status < 500);
    }
  });

  it('lists levels with their limits', async () => {
    const { body } = await get('/api/v1/user/levels?scenario=happy');
    const [level] = (body as Record<string, unknown>[]).slice(-1);
    assert.deepEqual(Object.keys(level ?? {}), ['id', 'level', 'buyLimit', 'sellLimit']);
    assert.deepEqual(level?.['sellLimit'], { amount: 50_000, currencyCode: 'EUR' });
  });

  it('answer for the liveness check of an order, and refuse ids that are none', async () => {
    assert.equal((await liveness('42', 'a')).status, 200);
    const statuses = [await liveness('42', 'a'), await liveness('42', 'a')].map(({ body }) => body);
    assert.deepEqual(statuses, [
      { name: 'liveness', type: 'sumsub', status: 'pending' },
      { name: 'liveness', type: 'sumsub', status: 'verified' },
    ]);
    const codes = [await liveness(''), await liveness('%20')].map(({ body }) => JSON.stringify(body).slice(0, 18));
    assert.deepEqual(codes, ['{"errors":{"ER033"', '{"errors":{"ER034"']);
  });

  it('say yes, no, expired or pending as a status, one after another or from now on', async () => {
    const statuses = async (query: string, times: number) => {
      const seen: string[] = [];
      while (seen.length < times) {
        const { status, body } = await get(`/api/v2/user/upgrade-status?${query}`);
        const { upgrade, currentLevel } = body as { upgrade?: { status: string } | null; currentLevel?: string };
        seen.push(upgrade?.status ?? currentLevel ?? String(status));
      }
      return seen;
    };
    assert.deepEqual(await statuses('run=b&says=pending,expired,no,yes', 4), ['pending', '401', 'rejected', 'satoshi']);
    for (const [say, seen] of Object.entries({ no: 'rejected', expired: '401', yes: 'satoshi', pending: 'pending' })) {
      await fetch(`${emulators.api}/_emulator/says?run=b&say=${say}`, { method: 'POST' });
      assert.deepEqual(await statuses('run=b', 1), [seen]);
    }
  });
});

/** Sends bytes, and reads until something comes back or the connection ends. */
function exchange(host: string, port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host, () => socket.write(bytes));
    socket.setEncoding('latin1');
    socket.once('data', (text: string) => {
      socket.destroy();
      resolve(text);
    });
    socket.once('error', reject);
    socket.once('close', () => resolve(''));
  });
}
