import { expect, fixtureCleanup, nextFrame } from '@open-wc/testing';
import type { UpgradeMessageEvent, UpgradeWarningEvent } from '../../src/index.js';
import veriff from '../../src/providers/veriff.js';
import { placeInTopLayer } from '../../src/providers/veriff/top-layer.js';
import { pretend, pretendDesktop } from '../support/media.js';
import { frameOf, next, record, until } from '../support/upgrade.js';
import {
  errorsDuring,
  mountVendor,
  postFrom,
  reloaded,
  strangerOn,
  toldTo,
  unreadable,
  vendorOrigin,
  watched,
} from '../support/vendor.js';
import { untilDom } from '../support/view.js';
import { setBlocked } from '../upgrade/support/fake-page.js';

const session = (play = 'quiet') => ({ url: `https://magic.veriff.me/v/{{token:${play}}}` });

const theFrame = () => document.querySelector<HTMLIFrameElement>('#veriffFrame');

const active = async (play = 'quiet', setup: { attributes?: Record<string, string> } = {}) => {
  const { element, run } = await mountVendor({ vendor: 'veriff', payload: session(play), ...setup });
  await until(element, 'active');
  return { element, run };
};

describe('Veriff', () => {
  pretendDesktop();

  it('goes from the POST through the real SDK to a review, and never to an approval', async () => {
    const { element } = await mountVendor({
      vendor: 'veriff',
      payload: session('auto'),
      attributes: { launch: 'manual' },
    });
    const statuses = record(element);
    element.start();
    const state = await until(element, 'pending');
    expect(state).to.include({ provider: 'veriff', nextLevel: 'satoshi' });
    await untilDom(element, () => frameOf(element) === null);
    expect(new Set(statuses)).to.deep.equal(new Set(['requesting', 'loading', 'active', 'pending']));
    expect(element.state.status).to.equal('pending');
  });

  it('is framed in the panel, with a title and in the language of the element', async () => {
    const { element } = await active('quiet', { attributes: { lang: 'nl-NL' } });
    const frame = frameOf(element);
    const url = new URL(frame?.src ?? '');
    expect(url.origin).to.equal(await vendorOrigin('veriff'));
    expect(url.searchParams.get('lang')).to.equal('nl');
    expect(frame?.title).to.not.equal('');
    expect(frame?.allow).to.contain('camera');
    expect(frame?.offsetHeight).to.be.at.least(500);
  });

  it('is told that it stands in a page that handles its reloads', async () => {
    const { element } = await active();
    let words: readonly unknown[] = [];
    while (words.length === 0) words = await toldTo(frameOf(element));
    const [render] = words as { payload: object }[];
    expect(render?.payload).to.include({ isReloadHandled: true, embedded: true });
  });

  it('tells the page’s analytics what its frame says', async () => {
    const { element } = await active();
    const heard = next<UpgradeMessageEvent>(element, 'upgrade-message');
    postFrom(frameOf(element), 'VERIFF_SUBMITTED');
    expect(await heard).to.include({ provider: 'veriff', name: 'SUBMITTED' });
  });

  it('is cancelled when the user leaves it, and its frame is gone', async () => {
    const { element } = await active();
    postFrom(frameOf(element), 'VERIFF_CANCELED');
    expect(await until(element, 'cancelled')).to.include({ provider: 'veriff' });
    expect(theFrame()).to.equal(null);
  });

  it('is unmounted when it has finished', async () => {
    const { element } = await active();
    const container = element.querySelector('[slot=provider]');
    postFrom(frameOf(element), 'VERIFF_FINISHED');
    await until(element, 'pending');
    expect(container?.isConnected).to.equal(false);
  });

  it('stays under review when the user closes it after handing in', async () => {
    const { element } = await active();
    postFrom(frameOf(element), 'VERIFF_SUBMITTED');
    await until(element, 'pending');
    postFrom(frameOf(element), 'VERIFF_CANCELED');
    await untilDom(document.body, () => theFrame() === null);
    expect(element.state.status).to.equal('pending');
  });

  for (const field of ['url', 'sessionUrl', 'session_url', 'verificationUrl', 'verification_url']) {
    it(`finds its session in ${field}`, async () => {
      const { element } = await mountVendor({ vendor: 'veriff', payload: { [field]: session().url } });
      expect(await until(element, 'active')).to.include({ provider: 'veriff' });
    });
  }

  it('says which field is missing, and no value', async () => {
    const { element } = await mountVendor({ vendor: 'veriff', payload: { session_token: 'not-for-anybodys-eyes' } });
    const { error } = await until(element, 'failed');
    expect(error).to.include({ code: 'bad-response', kind: 'server' });
    expect(error.message)
      .to.contain('(accepted: url, sessionUrl, ')
      .and.to.contain('session_token')
      .and.not.to.contain('anybodys');
  });

  it('takes the place of another one of it when that is gone, and not before', async () => {
    const first = await active();
    const former: (Element | null)[] = [];
    const properties = watched('veriff', veriff, () => former.push(theFrame()));
    const { element } = await mountVendor({ vendor: 'veriff', payload: session(), properties });
    await until(element, 'loading');
    await nextFrame();
    expect(document.querySelectorAll('#veriffFrame')).to.have.length(1);
    first.element.remove();
    await until(element, 'active');
    expect(frameOf(element)).to.equal(theFrame());
    expect(former).to.deep.equal([null]);
    fixtureCleanup();
  });
});

describe('Veriff, attacked', () => {
  pretendDesktop();

  for (const url of [
    'https://evil.example/v/x',
    'https://veriff.me.evil.example/v/x',
    'https://evilveriff.me/v/x',
    'http://magic.veriff.me/v/x',
    'https://magic.veriff.me@evil.example/v/x',
    'javascript:alert(1)//veriff.me',
    '/v/x',
  ]) {
    it(`loads nothing from ${url}`, async () => {
      const { element } = await mountVendor({
        vendor: 'veriff',
        payload: { url },
        properties: { providerOptions: {} },
      });
      const { error } = await until(element, 'failed');
      expect(error.code).to.equal('untrusted-host');
      expect(theFrame()).to.equal(null);
      expect(error.message).to.not.contain('/v/x');
    });
  }

  for (const words of ['VERIFF_FINISHED', 'VERIFF_CANCELED', 'VERIFF_SUBMITTED', 'VERIFF_RELOAD_REQUEST']) {
    it(`does not believe ${words} of another frame, of Veriff’s own origin even`, async () => {
      const { element } = await active();
      const statuses = record(element);
      const frame = frameOf(element);
      const strangers = [await strangerOn(await vendorOrigin('veriff')), await strangerOn(await vendorOrigin('didit'))];
      for (const stranger of strangers) postFrom(stranger, words);
      window.postMessage(words, '*');
      for (const stranger of strangers) await toldTo(stranger);
      expect(statuses).to.deep.equal([]);
      expect(frameOf(element)).to.equal(frame);
      // It still hears its own.
      postFrom(frame, 'VERIFF_SUBMITTED');
      await until(element, 'pending');
      for (const stranger of strangers) stranger.remove();
    });
  }

  it('Veriff’s reload message loads its frame anew and not the page, and counts from its own frame alone', async () => {
    const { element } = await active();
    (window as { isStillHere?: boolean }).isStillHere = true;
    const stranger = await strangerOn(await vendorOrigin('veriff'));
    const frame = frameOf(element);
    postFrom(stranger, 'VERIFF_FORCE_RELOAD');
    await toldTo(stranger);
    expect(frameOf(element)).to.equal(frame);
    postFrom(frame, 'VERIFF_FORCE_RELOAD');
    await untilDom(element, () => frameOf(element) !== frame);
    expect(frameOf(element)).to.not.equal(null);
    expect((window as { isStillHere?: boolean }).isStillHere).to.equal(true);
    expect(document.querySelectorAll('#veriffFrame')).to.have.length(1);
    stranger.remove();
  });

  it('is seen on a phone in our dialog, and gone with it', async () => {
    pretend(true);
    const { element } = await active('quiet', { attributes: { display: 'dialog' } });
    const frame = theFrame();
    expect(element.contains(frame)).to.equal(true);
    const { left, top, width, height } = frame?.getBoundingClientRect() ?? new DOMRect();
    expect(document.elementFromPoint(left + width / 2, top + height / 2)).to.equal(frame);
    element.cancel();
    expect(theFrame()).to.equal(null);
  });

  it('covers the screen on a phone without a dialog, and leaves nothing behind', async () => {
    pretend(true);
    const before = document.body.children.length;
    const { element } = await active();
    expect(theFrame()?.closest('verification-upgrade')).to.equal(null);
    expect(theFrame()?.title).to.equal('Veriff');
    element.cancel();
    expect(theFrame()).to.equal(null);
    element.parentElement?.remove();
    expect(document.body.children.length).to.be.at.most(before + 1);
  });

  it('covers the screen on a phone again if a script of the page removes it', async () => {
    pretend(true);
    const { element } = await active();
    const frame = theFrame();
    // The SDK has answered the frame, too.
    await toldTo(frame);
    frame?.parentElement?.remove();
    await untilDom(document.body, () => theFrame() !== null);
    expect(theFrame()).to.not.equal(frame);
    expect(element.state.status).to.equal('active');
    element.cancel();
    expect(theFrame()).to.equal(null);
  });

  it('warns of nothing in the panel, where its frame is asked', async () => {
    setBlocked('camera');
    const codes: string[] = [];
    const { element } = await mountVendor({ vendor: 'veriff', payload: session() });
    element.addEventListener('upgrade-warning', ({ code }) => codes.push(code));
    await until(element, 'active');
    expect(codes).to.deep.equal([]);
  });

  it('is moved into a dialog of the page that is around a shadow root', () => {
    const dialog = document.body.appendChild(document.createElement('dialog'));
    const host = dialog.appendChild(document.createElement('div'));
    const container = host.attachShadow({ mode: 'closed' }).appendChild(document.createElement('div'));
    const cover = document.body.appendChild(document.createElement('div'));
    const frame = cover.appendChild(document.createElement('iframe'));
    placeInTopLayer(frame, container);
    expect(cover.parentElement).to.equal(document.body);
    dialog.showModal();
    placeInTopLayer(frame, container);
    expect(cover.parentElement).to.equal(container);
    dialog.remove();
  });

  it('warns on a phone whose page may not use the camera: its frame is not in the panel', async () => {
    pretend(true);
    setBlocked('camera');
    const { element } = await mountVendor({ vendor: 'veriff', payload: session() });
    expect((await next<UpgradeWarningEvent>(element, 'upgrade-warning')).code).to.equal('camera-blocked');
  });

  it('quotes the session nowhere, not even its path', async () => {
    const { element, run } = await active();
    const [reply] = await run.requests();
    expect(reply?.method).to.equal('POST');
    const token = new URL(frameOf(element)?.src ?? '').pathname.split('/').at(-1) ?? '';
    expect(token.length).to.be.above(50);
    expect(JSON.stringify(element.state)).to.not.contain(token);
    expect(element.outerHTML.replaceAll(/<iframe.*?<\/iframe>/g, '')).to.not.contain(token);
  });

  it('ends with an error where its frame asks for reloads without end', async () => {
    const { element } = await active();
    const frames = new Set<HTMLIFrameElement | null>();
    while (element.state.status === 'active') {
      const frame = theFrame();
      frames.add(frame);
      postFrom(frame, frames.size % 2 ? 'VERIFF_RELOAD_REQUEST' : 'VERIFF_FORCE_RELOAD');
      await nextFrame();
    }
    const { error } = await until(element, 'failed');
    expect(error.message).to.contain('reloads');
    expect(frames.size).to.be.within(6, 7);
    expect(theFrame()).to.equal(null);
  });

  it('says what is in its way where the page has a frame with its id', async () => {
    const foreign = document.createElement('iframe');
    foreign.id = 'veriffFrame';
    document.body.prepend(foreign);
    const { element } = await mountVendor({ vendor: 'veriff', payload: session() });
    const { error } = await until(element, 'failed');
    expect(error.message).to.contain('veriffFrame');
    expect(foreign.isConnected).to.equal(true);
    foreign.remove();
  });

  it('causes no error with data that nothing can read', async () => {
    const { element } = await active();
    const frame = frameOf(element);
    const errors = await errorsDuring(async () => {
      for (const data of unreadable()) postFrom(frame, data);
      await toldTo(frame);
    });
    expect(errors).to.deep.equal([]);
  });

  it('survives a reload of its frame', async () => {
    const { element, run } = await active();
    const frame = frameOf(element);
    await reloaded(frame);
    postFrom(frame, 'VERIFF_SUBMITTED');
    await until(element, 'pending');
    expect(frameOf(element)).to.equal(frame);
    expect(await run.requests()).to.have.length(1);
  });
});
