import { expect } from '@open-wc/testing';
import type { VerificationUpgradeElement } from '../../src/index.js';
import type { FakeMount } from '../../src/testing/fake-provider.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import { offerOf, until } from '../support/upgrade.js';
import { begin, recordConsole } from './support/begin.js';
import { nextTask } from './support/deferred.js';

const setup = (fake: FakeProvider) => ({
  replies: [offerOf('acme')],
  properties: { providers: { acme: fake.load } },
});

/** Taken out and put back within a task. */
function move(element: Element, how: 'remove' | 'append'): void {
  const parent = element.parentElement;
  if (how === 'remove') element.remove();
  parent?.append(element);
}

describe('an SDK of which there can be one on the page', () => {
  recordConsole();
  let names = 0;

  /** Two elements: the SDK of the first one is on screen, the second one waits for its turn. */
  async function queue() {
    const provider = `single-${++names}`;
    const fakes = [new FakeProvider(), new FakeProvider()] as const;
    const elements: VerificationUpgradeElement[] = [];
    for (const fake of fakes) {
      Object.assign(fake, { singleton: true });
      const { element } = await begin({
        replies: [offerOf(provider)],
        properties: { providers: { [provider]: fake.load } },
      });
      elements.push(element);
      await until(element, elements.length === 1 ? 'active' : 'loading');
    }
    const [first, second] = elements;
    if (!first || !second) throw new Error('Two were wanted.');
    return { first, second, fakes };
  }

  const remounts: Readonly<Record<string, (element: VerificationUpgradeElement, sdk: FakeMount) => unknown>> = {
    'the element is moved': (element) => move(element, 'append'),
    'the page removes its container': (_, sdk) => sdk.context.container.remove(),
  };
  for (const [what, remount] of Object.entries(remounts)) {
    it(`keeps its turn if ${what}`, async () => {
      const { first, second, fakes } = await queue();
      const [own, other] = fakes;
      remount(first, await own.mounted());
      await own.mounted(2);
      expect(other.mounts).to.have.length(0);
      expect(first.state.status).to.equal('active');
      first.cancel();
      await until(second, 'active');
      expect(own.mounts.map(({ unmounts }) => unmounts)).to.deep.equal([1, 1]);
    });
  }

  it('is never mounted if its upgrade ends while it waits', async () => {
    const { first, second, fakes } = await queue();
    second.cancel();
    first.cancel();
    await nextTask();
    expect(fakes[1].mounts).to.have.length(0);
    expect(second.querySelector('[slot=provider]')).to.equal(null);
  });

  it('gets its turn once, though its element was moved while it waited', async () => {
    const { first, second, fakes } = await queue();
    move(second, 'remove');
    move(second, 'append');
    await Promise.resolve();
    expect(fakes[1].mounts).to.have.length(0);
    first.cancel();
    await until(second, 'active');
    expect(fakes[1].mounts).to.have.length(1);
  });
});

describe('a frame that loads as soon as it is inserted', () => {
  recordConsole();

  for (const how of ['remove', 'append'] as const) {
    it(`may be moved any number of times (${how})`, async () => {
      const fake = new FakeProvider({
        onMount: (mount) => {
          const frame = document.createElement('iframe');
          frame.src = 'about:blank?sdk';
          mount.context.container.append(frame);
          mount.report({ type: 'ready' });
          return mount;
        },
      });
      const { element } = await begin(setup(fake));
      await until(element, 'active');
      for (let moves = 1; moves <= 10; moves++) {
        move(element, how);
        await fake.mounted(moves + 1);
        await nextTask();
      }
      expect(element.state.status).to.equal('active');
      expect(fake.mounts).to.have.length(11);
    });
  }
});
