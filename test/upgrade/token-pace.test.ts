import { expect } from '@open-wc/testing';
import { paceRefreshes } from '../../src/upgrade/token-refresh.js';
import { fakeTime } from './support/fake-time.js';

describe('the pace of token refreshes', () => {
  const time = fakeTime();

  /** Seconds that a refresh asked for now has to wait; the code of the error where it is refused. */
  async function waitOf(pace: () => Promise<void>): Promise<unknown> {
    const asked = Date.now();
    const waited = pace().then(
      () => (Date.now() - asked) / 1000,
      (error: unknown) => (error as { code: unknown }).code,
    );
    await time.clock.tickAsync(10_000);
    return waited;
  }

  it('lets the first one go at once, and slows the next ones down', async () => {
    const pace = paceRefreshes(new AbortController().signal);
    expect(await waitOf(pace)).to.equal(0);
    expect(await waitOf(pace)).to.equal(1);
    expect(await waitOf(pace)).to.equal(2);
  });

  it('refuses the fourth in a row, and the fifth', async () => {
    const pace = paceRefreshes(new AbortController().signal);
    for (let count = 0; count < 3; count++) await waitOf(pace);
    expect(await waitOf(pace)).to.equal('token-refresh-failed');
    expect(await waitOf(pace)).to.equal('token-refresh-failed');
  });

  it('starts counting anew after a minute of peace', async () => {
    const pace = paceRefreshes(new AbortController().signal);
    for (let count = 0; count < 3; count++) await waitOf(pace);
    await time.clock.tickAsync(60_000);
    expect(await waitOf(pace)).to.equal(0);
  });

  it('lets a token that is renewed every few minutes live for ever', async () => {
    const pace = paceRefreshes(new AbortController().signal);
    for (let count = 0; count < 50; count++) {
      expect(await waitOf(pace)).to.equal(0);
      await time.clock.tickAsync(300_000);
    }
  });

  it('counts each attempt for itself', async () => {
    const { signal } = new AbortController();
    const pace = paceRefreshes(signal);
    await waitOf(pace);
    expect(await waitOf(paceRefreshes(signal))).to.equal(0);
  });

  it('waits no longer once the attempt has ended, and leaves no timer', async () => {
    const attempt = new AbortController();
    const pace = paceRefreshes(attempt.signal);
    await waitOf(pace);
    const second = pace().then(
      () => 'went on',
      () => 'ended',
    );
    attempt.abort();
    expect(await second).to.equal('ended');
    expect(time.clock.countTimers()).to.equal(0);
  });
});
