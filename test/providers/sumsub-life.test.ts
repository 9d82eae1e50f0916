import { expect } from '@open-wc/testing';
import type { VerificationUpgradeElement } from '../../src/index.js';
import { frameOf, mountUpgrade, next, offer, part, play, record, until } from '../support/upgrade.js';
import { activeSumsub, framesIn } from '../support/sumsub.js';

/** Listeners for `message` that are put on the window and not taken off, while `act` runs. */
async function leftBehind(act: () => Promise<void>): Promise<number> {
  const kept = new Map<unknown, AbortSignal | undefined>();
  const add = window.addEventListener.bind(window);
  const remove = window.removeEventListener.bind(window);
  window.addEventListener = (type: string, listener: unknown, options?: AddEventListenerOptions | boolean) => {
    if (type === 'message') kept.set(listener, typeof options === 'object' ? options.signal : undefined);
    add(type, listener as EventListener, options);
  };
  window.removeEventListener = (type: string, listener: unknown, options?: EventListenerOptions | boolean) => {
    if (type === 'message') kept.delete(listener);
    remove(type, listener as EventListener, options);
  };
  try {
    await act();
    expect(kept.size, 'listeners that were ever there').to.be.above(0);
    return [...kept.values()].filter((signal) => !signal?.aborted).length;
  } finally {
    // Those of the prototype are back.
    Reflect.deleteProperty(window, 'addEventListener');
    Reflect.deleteProperty(window, 'removeEventListener');
  }
}

const ends: readonly (readonly [words: string, end: (element: VerificationUpgradeElement) => void])[] = [
  ['cancel()', (element) => element.cancel()],
  ['reset()', (element) => element.reset()],
  ['taking the element off the page', (element) => element.remove()],
  ['an error', (element) => play(element, 'idCheck.onError', { code: 'internal-error' })],
];

describe('the life of Sumsub’s frame', () => {
  for (const [words, end] of ends) {
    it(`leaves nothing behind after ${words}`, async () => {
      const left = await leftBehind(async () => {
        const { element } = await activeSumsub();
        const gone = new Promise<void>((resolve) => {
          new MutationObserver(() => {
            if (!element.querySelector('[slot=provider]')) resolve();
          }).observe(element, { childList: true, subtree: true });
        });
        end(element);
        await gone;
        expect(frameOf(element)).to.equal(null);
      });
      expect(left).to.equal(0);
    });
  }

  it('starts one after another where there are several on a page', async () => {
    const frames = framesIn(document.body);
    const mounted = await Promise.all(
      [1, 2, 3].map(() => mountUpgrade({ replies: [offer('quiet')], attributes: { launch: 'manual' } })),
    );
    const elements = mounted.map(({ element }) => element);
    const atActive = elements.map(async (element) => {
      await next(element, 'upgrade-active');
      return frames.seen.length;
    });
    for (const element of elements) element.start();
    // No frame is there before the one ahead of it is ready.
    expect((await Promise.all(atActive)).toSorted()).to.deep.equal([1, 2, 3]);
    frames.stop();
    for (const element of elements) expect(frameOf(element)).to.not.equal(null);
  });

  it('does not wait without end behind one that is dead', async () => {
    const dead = await mountUpgrade({ replies: [offer('dead')], attributes: { 'ready-timeout': '400' } });
    await until(dead.element, 'loading');
    const alive = await mountUpgrade({ replies: [offer('quiet')] });
    expect((await until(dead.element, 'failed')).error.code).to.equal('provider-timeout');
    await until(alive.element, 'active');
  });

  for (const play of ['dead', 'stuck']) {
    it(`ends in time where the frame is ${play}, with a retry that works`, async () => {
      const { element, run } = await mountUpgrade({
        replies: [offer(play), offer('quiet')],
        attributes: { 'ready-timeout': '400' },
      });
      const frames = framesIn(element);
      const { error } = await until(element, 'failed');
      expect(error).to.include({ code: 'provider-timeout', kind: 'provider' });
      expect(frameOf(element)).to.equal(null);
      const button = part(element, 'button');
      expect(button?.textContent.trim()).to.equal('Try again');
      element.readyTimeout = 20_000;
      button?.click();
      await until(element, 'active');
      frames.stop();
      expect(element.querySelectorAll('iframe')).to.have.length(1);
      expect(frameOf(element)).to.equal(frames.seen.at(-1));
      expect(await run.requests()).to.have.length(2);
    });
  }

  it('gives a slow frame its time', async function () {
    this.timeout(10_000);
    const { element } = await mountUpgrade({ replies: [offer('slow.quiet')], attributes: { launch: 'manual' } });
    const statuses = record(element);
    element.start();
    await until(element, 'active');
    expect(statuses).to.deep.equal(['requesting', 'loading', 'active']);
  });
});
