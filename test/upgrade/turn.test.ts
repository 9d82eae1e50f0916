import { expect } from '@open-wc/testing';
import { takeTurn } from '../../src/upgrade/turn.js';

let kinds = 0;
const newKind = () => `kind-${++kinds}`;

/** A turn of a test: has it come yet? */
class Turn {
  readonly #done = new AbortController();
  readonly come: Promise<void>;
  has = false;

  constructor(kind: string, take = takeTurn) {
    this.come = take(kind, this.#done.signal).then(() => void (this.has = true));
  }

  end(): void {
    this.#done.abort();
  }
}

/** Whatever is to happen by itself has happened. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('the turn to start an SDK', () => {
  it('comes at once where nobody else is starting', async () => {
    await new Turn(newKind()).come;
  });

  it('comes after the one before has ended, in the order of asking', async () => {
    const kind = newKind();
    const [first, second, third] = [new Turn(kind), new Turn(kind), new Turn(kind)];
    await first.come;
    await settled();
    expect([second.has, third.has]).to.deep.equal([false, false]);
    first.end();
    await second.come;
    await settled();
    expect(third.has).to.equal(false);
    second.end();
    await third.come;
  });

  it('does not come early where one that waited has given up', async () => {
    const kind = newKind();
    const [first, second, third] = [new Turn(kind), new Turn(kind), new Turn(kind)];
    second.end();
    await second.come;
    await settled();
    expect(third.has).to.equal(false);
    first.end();
    await third.come;
  });

  it('is over for one that is gone before it has asked', async () => {
    const kind = newKind();
    await takeTurn(kind, AbortSignal.abort());
    await new Turn(kind).come;
  });

  it('comes at once beside an SDK of another kind', async () => {
    await new Turn(newKind()).come;
    await new Turn(newKind()).come;
    await new Turn('__proto__').come;
  });

  it('waits for another copy of this module too', async () => {
    const url = '/src/upgrade/turn.ts?another-copy';
    const copy = (await import(url)) as { takeTurn: typeof takeTurn };
    expect(copy.takeTurn).not.to.equal(takeTurn);
    const kind = newKind();
    const first = new Turn(kind, copy.takeTurn);
    const second = new Turn(kind);
    await first.come;
    await settled();
    expect(second.has).to.equal(false);
    first.end();
    await second.come;
  });
});
