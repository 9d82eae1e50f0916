import { expect, nextFrame } from '@open-wc/testing';
import type { VerificationUpgradeElement } from '../../src/index.js';
import {
  UpgradeMessageEvent,
  UpgradeStateChangeEvent,
  UpgradeStatusEvent,
  UpgradeWarningEvent,
} from '../../src/index.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import { createUpgrade, mountUpgrade, next, offer, offerOf, until } from '../support/upgrade.js';

const statuses = 'idle requesting loading active pending approved rejected cancelled unavailable failed'.split(' ');
const names = [
  'upgrade-state-change',
  ...statuses.map((status) => `upgrade-${status}`),
  'upgrade-message',
  'upgrade-warning',
];

/** Every event of the element that reaches the target, from now on. */
function listen(target: EventTarget): Event[] {
  const events: Event[] = [];
  for (const name of names) target.addEventListener(name, (event) => events.push(event));
  return events;
}

const typesOf = (events: readonly Event[]) => events.map(({ type }) => type.replace('upgrade-', ''));

const fake = () => {
  const provider = new FakeProvider();
  return { provider, setup: { replies: [offerOf('acme')], properties: { providers: { acme: provider.load } } } };
};

describe('events', () => {
  it('tell of every transition twice: as a change, then by name', async () => {
    const { provider, setup } = fake();
    const { element } = await createUpgrade(setup);
    const events = listen(element);
    document.body.append(element);
    const sdk = await provider.mounted();
    sdk.report({ type: 'submitted' });
    sdk.report({ type: 'step', step: 'again' });
    sdk.report({ type: 'approved' });
    element.reset();
    const transitions = ['requesting', 'loading', 'active', 'pending', 'active', 'approved', 'idle'];
    expect(typesOf(events)).to.deep.equal(transitions.flatMap((status) => ['state-change', status]));
    element.remove();
  });

  it('carry the state before and after', async () => {
    const { element } = await mountUpgrade({ replies: [{ hang: true }], attributes: { launch: 'manual' } });
    const events = listen(element);
    element.start();
    element.cancel();
    const [, , change, named] = events;
    expect(change).to.be.instanceOf(UpgradeStateChangeEvent);
    expect(change).to.deep.include({ state: { status: 'cancelled' }, previousState: { status: 'requesting' } });
    expect(named).to.be.instanceOf(UpgradeStatusEvent);
    expect(named).to.deep.include({ state: { status: 'cancelled' } });
    expect((named as UpgradeStatusEvent).state).to.equal(element.state);
  });

  it('come when the element is in the state already', async () => {
    const { element } = await mountUpgrade({ attributes: { launch: 'manual' } });
    const seen: string[] = [];
    for (const status of ['requesting', 'loading', 'active']) {
      element.addEventListener(`upgrade-${status}`, () => seen.push(element.state.status));
    }
    element.start();
    await until(element, 'active');
    expect(seen).to.deep.equal(['requesting', 'loading', 'active']);
  });

  it('bubble, and leave the shadow roots around the element', async () => {
    const outer = document.createElement('div');
    const { provider, setup } = fake();
    const { element } = await createUpgrade(setup);
    outer.attachShadow({ mode: 'closed' }).append(element);
    const events = listen(document);
    document.body.append(outer);
    const sdk = await provider.mounted();
    sdk.report({ type: 'message', name: 'hello' });
    sdk.report({ type: 'warning', code: 'upload', message: 'Blurred.' });
    sdk.report({ type: 'approved' });
    const heard = new Set(typesOf(events));
    expect([...heard]).to.include.members(['state-change', 'requesting', 'active', 'message', 'warning', 'approved']);
    expect(events.every((event) => event.bubbles && event.composed && !event.cancelable)).to.equal(true);
    outer.remove();
  });

  it('tell of a new step as a change alone, with its fields', async () => {
    const { provider, setup } = fake();
    const { element } = await mountUpgrade(setup);
    await until(element, 'active');
    const events = listen(element);
    const sdk = await provider.mounted();
    sdk.report({ type: 'step', step: 'selfie' });
    sdk.report({ type: 'step', progress: { current: 2, total: 3 } });
    expect(typesOf(events)).to.deep.equal(['state-change', 'state-change']);
    const levels = { currentLevel: 'hero', nextLevel: 'satoshi' };
    const first = { status: 'active', provider: 'acme', ...levels, step: 'selfie' };
    expect(events[0]).to.deep.include({ state: first });
    expect(events[1]).to.deep.include({
      state: { ...first, progress: { current: 2, total: 3 } },
      previousState: first,
    });
  });

  it('tell nothing of a step that is the same', async () => {
    const { provider, setup } = fake();
    const { element } = await mountUpgrade(setup);
    const sdk = await provider.mounted();
    sdk.report({ type: 'step', step: 'selfie' });
    const events = listen(element);
    sdk.report({ type: 'step', step: 'selfie' });
    sdk.report({ type: 'ready' });
    expect(events).to.deep.equal([]);
  });

  it('have typed fields for the messages and warnings of a provider', async () => {
    const { provider, setup } = fake();
    const { element } = await mountUpgrade(setup);
    const sdk = await provider.mounted();
    const message = next<UpgradeMessageEvent>(element, 'upgrade-message');
    sdk.report({ type: 'message', name: 'photo.taken', payload: { side: 'front' } });
    expect(await message).to.be.instanceOf(UpgradeMessageEvent);
    expect(await message).to.deep.include({ provider: 'acme', name: 'photo.taken', payload: { side: 'front' } });
    const warning = next<UpgradeWarningEvent>(element, 'upgrade-warning');
    sdk.report({ type: 'warning', code: 'upload', message: 'Blurred.' });
    expect(await warning).to.be.instanceOf(UpgradeWarningEvent);
    expect(await warning).to.include({ code: 'upload', message: 'Blurred.' });
    expect(element.state.status).to.equal('active');
  });

  it('are not fired by settings', async () => {
    const { element } = await mountUpgrade({ attributes: { launch: 'manual' } });
    const events = listen(element);
    const settings: Partial<VerificationUpgradeElement> = {
      endpoint: '/x',
      theme: 'dark',
      lang: 'nl',
      headers: { a: 'b' },
      request: () => Promise.resolve(),
      providers: {},
      providerOptions: {},
      messages: { 'start.button': 'Go' },
      headingLevel: 3,
      supportUrl: '/help',
    };
    Object.assign(element, settings);
    await element.updateComplete;
    element.removeAttribute('endpoint');
    await element.updateComplete;
    expect(events).to.deep.equal([]);
  });

  it('are not fired by settings that change while the SDK is in use', async () => {
    const { element } = await mountUpgrade({ replies: [offer()] });
    await until(element, 'active');
    const events = listen(element);
    Object.assign(element, { theme: 'dark', lang: 'fr', launch: 'manual', endpoint: '/x', defaultProvider: 'acme' });
    await element.updateComplete;
    await nextFrame();
    expect(events.filter(({ type }) => type !== 'upgrade-message')).to.deep.equal([]);
    expect(element.state.status).to.equal('active');
  });
});

describe('listeners that act at once', () => {
  it('hear a cancel() of their own after what they are listening to', async () => {
    const { element } = await mountUpgrade({ replies: [{ hang: true }], attributes: { launch: 'manual' } });
    element.addEventListener('upgrade-state-change', ({ state }) => {
      if (state.status === 'requesting') element.cancel();
    });
    const events = listen(element);
    element.start();
    expect(typesOf(events)).to.deep.equal(['state-change', 'requesting', 'state-change', 'cancelled']);
    expect(events[0]).to.deep.include({ state: { status: 'requesting' }, previousState: { status: 'idle' } });
  });

  it('hear a start() of their own after what they are listening to', async () => {
    const { element, run } = await mountUpgrade({ replies: [{ status: 500 }, { body: { nextLevel: null } }] });
    const events = listen(element);
    element.addEventListener('upgrade-state-change', ({ state }) => {
      if (state.status === 'failed') element.start();
    });
    await until(element, 'unavailable');
    const rest = ['state-change', 'failed', 'state-change', 'requesting', 'state-change', 'unavailable'];
    expect(typesOf(events).slice(-6)).to.deep.equal(rest);
    expect(await run.requests()).to.have.length(2);
  });

  it('hear a reset() of their own in order, from within the SDK’s own call', async () => {
    const { provider, setup } = fake();
    const { element } = await mountUpgrade(setup);
    await until(element, 'active');
    element.addEventListener('upgrade-approved', () => element.reset());
    const events = listen(element);
    (await provider.mounted()).report({ type: 'approved' });
    expect(typesOf(events)).to.deep.equal(['state-change', 'approved', 'state-change', 'idle']);
    expect(provider.mounts[0]?.unmounts).to.equal(1);
  });

  it('do not keep others from hearing when they throw', async () => {
    const { element } = await mountUpgrade({ replies: [{ hang: true }], attributes: { launch: 'manual' } });
    const thrown: unknown[] = [];
    const { onerror } = window;
    window.onerror = (_message, _source, _line, _column, error) => {
      thrown.push(error);
      return true;
    };
    const mishap = new Error('A listener of the page’s.');
    element.addEventListener('upgrade-state-change', () => {
      throw mishap;
    });
    const events = listen(element);
    element.start();
    element.cancel();
    window.onerror = onerror;
    expect(typesOf(events)).to.deep.equal(['state-change', 'requesting', 'state-change', 'cancelled']);
    expect(thrown).to.deep.equal([mishap, mishap]);
  });

  it('may take the element off the page', async () => {
    const { provider, setup } = fake();
    const { element } = await mountUpgrade(setup);
    await until(element, 'active');
    element.addEventListener('upgrade-state-change', () => element.remove(), { once: true });
    const events = listen(element);
    (await provider.mounted()).report({ type: 'submitted' });
    expect(typesOf(events)).to.deep.equal(['state-change', 'pending']);
    await Promise.resolve();
    expect(element.state.status).to.equal('idle');
    expect(provider.mounts[0]?.unmounts).to.equal(1);
    expect(events).to.have.length(2);
  });
});
