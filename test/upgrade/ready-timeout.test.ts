import { expect } from '@open-wc/testing';
import type { WatchVisibility } from '../../src/upgrade/host.js';
import { startReadyTimeout } from '../../src/upgrade/monitors.js';
import { fakeTime } from './support/fake-time.js';

describe('the ready timeout', () => {
  const time = fakeTime();

  /** A timeout of a second; `see` says whether the user can see the element. */
  function start(isVisible = true) {
    const end = new AbortController();
    const see: (visible: boolean) => void = () => undefined;
    const timeout = { calls: 0, see, end: () => end.abort() };
    const watchVisibility: WatchVisibility = (_signal, seen) => {
      timeout.see = seen;
      seen(isVisible);
    };
    startReadyTimeout(1000, watchVisibility, end.signal, () => timeout.calls++);
    return timeout;
  }

  it('fires once the time has passed in view', () => {
    const timeout = start();
    time.clock.tick(999);
    expect(timeout.calls).to.equal(0);
    time.clock.tick(1);
    expect(timeout.calls).to.equal(1);
    time.clock.tick(60_000);
    expect(timeout.calls).to.equal(1);
  });

  it('does not fire out of view', () => {
    const timeout = start(false);
    time.clock.tick(3_600_000);
    expect(timeout.calls).to.equal(0);
    timeout.see(true);
    time.clock.tick(1000);
    expect(timeout.calls).to.equal(1);
  });

  it('counts only the time in view, however often that changes', () => {
    const timeout = start();
    for (let round = 0; round < 9; round++) {
      time.clock.tick(100);
      timeout.see(false);
      time.clock.tick(5_000);
      timeout.see(true);
    }
    time.clock.tick(99);
    expect(timeout.calls).to.equal(0);
    time.clock.tick(1);
    expect(timeout.calls).to.equal(1);
  });

  it('does not start anew if it is told twice that the element is in view', () => {
    const timeout = start();
    time.clock.tick(600);
    timeout.see(true);
    time.clock.tick(400);
    expect(timeout.calls).to.equal(1);
  });

  it('does not fire after the abort, in view or not', () => {
    const timeout = start();
    time.clock.tick(500);
    timeout.end();
    timeout.see(false);
    timeout.see(true);
    time.clock.tick(3_600_000);
    expect(timeout.calls).to.equal(0);
    expect(time.clock.countTimers()).to.equal(0);
  });
});
