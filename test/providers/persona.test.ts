import { expect, oneEvent } from '@open-wc/testing';
import type { UpgradeMessageEvent } from '../../src/index.js';
import { frameOf, record, until } from '../support/upgrade.js';
import { mountVendor, offerBy, postFrom, settled, strangerOn, vendorOrigin } from '../support/vendor.js';

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
      language: 'nl',
      'style-variant': 'dark',
    });
    expect(searchParams.get('session-token')).to.match(/^_act-/);
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
    while (!frameOf(element)?.src.includes('inq_second')) await settled();
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

  it('is cancelled by the person', async () => {
    const { element } = await active();
    postFrom(frameOf(element), words(element, 'exit', { inquiryId: 'x', sessionToken: 'y' }));
    await until(element, 'cancelled');
    expect(frameOf(element)).to.equal(null);
  });

  it('keeps what the person has filled in out of the events', async () => {
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

describe('Persona, attacked', () => {
  for (const containerId of ['none', 'its own'] as const) {
    it(`does not believe another frame of the same origin, with ${containerId} as the container`, async () => {
      const { element } = await active();
      const statuses = record(element);
      const stranger = await strangerOn(await vendorOrigin('persona'));
      const data = words(element, 'complete', { status: 'approved', inquiryId: 'x', fields: {} });
      postFrom(stranger, containerId === 'none' ? { ...data, containerId: undefined } : data);
      await settled();
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
