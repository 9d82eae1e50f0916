import { expect } from '@open-wc/testing';
import { createRenewal } from '../../src/providers/shared/renew.js';
import { deferred, nextTask } from '../upgrade/support/deferred.js';

describe('an SDK whose session has expired', () => {
  it('is not started again for a user who has left while a fresh payload came', async () => {
    const end = new AbortController();
    const fresh = deferred<{ accessToken: string }>();
    let starts = 0;
    const context = { refresh: () => fresh.promise, report: () => undefined, signal: end.signal };
    createRenewal(context, () => (starts += 1))();
    end.abort();
    fresh.resolve({ accessToken: 'fresh-token' });
    await nextTask();
    expect(starts).to.equal(0);
  });
});
