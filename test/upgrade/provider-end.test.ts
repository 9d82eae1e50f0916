import { expect } from '@open-wc/testing';
import type { MountedProvider } from '../../src/index.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import { offerOf, until } from '../support/upgrade.js';
import { begin, recordConsole } from './support/begin.js';
import { deferred, nextTask } from './support/deferred.js';

const ready = (fake: FakeProvider) => ({
  replies: [offerOf('acme')],
  properties: { providers: { acme: fake.load } },
});

const panelOf = (element: Element) => element.shadowRoot?.querySelector('[part~=panel]');

describe('the end of a provider’s SDK', () => {
  recordConsole();

  it('a verdict after the SDK has shown its review unmounts it, and our view is shown', async () => {
    const fake = new FakeProvider();
    const { element } = await begin(ready(fake));
    const sdk = await fake.mounted();
    await until(element, 'active');
    sdk.report({ type: 'submitted' });
    await until(element, 'pending');
    await nextTask();
    expect(panelOf(element)?.classList.contains('sdk-visible')).to.equal(true);
    sdk.report({ type: 'submitted', closed: true });
    await nextTask();
    await element.updateComplete;
    expect(panelOf(element)?.classList.contains('sdk-visible')).to.equal(false);
  });

  it('the end of an SDK does not end the attempt that a listener has begun meanwhile', async () => {
    const fake = new FakeProvider();
    const { element } = await begin(ready(fake));
    const sdk = await fake.mounted();
    await until(element, 'active');
    const again = () => {
      element.cancel();
      element.start();
    };
    element.addEventListener('upgrade-pending', again, { once: true });
    sdk.report({ type: 'submitted', closed: true });
    await fake.mounted(2);
    await until(element, 'active');
  });

  for (const [code, expected] of [
    ['untrusted-host', { code: 'untrusted-host', kind: 'configuration' }],
    ['bad-response', { code: 'bad-response', kind: 'server' }],
    ['acme-17', { code: 'provider-error', kind: 'provider' }],
  ] as const) {
    it(`a failure that has only a cause with the code ${code} is ${expected.code}`, async () => {
      const fake = new FakeProvider();
      const { element } = await begin(ready(fake));
      const cause = Object.assign(new Error('It broke.'), { code });
      (await fake.mounted()).report({ type: 'failed', cause });
      const { error } = await until(element, 'failed');
      expect(error).to.include(expected);
      expect(error.message).to.contain('It broke.');
      expect(error.cause).to.equal(cause);
    });
  }

  it('the next SDK of a singleton is mounted only after the former one is unmounted', async () => {
    const gone = deferred<undefined>();
    const order: string[] = [];
    let count = 0;
    const adapter = {
      singleton: true,
      mount({ report }: { report: (event: { type: 'ready' }) => void }): MountedProvider {
        const number = ++count;
        order.push(`mount ${number}`);
        report({ type: 'ready' });
        return {
          async unmount() {
            if (number === 1) await gone.promise;
            order.push(`gone ${number}`);
          },
        };
      },
    };
    const setup = {
      replies: [offerOf('lonely')],
      properties: { providers: { lonely: () => Promise.resolve(adapter) } },
    };
    const one = await begin(setup);
    await until(one.element, 'active');
    const two = await begin(setup);
    await until(two.element, 'loading');
    one.element.cancel();
    for (let tasks = 0; tasks < 5; tasks++) await nextTask();
    expect(order).to.deep.equal(['mount 1']);
    gone.resolve(undefined);
    await until(two.element, 'active');
    expect(order).to.deep.equal(['mount 1', 'gone 1', 'mount 2']);
  });
});
