import { expect, oneEvent } from '@open-wc/testing';
import type { ProviderAdapter } from '../../src/index.js';
import didit from '../../src/providers/didit.js';
import { readResult } from '../../src/providers/didit/events.js';
import { frameOf, record, until } from '../support/upgrade.js';
import { mountVendor, offerBy, postFrom, settled, strangerOn, vendorOrigin } from '../support/vendor.js';

const session = (play = 'quiet') => ({ url: `https://verify.didit.me/session/{{token:${play}}}` });

const active = async (setup: Partial<Parameters<typeof mountVendor>[0]> = {}) => {
  const mounted = await mountVendor({ vendor: 'didit', payload: session(), ...setup });
  await until(mounted.element, 'active');
  return mounted;
};

const words = (type: string, data: object = {}) => ({ type: `didit:${type}`, data: { sessionId: 's', ...data } });

describe('Didit', () => {
  for (const [play, status] of [
    ['auto', 'approved'],
    ['auto.reject-final', 'rejected'],
    ['auto.hold', 'pending'],
  ] as const) {
    it(`goes through the real SDK to ${status} for ${play}`, async () => {
      const { element } = await mountVendor({ vendor: 'didit', payload: session(play) });
      expect(await until(element, status)).to.include({ provider: 'didit', nextLevel: 'satoshi' });
    });
  }

  it('is not ready before its page is: the SDK’s own "started" counts for nothing', async () => {
    const { element } = await mountVendor({
      vendor: 'didit',
      payload: session('dead'),
      attributes: { 'ready-timeout': '1500' },
    });
    await until(element, 'loading');
    expect((await until(element, 'failed')).error.code).to.equal('provider-timeout');
  });

  it('names the step, and fills the panel', async () => {
    const { element } = await active();
    postFrom(frameOf(element), words('step_started', { step: 'liveness' }));
    await oneEvent(element, 'upgrade-state-change');
    expect(element.state).to.include({ status: 'active', step: 'liveness' });
    expect(frameOf(element)?.offsetHeight).to.be.at.least(500);
  });

  it('never takes "completed" without a verdict for a yes', async () => {
    const { element } = await active();
    postFrom(frameOf(element), words('completed', { status: 'In Review' }));
    await until(element, 'pending');
  });

  it('is cancelled by its own way out', async () => {
    const { element } = await active();
    postFrom(frameOf(element), words('close_request'));
    await until(element, 'cancelled');
    expect(frameOf(element)).to.equal(null);
  });

  it('goes on with a fresh session where one has run out', async () => {
    const replies = [
      offerBy('didit', session()),
      offerBy('didit', { url: 'https://verify.didit.me/session/{{token:quiet}}?second' }),
    ];
    const { element } = await active({ replies });
    postFrom(frameOf(element), words('error', { error: 'sessionExpired' }));
    while (!frameOf(element)?.src.includes('second')) await settled();
    expect(element.state.status).to.equal('active');
  });

  it('warns where the camera is not to be had', async () => {
    const { element } = await active();
    const warned = oneEvent(element, 'upgrade-warning') as unknown as Promise<{ code: string }>;
    postFrom(frameOf(element), words('error', { error: 'cameraAccessDenied' }));
    expect((await warned).code).to.equal('camera-blocked');
    expect(element.state.status).to.equal('active');
  });

  it('says which field is missing', async () => {
    const { element } = await mountVendor({ vendor: 'didit', payload: { sessionId: 'only-this-one' } });
    const { error } = await until(element, 'failed');
    expect(error).to.include({ code: 'bad-response' });
    expect(error.message).to.contain('"url"').and.to.not.contain('only-this-one');
  });
});

describe('Didit’s result', () => {
  const failed = (type: string) => readResult({ type: 'failed', error: { type, message: 'Some words.' } });

  it('is told apart by what has failed', () => {
    expect(failed('sessionExpired')).to.equal('expired');
    expect(failed('cameraAccessDenied')).to.include({ type: 'failed', code: 'camera-denied' });
    expect(failed('unknown')).to.deep.equal({ type: 'failed', message: 'Didit: Some words.' });
  });

  it('is a yes for one word alone', () => {
    for (const status of ['Pending', 'approved', 'Completed', '', 'In Review'])
      expect(readResult({ type: 'completed', session: { status } }), status).to.deep.equal({
        type: 'submitted',
        closed: true,
      });
    expect(readResult({ type: 'completed' })).to.include({ type: 'submitted' });
  });
});

describe('Didit, attacked', () => {
  it('loads nothing from a foreign host that a fresh session names', async () => {
    const origin = await vendorOrigin('didit');
    /** The vendor's own host is the emulator, for once. */
    const adapter: ProviderAdapter = {
      ...didit,
      mount: (context) =>
        didit.mount({
          ...context,
          trustedUrl: (url, hosts) => context.trustedUrl(url, hosts).replace(/^https:\/\/[^/]*didit\.me/, origin),
        }),
    };
    const { element } = await active({
      properties: { providerOptions: {}, providers: { didit: () => Promise.resolve(adapter) } },
      replies: [offerBy('didit', session()), offerBy('didit', { url: 'https://evil.example/session/x' })],
    });
    postFrom(frameOf(element), words('error', { error: 'sessionExpired' }));
    const { error } = await until(element, 'failed');
    expect(error).to.include({ code: 'untrusted-host', kind: 'configuration' });
  });

  for (const url of [
    'https://didit.me.evil.example/s',
    'https://evildidit.me/s',
    'http://verify.didit.me/s',
    'https://x@evil.example/s',
  ]) {
    it(`loads nothing from ${url}`, async () => {
      const { element } = await mountVendor({ vendor: 'didit', payload: { url }, properties: { providerOptions: {} } });
      expect((await until(element, 'failed')).error.code).to.equal('untrusted-host');
      expect(frameOf(element)).to.equal(null);
    });
  }

  it('does not believe another frame of the same origin', async () => {
    const { element } = await active();
    const statuses = record(element);
    const stranger = await strangerOn(await vendorOrigin('didit'));
    for (const type of ['completed', 'cancelled', 'close_request'])
      postFrom(stranger, words(type, { status: 'Approved' }));
    await settled();
    expect(statuses).to.deep.equal([]);
    stranger.remove();
  });
});
