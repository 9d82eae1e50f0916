import { expect } from '@open-wc/testing';
import { frameOf, mountUpgrade, until } from '../support/upgrade.js';

describe('accessibility', () => {
  it('gives a vendor’s frame a title in our words, also after a change of words', async () => {
    const { element } = await mountUpgrade({ properties: { messages: { 'active.heading': 'Your identity' } } });
    await until(element, 'active');
    await element.updateComplete;
    expect(frameOf(element)?.title).to.equal('Your identity');
    element.messages = {};
    await element.updateComplete;
    expect(frameOf(element)?.title).to.equal('Identity verification');
  });
});
