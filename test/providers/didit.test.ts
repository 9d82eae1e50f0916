import { expect, oneEvent } from '@open-wc/testing';
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

describe('Didit, attacked', () => {
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
