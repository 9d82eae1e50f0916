import { expect } from '@open-wc/testing';
import { frameOf, mountUpgrade, offer, record, until } from '../support/upgrade.js';
import { activeSumsub, say } from '../support/sumsub.js';

/** Of these, any may bring a review: today's two for one verdict, that of an action, and the legacy name. */
const names = [
  'onApplicantStatusChanged',
  'onApplicantVerificationCompleted',
  'onApplicantActionStatusChanged',
  'applicantStatus',
];

const review = (reviewStatus: unknown, reviewAnswer?: string, reviewRejectType?: string) => ({
  levelName: 'satoshi',
  reprocessing: false,
  autoChecked: false,
  creationDate: '2026-11-23',
  expireDate: '',
  reviewStatus,
  ...(reviewAnswer && { reviewResult: { reviewAnswer, ...(reviewRejectType && { reviewRejectType }) } }),
});

/** What a review comes down to, from `active`. */
const rows: readonly (readonly [payload: object, state: object, words: string])[] = [
  [review('init'), { status: 'active', step: 'init' }, 'init'],
  [review('awaitingUser'), { status: 'active', step: 'awaitingUser' }, 'awaitingUser'],
  [review('pending'), { status: 'pending' }, 'pending'],
  [review('prechecked'), { status: 'pending' }, 'prechecked'],
  [review('queued'), { status: 'pending' }, 'queued'],
  [review('onHold'), { status: 'pending' }, 'onHold'],
  [review('awaitingService'), { status: 'pending' }, 'awaitingService'],
  [review('awaitingService', 'GREEN'), { status: 'pending' }, 'awaitingService and GREEN'],
  [review('pending', 'GREEN'), { status: 'pending' }, 'pending and GREEN'],
  [review('onHold', 'RED', 'FINAL'), { status: 'pending' }, 'onHold and RED FINAL'],
  [review('init', 'GREEN'), { status: 'active', step: 'init' }, 'init and GREEN'],
  [review('completed', 'GREEN'), { status: 'approved', confirmedBy: 'provider' }, 'completed and GREEN'],
  [review('completed', 'RED', 'RETRY'), { status: 'active', step: 'retry' }, 'completed and RED RETRY'],
  [review('completed', 'RED', 'FINAL'), { status: 'rejected', final: true }, 'completed and RED FINAL'],
  [review('completed', 'RED'), { status: 'rejected', final: false }, 'completed and RED without a type'],
  [review('completed', 'YELLOW'), { status: 'pending' }, 'completed and an answer that nobody knows'],
  [review('completed'), { status: 'pending' }, 'completed without an answer'],
];

describe('Sumsub’s review', () => {
  for (const [payload, state, words] of rows) {
    it(`is ${JSON.stringify(state)} at ${words}`, async () => {
      const { element } = await activeSumsub();
      expect((await say(element, 'onApplicantStatusChanged', payload)).state).to.include({
        ...state,
        provider: 'sumsub',
        currentLevel: 'hero',
        nextLevel: 'satoshi',
      });
    });
  }

  for (const name of names) {
    it(`is heard as ${name}, paused and decided`, async () => {
      const { element } = await activeSumsub();
      expect((await say(element, name, review('pending', 'GREEN'))).state.status).to.equal('pending');
      expect((await say(element, name, review('init'))).state.status).to.equal('active');
      expect((await say(element, name, review('completed', 'GREEN'))).state.status).to.equal('approved');
    });
  }

  it('is no verdict where the status is not one', async () => {
    const { element } = await activeSumsub();
    const statuses = record(element);
    for (const payload of [
      {},
      review('GREEN', 'GREEN'),
      review(42, 'GREEN'),
      review('COMPLETED', 'GREEN'),
      review(['completed'], 'GREEN'),
      { reviewResult: { reviewAnswer: 'GREEN' } },
    ]) {
      await say(element, 'onApplicantStatusChanged', payload);
      expect(statuses, JSON.stringify(payload)).to.deep.equal([]);
    }
  });

  it('approves nobody for a result that is none', async () => {
    const { element } = await activeSumsub();
    for (const reviewResult of [null, 'GREEN', [], ['GREEN'], { reviewAnswer: ['GREEN'] }, { answer: 'GREEN' }]) {
      const { state } = await say(element, 'onApplicantStatusChanged', { reviewStatus: 'completed', reviewResult });
      expect(state.status, JSON.stringify(reviewResult)).to.equal('pending');
    }
  });

  it('keeps the frame for another try, and takes it away after a final no', async () => {
    const { element } = await activeSumsub();
    await say(element, 'onApplicantSubmitted');
    const frame = frameOf(element);
    await say(element, 'onApplicantStatusChanged', review('completed', 'RED', 'RETRY'));
    expect(element.state.status).to.equal('active');
    expect(frameOf(element)).to.equal(frame);
    await say(element, 'onApplicantResubmitted');
    await say(element, 'onApplicantStatusChanged', review('completed', 'RED', 'FINAL'));
    expect(element.state.status).to.equal('rejected');
    expect(frameOf(element)).to.equal(null);
  });

  it('takes a paused review back to work, and on to its end', async () => {
    const { element } = await activeSumsub();
    const statuses = record(element);
    await say(element, 'onApplicantStatusChanged', review('pending'));
    await say(element, 'onApplicantStatusChanged', review('awaitingUser'));
    await say(element, 'onApplicantStatusChanged', review('queued'));
    await say(element, 'onApplicantStatusChanged', review('completed', 'GREEN'));
    expect(statuses).to.deep.equal(['pending', 'active', 'pending', 'approved']);
  });

  it('says one verdict once, though two messages bring it', async () => {
    const { element } = await mountUpgrade({ replies: [offer('auto')] });
    const statuses = record(element);
    await until(element, 'approved');
    await new Promise((resolve) => setTimeout(resolve));
    expect(statuses.filter((status) => status === 'approved')).to.have.length(1);
  });

  it('follows an applicant who comes back and was decided long ago', async () => {
    const { element } = await mountUpgrade({ replies: [offer('already-approved')], attributes: { launch: 'manual' } });
    const statuses = record(element);
    element.start();
    await until(element, 'approved');
    expect(statuses).to.deep.equal(['requesting', 'loading', 'active', 'approved']);
  });

  it('goes through another photo to the approval', async () => {
    const { element } = await mountUpgrade({ replies: [offer('auto.retry')], attributes: { launch: 'manual' } });
    const statuses = record(element);
    element.start();
    await until(element, 'approved');
    const turns = statuses.filter((status, index) => status !== statuses[index - 1]);
    expect(turns).to.deep.equal(['requesting', 'loading', 'active', 'pending', 'active', 'pending', 'approved']);
  });
});
