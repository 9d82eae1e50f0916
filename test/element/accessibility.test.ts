import { expect } from '@open-wc/testing';
import { UpgradeError } from '../../src/index.js';
import { FakeProvider, offerOf } from '../support/fake-provider.js';
import type { UpgradeSetup } from '../support/upgrade.js';
import { frameOf, mountUpgrade, offer, part, refusal, until } from '../support/upgrade.js';
import { firstView } from '../support/view.js';

const levels = { currentLevel: 'hero', nextLevel: 'satoshi' };
const answer = (status: string): UpgradeSetup => ({ replies: [{ body: { ...levels, upgrade: { status } } }] });
const failure = (code: string): UpgradeSetup => ({
  properties: { request: () => Promise.reject(new UpgradeError(code, { message: 'A message.', solution: 'Advice.' })) },
});

const links = { 'support-url': '/help', 'sign-in-url': '/sign-in' };

const views: Readonly<Record<string, readonly [status: string, UpgradeSetup]>> = {
  start: ['idle', { attributes: { launch: 'manual' } }],
  loading: ['requesting', { replies: [{ hang: true }] }],
  pending: ['pending', answer('pending')],
  approved: ['approved', answer('approved')],
  rejected: ['rejected', answer('rejected')],
  unavailable: ['unavailable', { replies: [{ body: { nextLevel: null } }] }],
  'a failed sign-in': ['failed', { replies: [refusal(400, 'ER700')] }],
  'an account in question': ['failed', { replies: [refusal(400, 'ER709')] }],
  'a faulty configuration': ['failed', { replies: [refusal(400, 'ER801')] }],
  'a wait': ['failed', { replies: [refusal(429, 'ER920')] }],
  'a wait that is over': ['failed', { replies: [{ ...refusal(429, 'ER920'), headers: { 'retry-after': '0' } }] }],
  'a fault of the server': ['failed', { replies: [{ status: 500 }] }],
  'a lost network': ['failed', failure('network')],
  'a dead provider': ['failed', failure('provider-timeout')],
};

for (const theme of ['light', 'dark']) {
  describe(`accessibility, ${theme}`, () => {
    for (const [name, [status, setup]] of Object.entries(views)) {
      it(`of ${name}`, async () => {
        const attributes = { ...links, ...setup.attributes, theme };
        const { element } = await mountUpgrade({ ...setup, attributes });
        await until(element, status as 'failed');
        await firstView(element);
        part(element, 'details')?.setAttribute('open', '');
        await expect(element).to.be.accessible();
      });
    }

    it('of the SDK in use', async () => {
      const { element } = await mountUpgrade({ replies: [offer()], attributes: { theme } });
      await until(element, 'active');
      await element.updateComplete;
      await expect(element).to.be.accessible();
      expect(frameOf(element)?.title).to.equal('Identity verification');
    });

    it('of steps, a cancelled and a finally rejected upgrade', async () => {
      const fake = new FakeProvider();
      const { element } = await mountUpgrade({
        replies: [offerOf('acme')],
        properties: { providers: { acme: fake.load } },
        attributes: { ...links, theme },
      });
      (await fake.stay()).report({ type: 'step', step: 'selfie', progress: { current: 1, total: 3 } });
      await element.updateComplete;
      await expect(element).to.be.accessible();
      element.cancel();
      await until(element, 'cancelled');
      await expect(element).to.be.accessible();
      element.start();
      (await fake.stay(2)).report({ type: 'rejected', final: true });
      await until(element, 'rejected');
      await expect(element).to.be.accessible();
    });
  });
}

describe('accessibility', () => {
  it('has buttons that a finger can hit', async () => {
    const { element } = await mountUpgrade({ replies: [refusal(500, 'ER999')], attributes: links });
    await until(element, 'failed');
    await firstView(element);
    const targets = element.shadowRoot?.querySelectorAll('button, a, summary') ?? [];
    expect(targets).to.have.length(2);
    for (const target of targets) expect(target.getBoundingClientRect().height).to.be.at.least(44);
  });

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
