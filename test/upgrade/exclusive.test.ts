import { expect } from '@open-wc/testing';
import { acquireExclusive } from '../../src/upgrade/exclusive.js';
import { nextTask } from './support/deferred.js';

let names = 0;
const newName = () => `name-${++names}`;

/** A lock that a test has asked for: is it held yet? */
class Lock {
  readonly #release = new AbortController();
  readonly held: Promise<void>;
  isHeld = false;

  constructor(name: string, take = acquireExclusive) {
    this.held = take(name, this.#release.signal, () => undefined).then(() => void (this.isHeld = true));
  }

  release(): void {
    this.#release.abort();
  }
}

/** Whatever is to happen by itself has happened. */

describe('the lock for an SDK', () => {
  it('is held at once if no other SDK is starting', async () => {
    await new Lock(newName()).held;
  });

  it('is held after the previous one is released, in the order of asking', async () => {
    const name = newName();
    const [first, second, third] = [new Lock(name), new Lock(name), new Lock(name)];
    await first.held;
    await nextTask();
    expect([second.isHeld, third.isHeld]).to.deep.equal([false, false]);
    first.release();
    await second.held;
    await nextTask();
    expect(third.isHeld).to.equal(false);
    second.release();
    await third.held;
  });

  it('is not held early if a waiting one gives up', async () => {
    const name = newName();
    const [first, second, third] = [new Lock(name), new Lock(name), new Lock(name)];
    second.release();
    await second.held;
    await nextTask();
    expect(third.isHeld).to.equal(false);
    first.release();
    await third.held;
  });

  it('is released at once if the signal is aborted already', async () => {
    const name = newName();
    await acquireExclusive(name, AbortSignal.abort(), () => undefined);
    await new Lock(name).held;
  });

  it('is held at once beside an SDK of another name', async () => {
    await new Lock(newName()).held;
    await new Lock(newName()).held;
    await new Lock('__proto__').held;
  });

  it('is kept until the promise that is read after the release resolves', async () => {
    const name = newName();
    const release = new AbortController();
    let resolve: () => void = () => undefined;
    await acquireExclusive(name, release.signal, () => new Promise<void>((done) => (resolve = done)));
    const second = new Lock(name);
    release.abort();
    await nextTask();
    expect(second.isHeld).to.equal(false);
    resolve();
    await second.held;
  });

  it('waits for another copy of this module, too', async () => {
    const url = '/src/upgrade/exclusive.ts?another-copy';
    const copy = (await import(url)) as { acquireExclusive: typeof acquireExclusive };
    expect(copy.acquireExclusive).not.to.equal(acquireExclusive);
    const name = newName();
    const first = new Lock(name, copy.acquireExclusive);
    const second = new Lock(name);
    await first.held;
    await nextTask();
    expect(second.isHeld).to.equal(false);
    first.release();
    await second.held;
  });
});
