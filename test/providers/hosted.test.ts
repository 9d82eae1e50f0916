import { expect, nextFrame } from '@open-wc/testing';
import { useFakeTimers } from 'sinon';
import hostedByName, { hosted, idenfy } from '../../src/providers/hosted.js';
import { readIdenfy } from '../../src/providers/hosted/idenfy.js';
import { AdapterFixture } from '../../src/testing/index.js';
import { frameOf, record, until } from '../support/upgrade.js';
import {
  errorsDuring,
  mountVendor,
  postFrom,
  reloaded,
  strangerOn,
  toldTo,
  unreadable,
  vendorOrigin,
} from '../support/vendor.js';
import { fakeTime } from '../upgrade/support/fake-time.js';

const session = (play = 'quiet') => ({ url: `https://ui.idenfy.com/v/{{token:${play}}}` });

/** An element whose server names "idenfy", against the emulated page. */
const byIdenfy = async (play = 'quiet', more: Partial<Parameters<typeof mountVendor>[0]> = {}) => {
  const { properties, payload = session(play), ...rest } = more;
  const baseUrl = await vendorOrigin('hosted');
  const providers = { idenfy: () => Promise.resolve(idenfy) };
  return mountVendor({
    vendor: 'hosted',
    replies: [{ body: { currentLevel: 'hero', nextLevel: 'satoshi', upgrade: { provider: 'iDenfy', ...payload } } }],
    payload,
    properties: { providers, providerOptions: { idenfy: { baseUrl } }, ...properties },
    ...rest,
  });
};

describe('a hosted page', () => {
  for (const [play, status] of [
    ['auto', 'approved'],
    ['auto.reject-final', 'rejected'],
    ['auto.hold', 'pending'],
  ] as const) {
    it(`of iDenfy goes to ${status} for ${play}`, async () => {
      const { element } = await byIdenfy(play);
      expect(await until(element, status)).to.include({ provider: 'idenfy' });
    });
  }

  for (const field of ['url', 'sessionUrl', 'verificationUrl', 'hostedUrl', 'playerUrl', 'link']) {
    it(`is found in the field ${field} of the payload`, async () => {
      const { element } = await mountVendor({ vendor: 'hosted', payload: { [field]: session().url } });
      expect(await until(element, 'active')).to.include({ provider: 'hosted' });
    });
  }

  it('is framed with its permissions and in the language', async () => {
    const { element } = await byIdenfy('quiet', { attributes: { lang: 'nl-NL' } });
    await until(element, 'active');
    const frame = frameOf(element);
    expect(frame?.allow).to.contain('camera');
    expect(new URL(frame?.src ?? '').searchParams.get('lang')).to.equal('nl');
    expect(frame?.offsetHeight).to.be.at.least(600);
  });

  it('asks the server from the beginning, where the vendor says nothing', async () => {
    const { element } = await mountVendor({ vendor: 'hosted', payload: session(), options: { end: 'status' } });
    await until(element, 'pending');
    expect(frameOf(element)).to.not.equal(null);
  });

  it('is done when the frame has come back to the page’s own origin', async () => {
    const baseUrl = location.origin;
    const { element } = await mountVendor({
      vendor: 'hosted',
      payload: { url: 'https://player.example/test/pages-fixtures/late-headers.html' },
      options: { baseUrl },
    });
    await until(element, 'pending');
    expect(frameOf(element)).to.equal(null);
  });

  it('is opened in a tab by the user, without an opener if it sends no messages', async () => {
    const { element } = await mountVendor({ vendor: 'hosted', payload: session(), options: { display: 'tab' } });
    await until(element, 'active');
    const link = element.querySelector<HTMLAnchorElement>('[slot=provider] a');
    expect(link?.rel).to.contain('noopener');
    expect(link?.href).to.contain(await vendorOrigin('hosted'));
    const open = window.open.bind(window);
    const asked: unknown[] = [];
    window.open = (...args) => {
      asked.push(args[2]);
      return null;
    };
    const setInterval = window.setInterval.bind(window);
    const timers: unknown[] = [];
    window.setInterval = ((...args: unknown[]) => timers.push(args)) as typeof setInterval;
    link?.click();
    window.setInterval = setInterval;
    window.open = open;
    // There is no tab to look at.
    expect(timers).to.deep.equal([]);
    expect(asked).to.deep.equal(['noopener,noreferrer']);
    // No message says when it is over; from now on the server is asked. The link stays, in case the tab was lost.
    expect(element.state.status).to.equal('pending');
    expect(link?.isConnected).to.equal(true);
  });

  it('may consist of several documents: a second one in its frame is no reason to mount it anew', async () => {
    const { element } = await byIdenfy();
    await until(element, 'active');
    const frame = frameOf(element);
    await reloaded(frame);
    await toldTo(frame);
    // The element notices a reload a task later.
    await nextFrame();
    expect(frameOf(element)).to.equal(frame);
    postFrom(frame, { status: 'APPROVED' });
    await until(element, 'approved');
  });

  it('is under review when its tab is closed', async () => {
    const { element } = await mountVendor({
      vendor: 'hosted',
      payload: session(),
      options: { display: 'tab', read: () => undefined },
    });
    await until(element, 'active');
    const open = window.open.bind(window);
    let isClosed = false;
    let looks = 0;
    const tab = {
      get closed() {
        looks += 1;
        return isClosed;
      },
    };
    window.open = () => tab as Window;
    element.querySelector<HTMLAnchorElement>('[slot=provider] a')?.click();
    window.open = open;
    while (looks < 2) await nextFrame();
    expect(element.state.status).to.equal('active');
    isClosed = true;
    await until(element, 'pending');
  });

  it('loads nothing where the page has named no hosts', async () => {
    const { element } = await mountVendor({
      vendor: 'hosted',
      payload: session(),
      properties: { providerOptions: {} },
    });
    const { error } = await until(element, 'failed');
    expect(error.message).to.contain('hosts');
    expect(frameOf(element)).to.equal(null);
  });

  it('reads iDenfy’s one message', () => {
    const read = (status: string, manualStatus?: string) => readIdenfy({ status, manualStatus })?.type;
    expect(read('APPROVED')).to.equal('approved');
    expect(read('APPROVED', 'APPROVED')).to.equal('approved');
    expect(read('APPROVED', 'WAITING')).to.equal('submitted');
    expect(read('APPROVED', 'FAILED')).to.equal('rejected');
    expect(read('FAILED', 'WAITING')).to.equal('submitted');
    expect(read('FAILED')).to.equal('rejected');
    expect(read('UNVERIFIED', 'WAITING')).to.equal('cancelled');
    const end = (status: string, manualStatus?: string) => readIdenfy({ status, manualStatus });
    expect(end('FAILED', 'WAITING')).to.deep.equal({ type: 'submitted', closed: true });
    expect(end('FAILED')).to.deep.equal({ type: 'rejected', final: false });
    for (const message of [null, 7, 'APPROVED', {}, { status: 'approved' }])
      expect(readIdenfy(message)).to.equal(undefined);
    expect([typeof hostedByName.mount, typeof hosted().mount]).to.deep.equal(['function', 'function']);
  });
});

describe('a hosted page, attacked', () => {
  for (const url of [
    'https://evil.example/v',
    'https://idenfy.com.evil.example/v',
    'http://ui.idenfy.com/v',
    'javascript:alert(1)',
  ]) {
    it(`loads nothing from ${url}`, async () => {
      const { element } = await byIdenfy('quiet', {
        payload: { url },
        properties: { providers: { idenfy: () => Promise.resolve(idenfy) }, providerOptions: {} },
      });
      expect((await until(element, 'failed')).error.code).to.equal('untrusted-host');
      expect(frameOf(element)).to.equal(null);
    });
  }

  it('is not spoken for by another frame, of the same origin even', async () => {
    const { element } = await byIdenfy();
    await until(element, 'active');
    const statuses = record(element);
    const stranger = await strangerOn(await vendorOrigin('hosted'));
    postFrom(stranger, JSON.stringify({ status: 'APPROVED' }));
    window.postMessage({ status: 'APPROVED' }, '*');
    await toldTo(stranger);
    expect(statuses).to.deep.equal([]);
    postFrom(frameOf(element), { status: 'APPROVED' });
    await until(element, 'approved');
    stranger.remove();
  });

  it('cannot lead the page away', async () => {
    const { element } = await byIdenfy();
    await until(element, 'active');
    const tokens = [...(frameOf(element)?.sandbox ?? [])];
    expect(tokens).to.include.members(['allow-scripts', 'allow-same-origin', 'allow-forms', 'allow-popups']);
    expect(tokens.join(' ')).to.not.contain('top-navigation');
  });

  it('causes no error with data that nothing can read, not even where the page’s own "read" throws', async () => {
    const { element } = await mountVendor({
      vendor: 'hosted',
      payload: session(),
      options: {
        read: (message: { status: { length: number } }) =>
          message.status.length > 0 ? { type: 'submitted' } : undefined,
      },
    });
    await until(element, 'active');
    const frame = frameOf(element);
    const warnings: string[] = [];
    element.addEventListener('upgrade-warning', ({ code }) => warnings.push(code));
    const errors = await errorsDuring(async () => {
      for (const data of unreadable()) postFrom(frame, data);
      await toldTo(frame);
    });
    expect(errors).to.deep.equal([]);
    expect(new Set(warnings)).to.deep.equal(new Set(['provider']));
    postFrom(frame, { status: 'done' });
    await until(element, 'pending');
  });

  it('gives "read" JSON text as its value, and anything else as it is', async () => {
    const messages: unknown[] = [];
    const { element } = await mountVendor({
      vendor: 'hosted',
      payload: session(),
      options: { read: (message: unknown) => void messages.push(message) },
    });
    await until(element, 'active');
    messages.splice(0);
    const frame = frameOf(element);
    for (const data of ['{"status":"done"}', 'done', ['7'], { status: 'done' }]) postFrom(frame, data);
    await toldTo(frame);
    expect(messages.slice(0, 4)).to.deep.equal([{ status: 'done' }, 'done', ['7'], { status: 'done' }]);
  });

  it('needs hosts or the page’s own baseUrl, one of them', async () => {
    const byHosts = await mountVendor({
      vendor: 'hosted',
      payload: { url: 'https://evil.example/v' },
      properties: { providerOptions: { hosted: { hosts: ['acme.example'] } } },
    });
    expect((await until(byHosts.element, 'failed')).error.code).to.equal('untrusted-host');
  });
});

describe('a hosted page in a frame, as an adapter without an element', () => {
  const time = fakeTime();

  it('is ready 50 ms after it has loaded: WebKit reports a frame that is blocked only then', async () => {
    const adapter = hosted({ hosts: ['acme.example'] });
    const fixture = new AdapterFixture({ adapter, options: {}, payload: { url: 'https://acme.example/v' } });
    await fixture.mount();
    const types = () => fixture.events.map(({ type }) => type);
    fixture.container.querySelector('iframe')?.dispatchEvent(new Event('load'));
    time.clock.tick(49);
    expect(types()).to.deep.equal([]);
    time.clock.tick(1);
    expect(types()).to.deep.equal(['ready']);
    await fixture.unmount();
  });
});

describe('a hosted page in a tab, as an adapter without an element', () => {
  /** Opens its tab this often, in fake time. */
  async function open(clicks: number) {
    const clock = useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const original = window.open.bind(window);
    const tab = { closed: false };
    const features: unknown[] = [];
    window.open = (_url, _target, given) => {
      features.push(given);
      return tab as unknown as Window;
    };
    const adapter = hosted({ hosts: ['acme.example'], display: 'tab', read: () => undefined });
    const fixture = new AdapterFixture({ adapter, options: {}, payload: { url: 'https://acme.example/v' } });
    await fixture.mount();
    for (let click = 0; click < clicks; click++) fixture.container.querySelector('a')?.click();
    window.open = original;
    const submissions = () => fixture.events.filter(({ type }) => type === 'submitted').length;
    return { clock, tab, fixture, features, submissions };
  }

  it('reports the closed tab once, also if the user had opened it twice', async () => {
    const { clock, tab, fixture, features, submissions } = await open(2);
    expect(features, 'the tab can speak to its opener').to.deep.equal(['', '']);
    clock.tick(60_000);
    expect(submissions()).to.equal(0);
    tab.closed = true;
    clock.tick(60_000);
    expect(submissions()).to.equal(1);
    await fixture.unmount();
    clock.restore();
  });

  it('leaves no timer once it is unmounted', async () => {
    const { clock, fixture } = await open(1);
    expect(clock.countTimers()).to.equal(1);
    await fixture.unmount();
    expect(clock.countTimers()).to.equal(0);
    clock.restore();
  });
});
