import { expect } from '@open-wc/testing';
import { takeTurn } from '../../src/upgrade/turn.js';

let kinds = 0;
const newKind = () => `kind-${++kinds}`;

/** A turn of a test: has it come? Ends with `end()`. */
function queue(kind: string, take = takeTurn) {
  const done = new AbortController();
  const turn = { has: false, end: () => done.abort(), come: take(kind, done.signal).then(() => (turn.has = true)) };
  return turn;
}

/** Whatever is to happen by itself has happened. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('the turn to start an SDK', () => {
  it('comes at once where nobody else is starting', async () => {
    await queue(newKind()).come;
  });

  it('comes after the one before has ended, in the order of asking', async () => {
    const kind = newKind();
    const [first, second, third] = [queue(kind), queue(kind), queue(kind)];
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
    const [first, second, third] = [queue(kind), queue(kind), queue(kind)];
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
    await queue(kind).come;
  });

  it('comes at once beside an SDK of another kind', async () => {
    await queue(newKind()).come;
    await queue(newKind()).come;
    await queue('__proto__').come;
  });

  it('waits for another copy of this module too', async () => {
    const url = '/src/upgrade/turn.ts?another-copy';
    const copy = (await import(url)) as { takeTurn: typeof takeTurn };
    expect(copy.takeTurn).not.to.equal(takeTurn);
    const kind = newKind();
    const first = queue(kind, copy.takeTurn);
    const second = queue(kind);
    await first.come;
    await settled();
    expect(second.has).to.equal(false);
    first.end();
    await second.come;
  });
});
