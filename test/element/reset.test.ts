import { expect, nextFrame } from '@open-wc/testing';
import { mountUpgrade, until } from '../support/upgrade.js';

const replies = [{ status: 500 }];

describe('reset()', () => {
  for (const isRendered of [true, false]) {
    it(`does not relaunch where the page has asked for another launch ${isRendered ? 'before' : 'just before'}`, async () => {
      const { element, run } = await mountUpgrade({ replies, attributes: { launch: 'manual' } });
      element.start();
      await until(element, 'failed');
      element.launch = 'auto';
      if (isRendered) await element.updateComplete;
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
