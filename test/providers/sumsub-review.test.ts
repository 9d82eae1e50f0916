import { expect } from '@open-wc/testing';
import type { ProviderEvent } from '../../src/index.js';
import { readMessage } from '../../src/providers/sumsub/messages.js';
import { frameOf, mountUpgrade, offer, record, until } from '../support/upgrade.js';
import { activeSumsub, message, say } from '../support/sumsub.js';

/** Any of these can carry a review: the two current ones for one verdict, that of an action, and the legacy name. */
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

const asFound: ProviderEvent = { type: 'submitted', asFound: true };
const undecided: ProviderEvent = { type: 'submitted', undecided: true };

const rows: readonly (readonly [payload: object, event: ProviderEvent, words: string])[] = [
  [review('init'), { type: 'step', step: 'init' }, 'init'],
  [review('awaitingUser'), { type: 'step', step: 'awaitingUser' }, 'awaitingUser'],
  [review('pending'), undecided, 'pending'],
  [review('prechecked'), undecided, 'prechecked'],
  [review('queued'), undecided, 'queued'],
  [review('onHold'), undecided, 'onHold'],
  [review('awaitingService'), undecided, 'awaitingService'],
  [review('awaitingService', 'GREEN'), undecided, 'awaitingService and GREEN'],
  [review('pending', 'GREEN'), undecided, 'pending and GREEN'],
  [review('onHold', 'RED', 'FINAL'), undecided, 'onHold and RED FINAL'],
  [review('init', 'GREEN'), { type: 'step', step: 'init' }, 'init and GREEN'],
  [review('completed', 'GREEN'), { type: 'approved' }, 'completed and GREEN'],
  [review('completed', 'RED', 'RETRY'), { type: 'step', step: 'retry' }, 'completed and RED RETRY'],
  [review('completed', 'RED', 'FINAL'), { type: 'rejected', final: true }, 'completed and RED FINAL'],
  [review('completed', 'RED'), { type: 'rejected', final: false }, 'completed and RED without a type'],
  [review('completed', 'YELLOW'), asFound, 'completed and an unknown answer'],
  [review('completed'), asFound, 'completed without an answer'],
];

describe('Sumsub’s review', () => {
  for (const [payload, event, words] of rows) {
    it(`is ${JSON.stringify(event)} at ${words}, under any of its names`, () => {
      for (const name of names) expect(readMessage(`idCheck.${name}`, payload as never), name).to.deep.equal(event);
    });
  }

  it('is no verdict if the status is not one', () => {
    for (const payload of [
      {},
      review('GREEN', 'GREEN'),
      review(42, 'GREEN'),
      review('COMPLETED', 'GREEN'),
      review(['completed'], 'GREEN'),
      { reviewResult: { reviewAnswer: 'GREEN' } },
    ]) {
      expect(readMessage('idCheck.onApplicantStatusChanged', payload), JSON.stringify(payload)).to.equal(undefined);
    }
  });

  it('is no approval if the result is not one', () => {
    for (const reviewResult of [null, 'GREEN', [], ['GREEN'], { reviewAnswer: ['GREEN'] }, { answer: 'GREEN' }]) {
      const payload = { reviewStatus: 'completed', reviewResult };
      const event = readMessage('idCheck.onApplicantStatusChanged', payload);
      expect(event, JSON.stringify(payload)).to.deep.equal(asFound);
    }
  });

  it('is no approval by a field that a polluted prototype adds', async () => {
    const { element } = await activeSumsub();
    const polluted = Object.prototype as Record<string, unknown>;
    Object.assign(polluted, { reviewStatus: 'completed', reviewAnswer: 'GREEN' });
    try {
      const statuses = record(element);
      await say(element, 'onApplicantStatusChanged', {});
      await say(element, 'onApplicantStatusChanged', { reviewStatus: 'completed', reviewResult: {} });
      expect(statuses).to.deep.equal(['pending']);
    } finally {
      delete polluted['reviewStatus'];
      delete polluted['reviewAnswer'];
    }
  });

  it('says nothing about this level before anything is submitted, and the SDK stays', async () => {
    const { element } = await activeSumsub();
    const frame = frameOf(element);
    await say(element, 'onApplicantStatusChanged', review('completed', 'GREEN'));
    expect(element.state.status).to.equal('pending');
    expect(frameOf(element)).to.equal(frame);
    await say(element, 'onApplicantLevelChanged', { levelName: 'satoshi' });
    expect(element.state).to.include({ status: 'active', step: 'level-changed' });
    await say(element, 'onStepInitiated', { idDocSetType: 'PROOF_OF_RESIDENCE' });
    expect(element.state).to.include({ status: 'active', step: 'PROOF_OF_RESIDENCE' });
    expect(frameOf(element)).to.equal(frame);
  });

  it('goes on with another level after an approval', async () => {
    const { element } = await activeSumsub();
    await say(element, 'onApplicantSubmitted');
    await say(element, 'onApplicantStatusChanged', review('completed', 'GREEN'));
    await say(element, 'onApplicantLevelChanged', { levelName: 'questionnaire' });
    await say(element, 'onStepInitiated', { idDocSetType: 'QUESTIONNAIRE' });
    expect(element.state).to.include({ status: 'active', step: 'QUESTIONNAIRE' });
  });

  it('keeps the frame for another try, and after a final rejection, whose reason it shows', async () => {
    const { element } = await activeSumsub();
    await say(element, 'onApplicantSubmitted');
    const frame = frameOf(element);
    await say(element, 'onApplicantStatusChanged', review('completed', 'RED', 'RETRY'));
    expect(element.state.status).to.equal('active');
    expect(frameOf(element)).to.equal(frame);
    await say(element, 'onApplicantResubmitted');
    await say(element, 'onApplicantStatusChanged', review('completed', 'RED', 'FINAL'));
    expect(element.state).to.include({ status: 'rejected', final: true, confirmedBy: 'provider' });
    expect(frameOf(element)).to.equal(frame);
  });

  it('takes a paused review back to work', async () => {
    const { element } = await activeSumsub();
    const statuses = record(element);
    await say(element, 'onApplicantStatusChanged', review('pending'));
    await say(element, 'onApplicantStatusChanged', review('awaitingUser'));
    await say(element, 'onApplicantStatusChanged', review('queued'));
    expect(statuses).to.deep.equal(['pending', 'active', 'pending']);
  });

  it('reports one verdict once, though two messages carry it', async () => {
    const { element } = await mountUpgrade({ replies: [offer('auto')] });
    const statuses = record(element);
    await until(element, 'approved');
    expect(statuses.filter((status) => status === 'approved')).to.have.length(1);
  });

  it('of an applicant who was approved for the former level is not the verdict', async () => {
    const { element } = await mountUpgrade({ replies: [offer('already-approved')], attributes: { launch: 'manual' } });
    const heard = message(element, 'onApplicantStatusChanged');
    element.start();
    await heard;
    expect(element.state.status).to.not.equal('approved');
    expect(frameOf(element)).to.not.equal(null);
  });

  it('goes through another photo to the approval', async () => {
    const { element } = await mountUpgrade({ replies: [offer('auto.retry')], attributes: { launch: 'manual' } });
    const statuses = record(element);
    element.start();
    await until(element, 'approved');
    const turns = statuses.filter((status, index) => status !== statuses[index - 1]);
    // As found, then two submissions.
    const found = ['requesting', 'loading', 'active', 'pending'];
    expect(turns).to.deep.equal([...found, 'active', 'pending', 'active', 'pending', 'approved']);
  });
});
