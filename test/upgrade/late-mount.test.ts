import { expect } from '@open-wc/testing';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import { offerOf, until } from '../support/upgrade.js';
import { begin, recordConsole } from './support/begin.js';
import { deferred } from './support/deferred.js';

describe('an SDK that is there only after its attempt has ended', () => {
  const said = recordConsole();

  for (const [manner, unmount] of [
    [
      'throws',
      () => {
        throw new Error('No way to end secret-token');
      },
    ],
    ['rejects', () => Promise.reject(new Error('No way to end secret-token'))],
  ] as const) {
    it(`is unmounted, and what its unmount() ${manner} is nobody’s trouble`, async () => {
      const uncaught: unknown[] = [];
      const hear = (event: PromiseRejectionEvent) => (event.preventDefault(), uncaught.push(event.reason));
      addEventListener('unhandledrejection', hear);
      const arrival = deferred<unknown>();
      let unmounts = 0;
      const leave = () => (unmounts++, unmount());
      const fake = new FakeProvider({ onMount: async () => (await arrival.promise, { unmount: leave }) });
      const { element } = await begin({ replies: [offerOf('acme')], properties: { providers: { acme: fake.load } } });
      await fake.mounted();
      element.cancel();
      await until(element, 'cancelled');
      arrival.resolve(undefined);
      // Rejections that nobody has handled are told of in a later task.
      await new Promise((resolve) => setTimeout(resolve, 50));
      removeEventListener('unhandledrejection', hear);
      expect([unmounts, uncaught, element.state.status]).to.deep.equal([1, [], 'cancelled']);
      expect(said.text).to.include('did not unmount cleanly').and.not.include('secret-token');
    });
  }
});
