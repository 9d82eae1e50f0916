import { expect, nextFrame } from '@open-wc/testing';
import type { ProviderEvent, UpgradeStatus } from '../../src/index.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import type { UpgradeSetup } from '../support/upgrade.js';
import { frameOf, mountUpgrade, offer, offerOf, play, record, until } from '../support/upgrade.js';

const completed = (reviewAnswer: string, reviewRejectType?: string) => ({
  reviewStatus: 'completed',
  reviewResult: { reviewAnswer, reviewRejectType },
});

const acme = (fake: FakeProvider): UpgradeSetup => ({
  replies: [offerOf('acme')],
  properties: { providers: { acme: fake.load } },
});

describe('Sumsub’s frame', () => {
  const ends: readonly (readonly [UpgradeStatus, string, object])[] = [
    ['failed', 'onError', { code: 'internal-error' }],
  ];
  for (const [status, name, payload] of ends) {
    it(`is gone once the upgrade is ${status}`, async () => {
      const { element } = await mountUpgrade();
      await until(element, 'active');
      play(element, `idCheck.${name}`, payload);
      await until(element, status as 'failed');
      expect(frameOf(element)).to.equal(null);
      expect(element.children).to.have.length(0);
    });
  }

  it('is gone once the upgrade is approved, which is certain when nothing more follows for a while', async () => {
    const { element } = await mountUpgrade();
    await until(element, 'active');
    play(element, 'idCheck.onApplicantSubmitted');
    await until(element, 'pending');
    play(element, 'idCheck.onApplicantStatusChanged', completed('GREEN'));
    await until(element, 'approved');
    expect(element.children).to.have.length(0);
  });

  it('stays once the upgrade is rejected: it shows the reason', async () => {
    const { element } = await mountUpgrade();
    await until(element, 'active');
    const frame = frameOf(element);
    play(element, 'idCheck.onApplicantSubmitted');
    await until(element, 'pending');
    play(element, 'idCheck.onApplicantStatusChanged', completed('RED', 'FINAL'));
    await until(element, 'rejected');
    expect(frameOf(element)).to.equal(frame);
    expect(frame?.isConnected).to.equal(true);
  });

  it('stays while a decision is awaited, and while the user tries again in it', async () => {
    const { element } = await mountUpgrade({ replies: [offer()] });
    await until(element, 'active');
    const frame = frameOf(element);
    play(element, 'idCheck.onApplicantSubmitted');
    await until(element, 'pending');
    expect(frameOf(element)).to.equal(frame);
    play(element, 'idCheck.onApplicantStatusChanged', completed('RED', 'RETRY'));
    await until(element, 'active');
    expect(frameOf(element)).to.equal(frame);
    expect(frame?.isConnected).to.equal(true);
  });
});

describe('an SDK', () => {
  const ends: readonly (readonly [UpgradeStatus, ProviderEvent])[] = [
    ['approved', { type: 'approved' }],
    ['rejected', { type: 'rejected', final: true }],
    ['cancelled', { type: 'cancelled' }],
    ['failed', { type: 'failed', message: 'It broke.' }],
  ];
  for (const [status, event] of ends) {
    it(`is unmounted once, when it reports ${event.type}`, async () => {
      const fake = new FakeProvider();
      const { element } = await mountUpgrade(acme(fake));
      const sdk = await fake.mounted();
      await until(element, 'active');
      sdk.report(event);
      expect(element.state.status).to.equal(status);
      expect(sdk.unmounts).to.equal(1);
      expect(sdk.context.signal.aborted).to.equal(true);
      expect(element.children).to.have.length(0);
      element.remove();
      await nextFrame();
      expect(sdk.unmounts).to.equal(1);
    });

    it(`has nothing more to say after it reported ${event.type}`, async () => {
      const fake = new FakeProvider();
      const { element } = await mountUpgrade(acme(fake));
      const sdk = await fake.mounted();
      sdk.report(event);
      const statuses = record(element);
      const messages: Event[] = [];
      element.addEventListener('upgrade-message', (message) => messages.push(message));
      element.addEventListener('upgrade-warning', (warning) => messages.push(warning));
      for (const [, late] of ends) sdk.report(late);
      sdk.report({ type: 'ready' });
      sdk.report({ type: 'step', step: 'late' });
      sdk.report({ type: 'submitted' });
      sdk.report({ type: 'message', name: 'late' });
      sdk.report({ type: 'warning', code: 'late', message: 'Late.' });
      expect([statuses, messages]).to.deep.equal([[], []]);
      expect(element.state.status).to.equal(status);
    });
  }

  it('reports nothing into the next attempt', async () => {
    const fake = new FakeProvider();
    const { element } = await mountUpgrade(acme(fake));
    const first = await fake.mounted();
    element.cancel();
    element.start();
    await fake.mounted(2);
    await until(element, 'active');
    first.report({ type: 'approved' });
    expect(element.state.status).to.equal('active');
  });

  it('is mounted again only after the last one has moved out', async () => {
    let leave: () => void = () => undefined;
    const fake = new FakeProvider({
      onMount: (mount) => {
        mount.report({ type: 'ready' });
        return { unmount: () => new Promise((resolve) => (leave = resolve)) };
      },
    });
    const { element } = await mountUpgrade(acme(fake));
    await until(element, 'active');
    element.cancel();
    element.start();
    await until(element, 'loading');
    await nextFrame();
    expect(fake.mounts).to.have.length(1);
    leave();
    await until(element, 'active');
    expect(fake.mounts).to.have.length(2);
    expect(element.children).to.have.length(1);
  });

  it('that never finishes its unmount keeps the next one waiting for two seconds at most', async () => {
    const fake = new FakeProvider({
      onMount: (mount) => {
        mount.report({ type: 'ready' });
        return { unmount: () => new Promise<void>(() => undefined) };
      },
    });
    const { element } = await mountUpgrade(acme(fake));
    await until(element, 'active');
    element.cancel();
    element.start();
    await until(element, 'active');
    expect(fake.mounts).to.have.length(2);
  });

  for (const [how, unmount] of [
    [
      'throws',
      () => {
        throw new Error('secret-token');
      },
    ],
    ['rejects', () => Promise.reject(new Error('secret-token'))],
  ] as const) {
    it(`that ${how} when it is unmounted is gone all the same, and makes way`, async () => {
      const said: unknown[] = [];
      const { warn } = console;
      console.warn = (...words: unknown[]) => void said.push(...words);
      const fake = new FakeProvider({
        onMount: (mount) => {
          mount.report({ type: 'ready' });
          return { unmount };
        },
      });
      const { element } = await mountUpgrade(acme(fake));
      await until(element, 'active');
      element.cancel();
      await nextFrame();
      expect(element.children).to.have.length(0);
      element.start();
      await until(element, 'active');
      console.warn = warn;
      expect(fake.mounts).to.have.length(2);
      expect(said.join(' '))
        .to.match(/did not unmount cleanly/)
        .and.not.to.match(/secret-token/);
    });
  }
});
