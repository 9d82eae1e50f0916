import { expect } from '@open-wc/testing';
import { emulators, offer, offerOf, Run, until } from '../support/upgrade.js';
import { begin, failure, recordConsole } from '../upgrade/support/begin.js';
import { fakeTime } from '../upgrade/support/fake-time.js';

const headers = { 'User-Authorization': 'Bearer user-token' };

describe('the page’s headers', () => {
  const console = recordConsole();

  for (const status of [301, 302, 303, 307, 308]) {
    it(`do not follow a redirect (${status}) to another origin`, async () => {
      const elsewhere = new Run();
      const location = (await emulators()).api + elsewhere.endpoint([offer()]);
      const { error } = await failure({ replies: [{ status, headers: { location } }], properties: { headers } });
      expect(error).to.include({ code: 'network', kind: 'network' });
      expect(await elsewhere.requests()).to.deep.equal([]);
    });
  }

  it('do not follow a redirect of an endpoint that is on another origin itself', async () => {
    const elsewhere = new Run();
    const reply = { status: 307, headers: { location: location.origin + elsewhere.endpoint([offer()]) } };
    const { api } = await emulators();
    const { error } = await failure({ origin: api, replies: [reply], properties: { headers } });
    expect(error.code).to.equal('network');
    expect(await elsewhere.requests()).to.deep.equal([]);
  });

  it('follow a redirect on the page’s own origin', async () => {
    const moved = new Run();
    const reply = { status: 307, headers: { location: moved.endpoint([offer()]) } };
    const { element } = await begin({ replies: [reply], properties: { headers } });
    await until(element, 'active');
    expect((await moved.requests())[0]?.headers).to.include({ 'user-authorization': 'Bearer user-token' });
  });

  it('do not go where an injected <base> leads', async () => {
    const { api } = await emulators();
    const base = Object.assign(document.createElement('base'), { href: `${api}/` });
    document.head.append(base);
    try {
      const { element, run } = await begin({ properties: { headers } });
      await until(element, 'active');
      base.remove();
      expect((await run.requests()).map((request) => request.headers['host'])).to.deep.equal([location.host]);
    } finally {
      base.remove();
    }
  });

  it('are relative to a <base> of the page’s own origin', async () => {
    const run = new Run();
    const endpoint = run.endpoint([offer()]).replace('/api/v2/', '');
    const base = Object.assign(document.createElement('base'), { href: '/api/v2/' });
    document.head.append(base);
    try {
      const { element } = await begin({ properties: { endpoint } });
      await until(element, 'active');
    } finally {
      base.remove();
    }
    expect((await run.requests()).length).to.equal(1);
  });

  it('are quoted nowhere if they are invalid', async () => {
    for (const end of ['\nrest', '\r\nx-more: 1', '\0', 'é\u2028']) {
      const invalid = { 'User-Authorization': `Bearer user-token${end}` };
      for (const given of [invalid, () => invalid, () => Promise.resolve(Object.entries(invalid))]) {
        const { error, element, requests } = await failure({ properties: { headers: given } });
        expect(error.code).to.equal('network');
        expect(requests).to.deep.equal([]);
        const shown = element.shadowRoot?.textContent ?? '';
        for (const text of [error.message, String(error.stack), String(error.cause), console.text, shown])
          expect(text).not.to.contain('user-token');
      }
    }
  });
});

describe('an endpoint that is no http address', () => {
  recordConsole();
  const blob = URL.createObjectURL(new Blob(['{"nextLevel":null}'], { type: 'application/json' }));
  const endpoints = [
    'data:application/json,{"nextLevel":null}',
    'javascript:alert(1)',
    'file:///etc/hosts',
    blob,
    'about:blank',
  ];

  for (const endpoint of [...endpoints, ` ${endpoints[0] ?? ''}`, 'DATA:,{"nextLevel":null}']) {
    it(`is asked for nothing: ${endpoint.slice(0, 12)}`, async () => {
      const { element } = await begin();
      element.reset();
      element.endpoint = endpoint;
      element.start();
      const { error } = await until(element, 'failed');
      expect(error).to.include({ code: 'network', kind: 'network' });
    });
  }
});

describe('a data: address as the status endpoint', () => {
  recordConsole();
  const time = fakeTime();

  it('proves nothing about the upgrade', async () => {
    const states: string[] = [];
    const { element, run } = await begin({
      replies: [{ body: { nextLevel: 'satoshi', upgrade: { status: 'pending' } } }],
    });
    await until(element, 'pending');
    element.addEventListener('upgrade-state-change', ({ state }) => states.push(state.status));
    element.reset();
    Object.assign(element, { statusEndpoint: 'data:application/json,{"currentLevel":"satoshi"}' });
    element.start();
    await until(element, 'pending');
    document.dispatchEvent(new Event('visibilitychange'));
    await time.clock.tickAsync(60_000);
    // An address like this is read without a server: its answer is there before that of the emulator.
    await run.requests();
    expect(states).to.deep.equal(['idle', 'requesting', 'pending']);
  });
});

describe('the text of an error', () => {
  recordConsole();

  it('is no address that code is loaded from', async () => {
    const { api } = await emulators();
    for (const words of [
      'error loading dynamically imported module: ',
      'Failed to fetch dynamically imported module: ',
    ]) {
      const evil = new Run();
      const load = () => Promise.reject(new TypeError(`${words}${api}${evil.endpoint([{ body: '' }])}`));
      const { error } = await failure({ replies: [offerOf('acme')], properties: { providers: { acme: load } } });
      expect(error.code).to.equal('provider-load-failed');
      expect(await evil.requests()).to.deep.equal([]);
    }
  });

  for (const folder of ['', '/src/..', '/src/%2e%2e', '/src/x/.%2e/..', '/src/\\..']) {
    it(`is none on the page’s own origin either (${folder || 'another folder'})`, async () => {
      const evil = new Run();
      const load = () =>
        Promise.reject(new TypeError(`imported module: ${location.origin}${folder}${evil.endpoint([{ body: '' }])}`));
      const { error } = await failure({ replies: [offerOf('acme')], properties: { providers: { acme: load } } });
      expect(error.code).to.equal('provider-load-failed');
      expect(await evil.requests()).to.deep.equal([]);
    });
  }
});
