import { expect } from '@open-wc/testing';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import type { UpgradeSetup } from '../support/upgrade.js';
import { frameOf, mountUpgrade, offer, offerOf, play, until } from '../support/upgrade.js';

const completed = (reviewAnswer: string, reviewRejectType?: string) => ({
  reviewStatus: 'completed',
  reviewResult: { reviewAnswer, reviewRejectType },
});

const acme = (fake: FakeProvider): UpgradeSetup => ({
  replies: [offerOf('acme')],
  properties: { providers: { acme: fake.load } },
});

describe('Sumsub’s frame', () => {
  it('is gone once the upgrade has failed', async () => {
    const { element } = await mountUpgrade();
    await until(element, 'active');
    play(element, 'idCheck.onError', { code: 'internal-error' });
    await until(element, 'failed');
    expect(frameOf(element)).to.equal(null);
    expect(element.children).to.have.length(0);
  });

  it('is gone once the upgrade is approved, which is certain when nothing more follows for a while', async () => {
    const { element } = await mountUpgrade();
    await until(element, 'active');
    play(element, 'idCheck.onApplicantSubmitted');
    await until(element, 'pending');
    play(element, 'idCheck.onApplicantStatusChanged', completed('GREEN'));
    await until(element, 'approved');
    expect(element.children).to.have.length(0);
  });

  it('stays once the upgrade is rejected: it shows the reason', async () => {
    const { element } = await mountUpgrade();
    await until(element, 'active');
    const frame = frameOf(element);
    play(element, 'idCheck.onApplicantSubmitted');
    await until(element, 'pending');
    play(element, 'idCheck.onApplicantStatusChanged', completed('RED', 'FINAL'));
    await until(element, 'rejected');
    expect(frameOf(element)).to.equal(frame);
    expect(frame?.isConnected).to.equal(true);
  });

  it('stays while a decision is awaited, and while the user tries again in it', async () => {
    const { element } = await mountUpgrade({ replies: [offer()] });
    await until(element, 'active');
    const frame = frameOf(element);
    play(element, 'idCheck.onApplicantSubmitted');
    await until(element, 'pending');
    expect(frameOf(element)).to.equal(frame);
    play(element, 'idCheck.onApplicantStatusChanged', completed('RED', 'RETRY'));
    await until(element, 'active');
    expect(frameOf(element)).to.equal(frame);
    expect(frame?.isConnected).to.equal(true);
  });
});

describe('an SDK', () => {
  it('reports nothing into the next attempt', async () => {
    const fake = new FakeProvider();
    const { element } = await mountUpgrade(acme(fake));
    const first = await fake.mounted();
    element.cancel();
    element.start();
    await fake.mounted(2);
    await until(element, 'active');
    first.report({ type: 'approved' });
    expect(element.state.status).to.equal('active');
  });
});
