import { expect } from '@open-wc/testing';
import type { MountedProvider } from '../../src/index.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import { offerOf, until } from '../support/upgrade.js';
import { begin, recordConsole } from './support/begin.js';
import { deferred, nextTask } from './support/deferred.js';
import { fakeTime } from './support/fake-time.js';
import { rejectionsOf } from './support/rejections.js';

/** Ways in which `unmount()` can go wrong; what it says must not be passed on. */
const failures: readonly (readonly [how: string, unmount: MountedProvider['unmount']])[] = [
  [
    'throws',
    () => {
      throw new Error('No way to end secret-token');
    },
  ],
  ['rejects', () => Promise.reject(new Error('No way to end secret-token'))],
];

/** A provider whose SDK is ready at once, and unmounts like this. */
const leaving = (unmount: MountedProvider['unmount']) =>
  new FakeProvider({
    onMount: (mount) => {
      mount.report({ type: 'ready' });
      return { unmount };
    },
  });

const setup = (fake: FakeProvider) => ({
  replies: [offerOf('acme')],
  properties: { providers: { acme: fake.load } },
});

describe('unmounting an SDK', () => {
  const console = recordConsole();

  it('comes before the next mount, however long it takes', async () => {
    const unmounted = deferred<undefined>();
    const fake = leaving(() => unmounted.promise);
    const { element } = await begin(setup(fake));
    await until(element, 'active');
    element.cancel();
    element.start();
    await until(element, 'loading');
    expect(fake.mounts).to.have.length(1);
    unmounted.resolve(undefined);
    await until(element, 'active');
    expect(fake.mounts).to.have.length(2);
    expect(element.querySelectorAll('[slot=provider]')).to.have.length(1);
  });

  it('leaves nothing of it in the element, at once if unmount() takes no time', async () => {
    const { element } = await begin(setup(leaving(() => undefined)));
    await until(element, 'active');
    element.cancel();
    expect(element.querySelector('[slot=provider]')).to.equal(null);
  });

  it('says nothing if all is well, whatever unmount() returns', async () => {
    const { element } = await begin(setup(leaving(() => 'Gone.' as unknown as undefined)));
    await until(element, 'active');
    element.cancel();
    await nextTask();
    expect(console.text).to.equal('');
    expect(element.querySelector('[slot=provider]')).to.equal(null);
  });

  for (const [how, unmount] of failures) {
    it(`removes it from the page also if unmount() ${how}, and passes on nothing of that`, async () => {
      const fake = leaving(unmount);
      const { element } = await begin(setup(fake));
      await until(element, 'active');
      element.cancel();
      element.start();
      await until(element, 'active');
      expect(fake.mounts).to.have.length(2);
      expect(element.querySelectorAll('[slot=provider]')).to.have.length(1);
      expect(console.text).to.include('did not unmount cleanly').and.not.include('secret-token');
    });

    it(`works also for one that arrives after its attempt has ended, if unmount() ${how}`, async () => {
      const arrival = deferred<undefined>();
      let unmounts = 0;
      const late = { unmount: () => (unmounts++, unmount()) };
      const fake = new FakeProvider({ onMount: () => arrival.promise.then(() => late) });
      const { element } = await begin(setup(fake));
      await fake.mounted();
      element.cancel();
      const rejections = await rejectionsOf(async () => {
        arrival.resolve(undefined);
        await arrival.promise;
      });
      expect([unmounts, rejections, element.state.status]).to.deep.equal([1, [], 'cancelled']);
      expect(element.querySelector('[slot=provider]')).to.equal(null);
      expect(console.text).to.include('did not unmount cleanly').and.not.include('secret-token');
    });
  }
});

describe('unmounting an SDK that never finishes', () => {
  const time = fakeTime();

  it('delays the next mount by two seconds, not more', async () => {
    const fake = leaving(() => new Promise<undefined>(() => undefined));
    const { element } = await begin(setup(fake));
    await until(element, 'active');
    element.cancel();
    element.start();
    await until(element, 'loading');
    await time.clock.tickAsync(1_999);
    expect(fake.mounts).to.have.length(1);
    await time.clock.tickAsync(1);
    await until(element, 'active');
    expect(fake.mounts).to.have.length(2);
    expect(element.querySelectorAll('[slot=provider]')).to.have.length(1);
  });

  it('does not mix it up with the next one if it arrives only then', async () => {
    const arrival = deferred<undefined>();
    const fake: FakeProvider = new FakeProvider({
      async onMount(mount) {
        if (fake.mounts.length === 1) await arrival.promise;
        else mount.report({ type: 'ready' });
        return mount;
      },
    });
    const { element } = await begin(setup(fake));
    const late = await fake.mounted();
    element.parentElement?.append(element);
    await Promise.resolve();
    await time.clock.tickAsync(2_000);
    const sdk = await fake.mounted(2);
    await until(element, 'active');
    arrival.resolve(undefined);
    await time.clock.tickAsync(0);
    element.cancel();
    expect([late.unmounts, sdk.unmounts]).to.deep.equal([1, 1]);
  });
});
