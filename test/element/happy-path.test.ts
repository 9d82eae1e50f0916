import { expect } from '@open-wc/testing';
import { frameOf, mountUpgrade, offer, play, record, until } from '../support/upgrade.js';

describe('the happy path', () => {
  it('goes from the POST through the real SDK to an approval', async () => {
    const { element, run } = await mountUpgrade({ replies: [offer('quiet')], attributes: { launch: 'manual' } });
    const statuses = record(element);
    element.start();
    await until(element, 'active');
    play(element, 'idCheck.onApplicantSubmitted');
    await until(element, 'pending');
    play(element, 'idCheck.onApplicantVerificationCompleted', {
      reviewStatus: 'completed',
      reviewResult: { reviewAnswer: 'GREEN' },
    });
    const state = await until(element, 'approved');
    expect(state).to.deep.equal({
      status: 'approved',
      confirmedBy: 'provider',
      provider: 'sumsub',
      currentLevel: 'hero',
      nextLevel: 'satoshi',
    });
    expect(statuses).to.deep.equal(['requesting', 'loading', 'active', 'pending', 'approved']);
    expect(frameOf(element)).to.equal(null);
    expect((await run.requests()).map(({ method }) => method)).to.deep.equal(['POST']);
  });
});
