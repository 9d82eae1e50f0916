import { expect, oneEvent } from '@open-wc/testing';
import type { ProviderAdapter, UpgradeMessageEvent } from '../../src/index.js';
import persona from '../../src/providers/persona.js';
import { ALLOWED_FIELDS, readCompletion, readError, readEvent } from '../../src/providers/persona/events.js';
import { pickAllowed } from '../../src/providers/shared/fields.js';
import { keepLedger } from '../support/ledger.js';
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

const inquiry = (play = 'quiet') => ({ inquiryId: 'inq_emulated', sessionToken: `{{token:${play}}}` });

const active = async (setup: Partial<Parameters<typeof mountVendor>[0]> = {}) => {
  const mounted = await mountVendor({ vendor: 'persona', payload: inquiry(), ...setup });
  await until(mounted.element, 'active');
  return mounted;
};

/** A message in the name of the frame of this element. */
const words = (element: Element, name: string, metadata: object = {}) => ({
  name,
  containerId: element.querySelector('[slot=provider]')?.id,
  metadata,
});

describe('Persona', () => {
  for (const [play, status] of [
    ['auto', 'approved'],
    ['auto.reject-final', 'rejected'],
    ['auto.hold', 'pending'],
  ] as const) {
    it(`goes through the real SDK to ${status} for ${play}`, async () => {
      const { element } = await mountVendor({ vendor: 'persona', payload: inquiry(play) });
      expect(await until(element, status)).to.include({ provider: 'persona', nextLevel: 'satoshi' });
    });
  }

  it('never takes "completed" for a yes', async () => {
    const { element } = await active();
    postFrom(frameOf(element), words(element, 'complete', { status: 'completed', inquiryId: 'x', fields: {} }));
    await until(element, 'pending');
  });

  it('may be tried again where the inquiry failed, and not where it was declined', async () => {
    for (const [status, final] of [
      ['failed', false],
      ['declined', true],
    ] as const) {
      const { element } = await active();
      postFrom(frameOf(element), words(element, 'fail', { status, inquiryId: 'x', fields: {} }));
      expect((await until(element, 'rejected')).final).to.equal(final);
    }
  });

  it('gets the session, the language and the theme', async () => {
    const { element } = await active({ attributes: { lang: 'nl', theme: 'dark' } });
    const { origin, searchParams } = new URL(frameOf(element)?.src ?? '');
    expect(origin).to.equal(await vendorOrigin('persona'));
    expect(Object.fromEntries(searchParams)).to.include({
      'flow-type': 'inline',
      'inquiry-id': 'inq_emulated',
      language: 'nl-NL',
      'style-variant': 'dark',
    });
    expect(searchParams.get('session-token')).to.match(/^_act-/);
    const light = await active({ attributes: { theme: 'light' } });
    expect(new URL(frameOf(light.element)?.src ?? '').searchParams.get('style-variant')).to.equal('base');
  });

  for (const [host, url] of [
    [undefined, 'https://inquiry.withpersona.com'],
    ['pages.withpersona.com', 'https://pages.withpersona.com'],
    ['https://pages.withpersona.com', 'https://pages.withpersona.com'],
  ] as const) {
    it(`is at ${url} if the server names ${host ?? 'no host'}`, async () => {
      const origin = await vendorOrigin('persona');
      const named: string[] = [];
      const trustedUrl = (address: unknown) => (named.push(String(address)), origin);
      const adapter: ProviderAdapter = {
        ...persona,
        mount: (context) => persona.mount({ ...context, options: {}, trustedUrl }),
      };
      await active({
        payload: { ...inquiry(), ...(host && { host }) },
        properties: { providers: { persona: () => Promise.resolve(adapter) } },
      });
      expect(named).to.deep.equal([url]);
    });
  }

  it('gets what the page has set for it', async () => {
    const frameAncestors = ['https://shop.example', 'https://pay.example'];
    const { element } = await active({ options: { routingCountry: 'DE', themeSetId: 'the_blue', frameAncestors } });
    const { searchParams } = new URL(frameOf(element)?.src ?? '');
    expect(searchParams.get('routing-country')).to.equal('DE');
    expect(searchParams.get('theme-set-id')).to.equal('the_blue');
    expect(frameAncestors.map((_, index) => searchParams.get(`frame-ancestors[${index}]`))).to.deep.equal(
      frameAncestors,
    );
  });

  it('reads snake case, and a template in place of an inquiry', async () => {
    const { element } = await active({ payload: { inquiry_id: 'inq_snake', session_token: '{{token:quiet}}' } });
    expect(frameOf(element)?.src).to.contain('inq_snake');
    const other = await mountVendor({ vendor: 'persona', payload: { template_id: 'itmpl_x', reference_id: 'r-1' } });
    await until(other.element, 'active');
    expect(frameOf(other.element)?.src).to.contain('inquiry-template-id=itmpl_x').and.to.contain('reference-id=r-1');
  });

  it('goes on with the inquiry that the server has begun, whatever template it names beside that', async () => {
    const { element } = await active({ payload: { ...inquiry(), template_id: 'itmpl_x' } });
    expect(frameOf(element)?.src).to.contain('inq_emulated').and.to.not.contain('itmpl_x');
  });

  it('says which field is missing', async () => {
    const { element } = await mountVendor({ vendor: 'persona', payload: { sessionToken: 'only-this-one' } });
    const { error } = await until(element, 'failed');
    expect(error.code).to.equal('bad-response');
    expect(error.message).to.contain('inquiryId').and.to.not.contain('only-this-one');
  });

  it('goes on with a fresh session where one has run out', async () => {
    const { element, run } = await active({
      replies: [offerBy('persona', inquiry()), offerBy('persona', { ...inquiry(), inquiryId: 'inq_second' })],
    });
    postFrom(frameOf(element), { ...words(element, 'error'), error: { status: 409, code: 'unauthenticated' } });
    await untilDom(element, () => frameOf(element)?.src.includes('inq_second') === true);
    expect(element.state.status).to.equal('active');
    expect(element.querySelectorAll('iframe')).to.have.length(1);
    expect((await run.requests()).map(({ method }) => method)).to.deep.equal(['POST', 'POST']);
  });

  it('says what a fresh session lacks', async () => {
    const { element } = await active({
      replies: [offerBy('persona', inquiry()), offerBy('persona', { sessionToken: 'only-this-one' })],
    });
    postFrom(frameOf(element), { ...words(element, 'error'), error: { status: 401, code: 'unauthenticated' } });
    const { error } = await until(element, 'failed');
    expect(error.code).to.equal('bad-response');
    expect(error.message).to.contain('inquiryId').and.to.not.contain('only-this-one');
  });

  it('fails on any other error, and warns where there is no camera', async () => {
    const { element } = await active();
    const warned = oneEvent(element, 'upgrade-warning') as unknown as Promise<{ code: string }>;
    postFrom(frameOf(element), words(element, 'load-camera-failed'));
    expect((await warned).code).to.equal('camera-blocked');
    expect(element.state.status).to.equal('active');
    postFrom(frameOf(element), { ...words(element, 'error'), error: { status: 422, code: 'inactive_template' } });
    const { error } = await until(element, 'failed');
    expect(error).to.include({ code: 'provider-error' });
    expect(error.message).to.contain('inactive_template');
  });

  it('is heard also without metadata, except for the three messages whose metadata its SDK reads', async () => {
    const { element } = await active();
    const heard: string[] = [];
    element.addEventListener('upgrade-message', ({ name }) => heard.push(name));
    const names = ['one-time-link-exit', 'load-camera-failed', 'fail', 'exit', 'complete'];
    for (const name of names) postFrom(frameOf(element), { ...words(element, name), metadata: undefined });
    await toldTo(frameOf(element));
    expect(heard.filter((name) => names.includes(name))).to.deep.equal(names.slice(0, 2));
  });

  it('is cancelled by the user', async () => {
    const { element } = await active();
    postFrom(frameOf(element), words(element, 'exit', { inquiryId: 'x', sessionToken: 'y' }));
    await until(element, 'cancelled');
    expect(frameOf(element)).to.equal(null);
  });

  it('keeps what the user has filled in out of the events', async () => {
    const { element } = await active();
    const heard: UpgradeMessageEvent[] = [];
    element.addEventListener('upgrade-message', (event) => heard.push(event));
    const fields = { 'name-first': { value: 'Alex' } };
    postFrom(frameOf(element), words(element, 'complete', { status: 'approved', inquiryId: 'inq_secret', fields }));
    const state = await until(element, 'approved');
    expect(heard.map(({ name }) => name)).to.include('complete');
    expect(JSON.stringify([heard.map(({ payload }) => payload), state])).to.not.match(/Alex|inq_secret/);
  });
});

describe('a Persona session that has run out', () => {
  const open = keepLedger();

  it('leaves no listener on the page to its successor', async () => {
    const { element } = await active({
      replies: [offerBy('persona', inquiry()), offerBy('persona', { ...inquiry(), inquiryId: 'inq_second' })],
    });
    const before = open().filter((entry) => entry === 'listener: message');
    postFrom(frameOf(element), { ...words(element, 'error'), error: { code: 'unauthenticated' } });
    await untilDom(element, () => frameOf(element)?.src.includes('inq_second') === true);
    expect(open().filter((entry) => entry === 'listener: message')).to.deep.equal(before);
  });
});

describe('the end of a Persona inquiry', () => {
  it('is an approval for one word alone, and a review for the words that say so', () => {
    expect(readCompletion('approved')).to.deep.equal({ type: 'approved' });
    for (const status of ['completed', 'needs_review', 'needs-review', 'Completed', 'APPROVED'])
      expect(readCompletion(status), status).to.deep.equal({ type: 'submitted', closed: true });
  });

  it('is a rejection, a step, a fresh session or another try for the others', () => {
    expect(readCompletion('declined')).to.deep.equal({ type: 'rejected', final: true });
    expect(readCompletion('failed')).to.deep.equal({ type: 'rejected', final: false });
    for (const status of ['created', 'pending'])
      expect(readCompletion(status)).to.deep.equal({ type: 'step', step: status });
    expect(readCompletion('expired')).to.equal('expired');
    for (const status of ['abandoned', '', undefined, null, ['approved']])
      expect(readCompletion(status), String(status)).to.include({ type: 'failed' });
  });

  it('is preceded by a warning where the camera cannot be used', () => {
    const warning = { type: 'warning', code: 'camera-blocked', message: 'Persona: the camera could not be used.' };
    expect(readEvent('load-camera-failed', {})).to.deep.equal(warning);
    expect(readEvent('camera-permission', { hasCameraPermission: false })).to.deep.equal(warning);
    for (const fields of [{ hasCameraPermission: true }, {}, { hasMicrophonePermission: false }])
      expect(readEvent('page-change', fields)).to.equal(undefined);
    expect(readEvent('start', {})).to.deep.equal({ type: 'step', step: 'start' });
  });

  it('is a session that has expired for its code or its HTTP status alone', () => {
    expect(readError({ code: 'unauthenticated', status: 409 })).to.equal('expired');
    expect(readError({ code: 'odd', status: 401 })).to.equal('expired');
    expect(readError({ code: 'odd', status: 409 })).to.include({ type: 'failed' });
  });

  it('reaches analytics by its known fields alone', () => {
    const known = { pageHeight: 720, hasCameraPermission: true, status: 'completed' };
    const fields = { ...known, statusText: 'x', substatus: 'x', maxpageHeight: 'x', path: '/verify' };
    expect(pickAllowed(fields, ALLOWED_FIELDS)).to.deep.equal(known);
  });
});

describe('Persona’s frame', () => {
  it('cannot lead the page away', async () => {
    const { element } = await active();
    const tokens = [...(frameOf(element)?.sandbox ?? [])];
    expect(tokens).to.include.members(['allow-scripts', 'allow-same-origin', 'allow-forms', 'allow-popups']);
    expect(tokens.join(' ')).to.not.contain('top-navigation');
  });

  it('is as high as it says, up to a limit', async () => {
    const { element } = await active();
    const frame = frameOf(element);
    for (const [pageHeight, height] of [
      [900, '900px'],
      [10_000_000, '4000px'],
      [-5, '4000px'],
      [0, '4000px'],
      ['1e9', '4000px'],
      [{ valueOf: 1, toString: 1 }, '4000px'],
      [700.5, '700.5px'],
    ] as const) {
      postFrom(frame, words(element, 'page-change', { pageHeight }));
      await toldTo(frame);
      expect(frame?.style.height, typeof pageHeight).to.equal(height);
    }
  });

  it('survives a reload', async () => {
    const { element, run } = await active();
    const frame = frameOf(element);
    await reloaded(frame);
    postFrom(frame, words(element, 'complete', { status: 'approved', inquiryId: 'x', fields: {} }));
    await until(element, 'approved');
    expect(await run.requests()).to.have.length(1);
  });

  it('has its title again after it was replaced by one with a fresh session', async () => {
    const { element } = await active({
      replies: [offerBy('persona', inquiry()), offerBy('persona', { ...inquiry(), inquiryId: 'inq_second' })],
    });
    const title = frameOf(element)?.title;
    postFrom(frameOf(element), { ...words(element, 'error'), error: { status: 409, code: 'unauthenticated' } });
    await untilDom(
      element,
      () => frameOf(element)?.src.includes('inq_second') === true && frameOf(element)?.title === title,
    );
    expect(title).to.equal('Identity verification');
  });
});

describe('Persona, attacked', () => {
  it('causes no error with data that its SDK cannot read, of a stranger or of its own frame', async () => {
    const { element } = await active();
    const stranger = await strangerOn(await vendorOrigin('didit'));
    const frame = frameOf(element);
    const poor = ['complete', 'fail', 'exit', 'error'].flatMap((name) => [{ name }, { name, metadata: null }]);
    const errors = await errorsDuring(async () => {
      for (const sender of [stranger, frame]) {
        for (const data of [...unreadable(), ...poor.slice(0, 6)]) postFrom(sender, data);
        await toldTo(sender);
      }
    });
    stranger.remove();
    expect(errors).to.deep.equal([]);
    expect(element.state.status).to.equal('active');
  });

  it('causes no error with a message of a page without an origin', async () => {
    await active();
    const errors = await errorsDuring(async () => {
      await Promise.resolve(dispatchEvent(new MessageEvent('message', { origin: 'null', data: null })));
    });
    expect(errors).to.deep.equal([]);
  });

  it('keeps no message of another site from the page, whatever it holds', async () => {
    await active();
    const heard: unknown[] = [];
    const onMessage = ({ data, origin }: MessageEvent<unknown>) => heard.push([origin, data]);
    addEventListener('message', onMessage);
    for (const origin of ['https://other.example', 'null']) {
      dispatchEvent(new MessageEvent('message', { origin, data: null }));
    }
    removeEventListener('message', onMessage);
    expect(heard).to.deep.equal([
      ['https://other.example', null],
      ['null', null],
    ]);
  });

  for (const containerId of ['none', 'its own'] as const) {
    it(`does not believe another frame of the same origin, with ${containerId} as the container`, async () => {
      const { element } = await active();
      const statuses = record(element);
      const stranger = await strangerOn(await vendorOrigin('persona'));
      const data = words(element, 'complete', { status: 'approved', inquiryId: 'x', fields: {} });
      postFrom(stranger, containerId === 'none' ? { ...data, containerId: undefined } : data);
      await toldTo(stranger);
      expect(statuses).to.deep.equal([]);
      stranger.remove();
    });
  }

  for (const customHost of [
    'evil.example',
    'withpersona.com.evil.example',
    'evil.example/.withpersona.com',
    'x@evil.example',
  ]) {
    it(`loads nothing from the custom host ${customHost}`, async () => {
      const { element } = await mountVendor({
        vendor: 'persona',
        payload: { ...inquiry(), customHost },
        properties: { providerOptions: {} },
      });
      expect((await until(element, 'failed')).error.code).to.equal('untrusted-host');
      expect(frameOf(element)).to.equal(null);
    });
  }

  it('is there to be seen on a phone, and hides nothing of the page', async () => {
    const { element } = await active();
    const page = element.parentElement;
    if (page) page.style.width = '360px';
    const box = frameOf(element)?.getBoundingClientRect();
    expect(box?.width).to.be.within(300, 360);
    expect(box?.height).to.be.at.least(500);
    expect(document.querySelectorAll('style')).to.satisfy((styles: NodeListOf<HTMLStyleElement>) =>
      [...styles].every(({ textContent }) => !textContent.includes('persona')),
    );
  });
});
