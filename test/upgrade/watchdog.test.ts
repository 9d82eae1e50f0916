import { expect } from '@open-wc/testing';
import type { WatchVisibility } from '../../src/upgrade/host.js';
import { watchdog } from '../../src/upgrade/watchdog.js';
import { fakeTime } from './support/fake-time.js';

describe('the watchdog', () => {
  const time = fakeTime();

  /** A dog that waits for a second; `see` says whether a person can see the element. */
  function letOut(isVisible = true) {
    const end = new AbortController();
    const see: (visible: boolean) => void = () => undefined;
    const dog = { bites: 0, see, end: () => end.abort() };
    const watchVisibility: WatchVisibility = (_signal, seen) => {
      dog.see = seen;
      seen(isVisible);
    };
    watchdog(1000, watchVisibility, end.signal, () => dog.bites++);
    return dog;
  }

  it('bites once the time has passed in front of somebody’s eyes', () => {
    const dog = letOut();
    time.clock.tick(999);
    expect(dog.bites).to.equal(0);
    time.clock.tick(1);
    expect(dog.bites).to.equal(1);
    time.clock.tick(60_000);
    expect(dog.bites).to.equal(1);
  });

  it('does not bite while nobody looks', () => {
    const dog = letOut(false);
    time.clock.tick(3_600_000);
    expect(dog.bites).to.equal(0);
    dog.see(true);
    time.clock.tick(1000);
    expect(dog.bites).to.equal(1);
  });

  it('counts only the time that the element was seen, however often that changes', () => {
    const dog = letOut();
    for (let round = 0; round < 9; round++) {
      time.clock.tick(100);
      dog.see(false);
      time.clock.tick(5_000);
      dog.see(true);
    }
    time.clock.tick(99);
    expect(dog.bites).to.equal(0);
    time.clock.tick(1);
    expect(dog.bites).to.equal(1);
  });

  it('does not start anew where it is told twice that the element is seen', () => {
    const dog = letOut();
    time.clock.tick(600);
    dog.see(true);
    time.clock.tick(400);
    expect(dog.bites).to.equal(1);
  });

  it('stays quiet once it is called off, seen or not', () => {
    const dog = letOut();
    time.clock.tick(500);
    dog.end();
    dog.see(false);
    dog.see(true);
    time.clock.tick(3_600_000);
    expect(dog.bites).to.equal(0);
    expect(time.clock.countTimers()).to.equal(0);
  });
});
