import { expect } from '@open-wc/testing';
import { watchOutside } from '../../src/providers/shared/outside.js';
import { fakeTime } from '../upgrade/support/fake-time.js';

describe('a frame outside of the element', () => {
  const time = fakeTime();
  const end = new AbortController();
  const added: Element[] = [];
  after(() => {
    end.abort();
    for (const element of added) element.remove();
  });

  const add = () => {
    const element = document.body.appendChild(document.createElement('aside'));
    added.push(element);
    return element;
  };

  /** A frame that is watched, and how often it was missed. */
  function watched() {
    let removals = 0;
    const frame = add();
    const onRemoved = () => (removals += 1);
    const report = () => undefined;
    watchOutside({ origin: 'https://acme.example', element: () => frame, onRemoved, report, signal: end.signal });
    return { frame, removals: () => removals };
  }

  it('is missed a second after it was removed, however shortly before the page has changed', async () => {
    const { frame, removals } = watched();
    add();
    await time.clock.tickAsync(900);
    frame.remove();
    await time.clock.tickAsync(999);
    expect(removals()).to.equal(0);
    await time.clock.tickAsync(1);
    expect(removals()).to.equal(1);
  });

  it('is not missed if it is back within a second', async () => {
    const { frame, removals } = watched();
    frame.remove();
    await time.clock.tickAsync(999);
    document.body.append(frame);
    await time.clock.tickAsync(5_000);
    expect(removals()).to.equal(0);
  });
});
