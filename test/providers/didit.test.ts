import { expect, oneEvent, nextFrame } from '@open-wc/testing';
import type { ProviderAdapter } from '../../src/index.js';
import didit from '../../src/providers/didit.js';
import { ALLOWED_FIELDS, readEvent, readResult } from '../../src/providers/didit/events.js';
import { pickAllowed } from '../../src/providers/shared/fields.js';
import { frameOf, record, until } from '../support/upgrade.js';
import {
  errorsDuring,
  mountVendor,
  offerBy,
  postFrom,
  reloaded,
  strangerOn,
  toldTo,
  unreadable,
  vendorOrigin,
} from '../support/vendor.js';
import { untilDom } from '../support/view.js';

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

  it('is cancelled by the close button in the frame', async () => {
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
    await untilDom(element, () => frameOf(element)?.src.includes('second') === true);
    expect(element.state.status).to.equal('active');
  });

  it('stays under review when the user closes it after submitting', async () => {
    const { element } = await active();
    postFrom(frameOf(element), words('status_updated', { status: 'In Review' }));
    await until(element, 'pending');
    postFrom(frameOf(element), words('close_request'));
    await untilDom(element, () => frameOf(element) === null);
    expect(element.state.status).to.equal('pending');
  });

  it('asks for another try where the user has abandoned the session', async () => {
    const { element } = await active();
    postFrom(frameOf(element), words('completed', { status: 'Abandoned' }));
    expect((await until(element, 'failed')).error).to.include({ code: 'provider-error', message: 'Didit: Abandoned' });
  });

  it('survives a reload of its frame', async () => {
    const { element, run } = await active();
    const frame = frameOf(element);
    await reloaded(frame);
    postFrom(frame, words('completed', { status: 'Approved' }));
    await until(element, 'approved');
    expect(await run.requests()).to.have.length(1);
  });

  it('tells the page’s analytics nothing whose name is no word', async () => {
    const { element } = await active();
    const names: string[] = [];
    element.addEventListener('upgrade-message', ({ name }) => names.push(name));
    postFrom(frameOf(element), words(`<b>${'x'.repeat(80)}</b>`));
    postFrom(frameOf(element), words('status_updated', { status: 'In Review' }));
    await until(element, 'pending');
    expect(names).to.deep.equal(['didit:status_updated']);
  });

  it('warns where the camera is not to be had', async () => {
    const { element } = await active();
    const warned = oneEvent(element, 'upgrade-warning') as unknown as Promise<{ code: string }>;
    postFrom(frameOf(element), words('error', { error: 'cameraAccessDenied' }));
    expect((await warned).code).to.equal('camera-blocked');
    const other = oneEvent(element, 'upgrade-warning') as unknown as Promise<{ code: string }>;
    postFrom(frameOf(element), words('error', { error: 'uploadFailed' }));
    expect((await other).code).to.equal('provider');
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

  it('is told apart by its type, and by what has failed', () => {
    expect(readResult({ type: 'cancelled' })).to.deep.equal({ type: 'cancelled' });
    expect(failed('sessionExpired')).to.equal('expired');
    expect(failed('cameraAccessDenied')).to.include({ type: 'failed', code: 'camera-denied' });
    expect(failed('unknown')).to.deep.equal({ type: 'failed', message: 'Didit: unknown' });
  });

  const endOf = (status?: string) =>
    readResult({ type: 'completed', ...(status !== undefined && { session: { status } }) });

  it('is an approval for one word alone', () => {
    expect(endOf('Approved')).to.deep.equal({ type: 'approved' });
    for (const status of ['approved', 'APPROVED', ' Approved', 'Approved!'])
      expect(endOf(status), status).to.not.include({ type: 'approved' });
  });

  it('means a review for the words that say so, and without one', () => {
    for (const status of ['Pending', 'In Review', 'IN_REVIEW', 'Completed', 'approved'])
      expect(endOf(status), status).to.deep.equal({ type: 'submitted', closed: true });
    expect(endOf()).to.deep.equal({ type: 'submitted', closed: true });
  });

  it('means that the user acts again, a fresh session or another try for all others', () => {
    for (const status of ['Resubmitted', 'Awaiting User', 'In Progress', 'Not Started'])
      expect(endOf(status), status).to.deep.equal({ type: 'step', step: status });
    for (const status of ['Expired', 'Kyc Expired']) expect(endOf(status), status).to.equal('expired');
    for (const status of [
      'Abandoned',
      'Undeclined',
      'Declined twice',
      'Something of tomorrow',
      'In Progress no more',
      'Not In Progress',
      '',
    ])
      expect(endOf(status), status).to.include({ type: 'failed' });
    expect(endOf('Declined')).to.deep.equal({ type: 'rejected', final: false });
  });

  it('is known by the whole word of its status', () => {
    const words = ['Resubmitted', 'Awaiting User', 'Not Started', 'In Progress', 'In Review', 'Pending', 'Submitted'];
    for (const word of [...words, 'Completed', 'Approved', 'Declined']) {
      for (const status of [`un${word}`, `${word}no`]) {
        expect(endOf(status), status).to.deep.equal({ type: 'failed', message: `Didit: ${status}` });
        expect(readEvent('didit:status_updated', { status }), status).to.equal(undefined);
      }
    }
  });

  it('is passed on while the user is still there: under review, or to act again', () => {
    const statusOf = (status: string) => readEvent('didit:status_updated', { status });
    expect(statusOf('In Review')).to.deep.equal({ type: 'submitted' });
    expect(statusOf('Resubmitted')).to.deep.equal({ type: 'step', step: 'Resubmitted' });
    for (const status of ['In Progress', 'Approved!', 'In Progress again', ''])
      expect(statusOf(status), status).to.equal(undefined);
  });

  it('reaches analytics by its known fields alone', () => {
    const known = { step: 'liveness', status: 'In Review', isAuto: true };
    const fields = {
      ...known,
      sessionStatus: 'x',
      statusText: 'x',
      lastchannel: 'x',
      substep: 'x',
      sessionId: 's',
      country: 'NLD',
      channel: ['sms'],
    };
    expect(pickAllowed(fields, ALLOWED_FIELDS)).to.deep.equal(known);
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
    await toldTo(stranger);
    expect(statuses).to.deep.equal([]);
    stranger.remove();
  });

  it('causes no error with data that nothing can read, and still hears its frame', async () => {
    const { element } = await active();
    const frame = frameOf(element);
    const errors = await errorsDuring(async () => {
      for (const data of unreadable()) postFrom(frame, data);
      await toldTo(frame);
    });
    expect(errors).to.deep.equal([]);
    postFrom(frame, words('completed', { status: 'Approved' }));
    await until(element, 'approved');
  });

  it('does not burden the page with a flood of messages', async () => {
    const { element } = await active();
    const frame = frameOf(element);
    let count = 0;
    element.addEventListener('upgrade-message', () => (count += 1));
    const start = performance.now();
    for (let number = 0; number < 3_000; number += 1) postFrom(frame, words('step_changed', { step: `s${number}` }));
    let isOver = false;
    addEventListener(
      'message',
      function onMessage({ data }: MessageEvent<{ type?: string } | null>) {
        if (data?.type !== 'didit:last') return;
        removeEventListener('message', onMessage, { capture: true });
        isOver = true;
      },
      { capture: true },
    );
    const last = () => isOver;
    while (!last()) {
      await nextFrame();
      postFrom(frame, { type: 'didit:last' });
      if (performance.now() - start > 15_000) break;
    }
    const seconds = Math.ceil((performance.now() - start) / 1_000) + 1;
    expect(count).to.be.within(1, 200 * seconds);
    expect(count).to.be.below(3_000);
  });
});
