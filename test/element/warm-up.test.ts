import { expect } from '@open-wc/testing';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import { change, firstView } from '../support/view.js';
import { freshToken } from '../support/sumsub.js';
import { createUpgrade, emulators, mountUpgrade, offerOf, until } from '../support/upgrade.js';

const framesIn = (element: Element) => [...(element.shadowRoot?.querySelectorAll('iframe') ?? [])];

/** The frame that contacts the provider, once it is there. */
async function warmFrame(element: Element): Promise<HTMLIFrameElement> {
  const { shadowRoot } = element;
  for (;;) {
    const [frame] = framesIn(element);
    if (frame) return frame;
    if (shadowRoot) await change(shadowRoot);
  }
}

/** An element whose frame can be looked at: the server answers when it is told to. */
async function warming() {
  const token = await freshToken('quiet');
  let answer: () => void = () => undefined;
  const request = () =>
    new Promise((resolve) => {
      answer = () => resolve({ nextLevel: 'satoshi', upgrade: { access_token: token, provider: 'sumsub' } });
    });
  const { element } = await createUpgrade({ attributes: { 'warm-up': '' }, properties: { request } });
  document.body.append(element);
  const frame = await warmFrame(element);
  return { element, frame, answer: () => answer() };
}

describe('warm-up', () => {
  it('contacts the provider’s host before the server has answered, and shows nothing of it', async () => {
    const { element, frame } = await warming();
    expect(element.state.status).to.equal('requesting');
    expect(frame.src.startsWith((await emulators()).sumsub)).to.equal(true);
    expect(frame.checkVisibility()).to.equal(false);
    expect(frame.getAttribute('sandbox')).to.equal('');
    expect(frame.referrerPolicy).to.equal('no-referrer');
    element.remove();
  });

  it('hands over no token', async () => {
    const { element, frame } = await warming();
    expect(frame.src).to.match(/^http:\/\/127\.0\.0\.1:\d+\/websdk\/websdk\.html$/);
    element.remove();
  });

  it('is over when the SDK is there', async () => {
    const { element, answer } = await warming();
    answer();
    await until(element, 'active');
    expect(framesIn(element)).to.deep.equal([]);
    expect(element.querySelectorAll('iframe')).to.have.length(1);
    element.remove();
  });

  it('is over when the element leaves the page', async () => {
    const { element } = await warming();
    element.remove();
    await Promise.resolve();
    expect(framesIn(element)).to.deep.equal([]);
  });

  it('contacts no host while the start is up to the user', async () => {
    const { element } = await mountUpgrade({ attributes: { 'warm-up': '', launch: 'manual' } });
    await firstView(element);
    expect(framesIn(element)).to.deep.equal([]);
  });

  it('contacts no host while the launch waits for a property', async () => {
    const request = () => new Promise(() => undefined);
    const { element } = await mountUpgrade({ attributes: { 'warm-up': '', 'wait-for': 'request' } });
    await firstView(element);
    expect(framesIn(element)).to.deep.equal([]);
    element.request = request;
    await warmFrame(element);
  });

  it('contacts no host if the provider has no address for it', async () => {
    const fake = new FakeProvider();
    const { element } = await mountUpgrade({
      replies: [offerOf('acme')],
      attributes: { 'warm-up': '', 'default-provider': 'acme' },
      properties: { providers: { acme: fake.load } },
    });
    await until(element, 'active');
    expect(framesIn(element)).to.deep.equal([]);
  });

  it('does not happen if the page does not ask for it', async () => {
    const request = () => new Promise(() => undefined);
    const { element } = await mountUpgrade({ properties: { request } });
    await until(element, 'requesting');
    await firstView(element);
    expect(framesIn(element)).to.deep.equal([]);
  });

  it('changes nothing if the host cannot be reached', async () => {
    const fake = new FakeProvider();
    const unreachable = Object.assign(() => fake.load(), { warmUpUrl: () => 'http://127.0.0.1:9/' });
    const { element } = await mountUpgrade({
      replies: [offerOf('acme')],
      attributes: { 'warm-up': '', 'default-provider': 'acme' },
      properties: { providers: { acme: unreachable } },
    });
    const frame = await warmFrame(element);
    expect(frame.src).to.equal('http://127.0.0.1:9/');
    await until(element, 'active');
    expect(framesIn(element)).to.deep.equal([]);
  });
});
