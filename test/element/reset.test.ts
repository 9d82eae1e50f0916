import { expect, nextFrame } from '@open-wc/testing';
import { mountUpgrade, until } from '../support/upgrade.js';

const replies = [{ status: 500 }];

describe('reset()', () => {
  for (const [when, doneFirst] of [
    ['long before', async (element: Element) => void (await (element as HTMLElement & { updateComplete: unknown }).updateComplete)],
    ['just before', () => undefined],
  ] as const) {
    it(`does not relaunch where the page has asked for another launch ${when}`, async () => {
      const { element, run } = await mountUpgrade({ replies, attributes: { launch: 'manual' } });
      element.start();
      await until(element, 'failed');
      element.launch = 'auto';
      await doneFirst(element);
      element.reset();
      await element.updateComplete;
      await nextFrame();
      expect(element.state.status).to.equal('idle');
      expect(await run.requests()).to.have.length(1);
    });
  }

  it('leaves it to the page to ask for another launch afterwards', async () => {
    const { element, run } = await mountUpgrade({ replies, attributes: { launch: 'manual' } });
    element.start();
    await until(element, 'failed');
    element.reset();
    element.launch = 'auto';
    await until(element, 'failed');
    expect(await run.requests()).to.have.length(2);
  });
});
