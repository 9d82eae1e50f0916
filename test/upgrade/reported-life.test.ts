import { expect, fixture, html } from '@open-wc/testing';
import '../../src/upgrade/poll-status.js';
import type { RequestContext, VerificationUpgradeElement } from '../../src/index.js';
import type { FakeMount } from '../../src/testing/fake-provider.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import type { UpgradeSetup } from '../support/upgrade.js';
import { createUpgrade, offerOf, until } from '../support/upgrade.js';
import { firstView } from '../support/view.js';
import { begin, frameAddress, frameProvider, recordConsole } from './support/begin.js';
import { setOnline, setVisible } from './support/fake-page.js';
import { fakeTime } from './support/fake-time.js';
import { nextTask } from './support/deferred.js';

async function active(
  fake: FakeProvider,
  setup: UpgradeSetup = {},
): Promise<{ element: VerificationUpgradeElement; sdk: FakeMount }> {
  const { element } = await begin({
    replies: [offerOf('acme')],
    ...setup,
    properties: { providers: { acme: fake.load }, ...setup.properties },
  });
  await until(element, 'active');
  return { element, sdk: await fake.mounted() };
}

describe('a copy that a script of the page puts in place of', () => {
  recordConsole();

  it('the SDK’s frame is not taken for the SDK', async () => {
    const fake = frameProvider();
    const { element } = await active(fake);
    const frame = element.querySelector('iframe');
    frame?.replaceWith(frame.cloneNode(true));
    await fake.mounted(2);
    expect(element.querySelectorAll('iframe')).to.have.length(1);
    expect(element.state.status).to.equal('active');
  });

  it('the SDK’s container is gone when the SDK is mounted anew', async () => {
    const fake = frameProvider();
    const { element } = await active(fake);
    const container = element.querySelector('[slot=provider]');
    container?.replaceWith(container.cloneNode(true));
    const second = await fake.mounted(2);
    expect([...element.querySelectorAll('[slot=provider]')]).to.deep.equal([second.context.container]);
  });
});

describe('a frame that a script removes from the SDK’s own wrapper', () => {
  recordConsole();
  const wrapped = () =>
    new FakeProvider({
      singleLevel: false,
      onMount(mount) {
        const wrapper = document.createElement('div');
        const frame = document.createElement('iframe');
        frame.src = frameAddress;
        frame.addEventListener('load', () => mount.report({ type: 'ready' }), { once: true });
        wrapper.append(frame);
        mount.context.container.replaceChildren(wrapper);
        return mount;
      },
    });

  it('is mounted anew', async () => {
    const fake = wrapped();
    const { element } = await active(fake);
    element.querySelector('iframe')?.remove();
    await fake.mounted(2);
    expect(element.querySelectorAll('iframe')).to.have.length(1);
  });

  describe('while the SDK shows something in its place', () => {
    const time = fakeTime();

    it('is not missed', async () => {
      const fake = wrapped();
      const { element, sdk } = await active(fake);
      element.querySelector('iframe')?.replaceWith('Thank you.');
      await Promise.resolve();
      await time.clock.tickAsync(60_000);
      expect(fake.mounts).to.have.length(1);
      expect(sdk.unmounts).to.equal(0);
    });
  });
});

describe('the status endpoint', () => {
  const time = fakeTime();
  recordConsole();
  beforeEach(() => {
    setVisible(true);
    setOnline(true);
  });
  const done = { currentLevel: 'satoshi', nextLevel: null, upgrade: null };
  const open = { currentLevel: 'hero', nextLevel: 'satoshi', upgrade: { access_token: 'x', provider: 'acme' } };

  /** A page's client that answers the status in turn. */
  function client(reasons: string[], ...status: readonly unknown[]): UpgradeSetup {
    const answers = [...status];
    const request = ({ reason }: RequestContext) => {
      reasons.push(reason);
      return reason === 'start' ? open : answers.shift();
    };
    return { attributes: { 'status-endpoint': '/status' }, properties: { request } };
  }

  for (const status of [401, 419, 440]) {
    it(`is asked once more, with the reason expired, after a bare HTTP ${status}`, async () => {
      const reasons: string[] = [];
      const expired = new Response('{}', { status });
      const { element, sdk } = await active(new FakeProvider({ singleLevel: false }), client(reasons, expired, done));
      sdk.report({ type: 'submitted' });
      while (element.state.status === 'pending') await time.clock.tickAsync(500);
      expect(element.state).to.include({ status: 'approved', confirmedBy: 'server' });
      expect(reasons).to.deep.equal(['start', 'status', 'expired']);
    });
  }

  const absences: Readonly<Record<string, () => Promise<unknown>>> = {
    // The time of day goes on, the page's own clock does not.
    'in which the computer slept': () => {
      time.clock.setSystemTime(Date.now() + 3_600_000);
      return Promise.resolve();
    },
    'in which the clock was set back': () => {
      time.clock.setSystemTime(Date.now() - 3_600_000);
      return time.clock.tickAsync(30_000);
    },
  };
  for (const [absence, pass] of Object.entries(absences)) {
    it(`is asked after an absence ${absence}`, async () => {
      const reasons: string[] = [];
      const { element } = await active(new FakeProvider({ singleLevel: false }), client(reasons, done));
      setVisible(false);
      await pass();
      const end = until(element, 'approved');
      setVisible(true);
      expect(await end).to.include({ confirmedBy: 'server' });
    });
  }

  it('is asked for half an hour, though the clock is set meanwhile', async () => {
    const reasons: string[] = [];
    const { element, sdk } = await active(new FakeProvider({ singleLevel: false }), client(reasons));
    sdk.report({ type: 'submitted' });
    await time.clock.tickAsync(10_000);
    const before = reasons.length;
    time.clock.setSystemTime(Date.now() + 7_200_000);
    await time.clock.tickAsync(120_000);
    expect(reasons.length).to.be.greaterThan(before);
    time.clock.setSystemTime(Date.now() - 36_000_000);
    await time.clock.tickAsync(31 * 60_000);
    const after = reasons.length;
    await time.clock.tickAsync(10 * 60_000);
    expect(reasons.length).to.equal(after);
    expect(element.state.status).to.equal('pending');
  });
});

describe('a framework that sets no headers until there is a token', () => {
  for (const [name, none] of [
    ['null', null],
    ['an empty object', {}],
  ] as const) {
    it(`and sets ${name} meanwhile, lets the launch wait`, async () => {
      const fake = new FakeProvider();
      const { element, run } = await createUpgrade({
        replies: [offerOf('acme')],
        attributes: { 'wait-for': 'headers', launch: 'auto' },
        properties: { providers: { acme: fake.load } },
      });
      element.headers = none as unknown as HeadersInit;
      await fixture(html`<div>${element}</div>`);
      await element.updateComplete;
      expect(element.state.status).to.equal('idle');
      element.headers = { 'x-user': '1' };
      await until(element, 'active');
      expect((await run.requests()).map(({ headers }) => headers['x-user'])).to.deep.equal(['1']);
    });
  }

  for (const [name, some] of [
    ['a Headers object', new Headers({ 'x-user': '1' })],
    ['a function', () => ({ 'x-user': '1' })],
    ['a list', [['x-user', '1']] satisfies HeadersInit],
  ] as const) {
    it(`and then ${name}, has it launched`, async () => {
      const fake = new FakeProvider();
      const { element } = await createUpgrade({
        replies: [offerOf('acme')],
        attributes: { 'wait-for': 'headers', launch: 'auto' },
        properties: { providers: { acme: fake.load }, headers: some },
      });
      await fixture(html`<div>${element}</div>`);
      await until(element, 'active');
    });
  }
});

describe('a launch that waits for headers without end', () => {
  const time = fakeTime();
  const written = recordConsole();

  it('is a line of the console after ten seconds, and a request of nothing', async () => {
    const { element, run } = await createUpgrade({ attributes: { 'wait-for': 'headers', launch: 'auto' } });
    document.body.append(element);
    await firstView(element);
    await time.clock.tickAsync(9_900);
    expect(written.text).to.equal('');
    await time.clock.tickAsync(200);
    expect(written.text).to.equal('<verification-upgrade> wait-for="headers" is set, and "headers" is not set yet.');
    await time.clock.tickAsync(60_000);
    expect(written.text.split('\n')).to.have.length(1);
    expect(element.state.status).to.equal('idle');
    element.remove();
    expect(await run.requests()).to.deep.equal([]);
  });
});

describe('a launch that waits for headers', () => {
  recordConsole();

  it('takes null for none', async () => {
    const { element } = await begin();
    element.reset();
    const sent: unknown[] = [];
    element.waitFor = 'headers';
    element.launch = 'auto';
    element.request = undefined;
    Object.assign(element, { headers: null });
    element.addEventListener('upgrade-requesting', () => sent.push(element.headers));
    await element.updateComplete;
    await nextTask();
    expect(sent).to.deep.equal([]);
    element.headers = { 'User-Authorization': 'Bearer user' };
    await until(element, 'active');
    expect(sent).to.deep.equal([{ 'User-Authorization': 'Bearer user' }]);
  });
});
