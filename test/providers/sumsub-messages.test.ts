import { expect } from '@open-wc/testing';
import { readMessage } from '../../src/providers/sumsub/messages.js';
import { frameOf, record } from '../support/upgrade.js';
import { activeSumsub, say } from '../support/sumsub.js';

/** Messages that say nothing about where the upgrade stands, with a payload as the real frame sends it. */
const inert: readonly (readonly [name: string, payload: object])[] = [
  ['onReady', {}],
  ['onInitialized', {}],
  ['onApplicantLoaded', { applicantId: 'a1', levelName: 'satoshi' }],
  ['onApplicantActionLoaded', { applicantActionId: 'x1' }],
  ['onStepCompleted', { idDocSetType: 'IDENTITY' }],
  ['stepCompleted', { step: 'IDENTITY' }],
  ['onLivenessCompleted', { answer: 'GREEN', allowContinuing: true }],
  ['onLivenessCompleted', { answer: 'RED', allowContinuing: false }],
  ['onApplicantReviewComplete', { authCode: 'a', redirectUrl: 'https://shop.example/' }],
  ['onApplicantActionReviewComplete', { authCode: 'a', redirectUrl: 'https://shop.example/' }],
  ['applicantReviewComplete', { authCode: 'a', redirectUrl: 'https://shop.example/', checkResult: true }],
  ['onNavigationUiControlsStateChanged', { state: { previousScreenButton: 'normal', closeModalButton: null } }],
  ['onVideoIdentCallStarted', {}],
  ['onVideoIdentModeratorJoined', {}],
  ['onVideoIdentCompleted', {}],
  ['onDocumentAdded', { imageId: 7, idDocType: 'PASSPORT', country: 'NLD' }],
  ['onImageRemoved', { imageId: 7 }],
  ['onUserAction', { action: 'click' }],
  ['onAgreementSigned', { residency: 'NLD' }],
  ['onLanguageChanged', { language: 'nl' }],
  ['applicantBeneficiariesVerified', {}],
  ['onResize', { height: 640 }],
  ['onSomethingOfTomorrow', { reviewStatus: 'completed', reviewResult: { reviewAnswer: 'GREEN' } }],
];

/** Messages that mean something, each by its whole name. */
const known = [
  ...['onInitialized', 'onApplicantLoaded', 'onApplicantActionLoaded', 'onStepInitiated', 'onApplicantLevelChanged'],
  ...['onVerificationProgressChanged', 'onApplicantSubmitted', 'onApplicantResubmitted', 'moduleResultPresented'],
  ...['applicantStatus', 'onApplicantStatusChanged', 'onApplicantVerificationCompleted', 'onApplicantActionCompleted'],
  'onError',
];

describe('what Sumsub’s frame says', () => {
  it('means nothing by a name that only begins like a known one', () => {
    const fields = { reviewStatus: 'completed', reviewResult: { reviewAnswer: 'GREEN' }, answer: 'GREEN' };
    for (const name of known) {
      const read = (suffix: string) =>
        readMessage(`idCheck.${name}${suffix}`, { ...fields, currentStep: 1, totalSteps: 2 });
      expect(read(''), name).to.not.equal(undefined);
      expect(read('OfTomorrow'), name).to.equal(undefined);
    }
  });

  it('changes nothing for messages that are for analytics alone', async () => {
    const { element } = await activeSumsub();
    const statuses = record(element);
    for (const [name, payload] of inert) {
      await say(element, name, payload);
      expect(statuses, `${name} ${JSON.stringify(payload)}`).to.deep.equal([]);
    }
  });

  it('names the step that the user has reached', async () => {
    const { element } = await activeSumsub();
    const { state } = await say(element, 'onStepInitiated', { idDocSetType: 'IDENTITY', types: ['PASSPORT'] });
    expect(state).to.include({ status: 'active', step: 'IDENTITY' });
  });

  it('goes back to work for a step that the frame does not name', async () => {
    const { element } = await activeSumsub();
    await say(element, 'onStepInitiated', { idDocSetType: 'SELFIE' });
    await say(element, 'onApplicantSubmitted');
    const { state } = await say(element, 'onStepInitiated', {});
    expect(state.status).to.equal('active');
    expect(state).to.not.have.property('step');
  });

  it('tells how far the user is, beside the step', async () => {
    const { element } = await activeSumsub();
    await say(element, 'onStepInitiated', { idDocSetType: 'SELFIE', types: ['SELFIE'] });
    const { state } = await say(element, 'onVerificationProgressChanged', { currentStep: 2, totalSteps: 3 });
    expect(state).to.deep.include({ status: 'active', step: 'SELFIE', progress: { current: 2, total: 3 } });
  });

  it('makes no progress out of numbers that are none', async () => {
    const { element } = await activeSumsub();
    const statuses = record(element);
    for (const payload of [
      {},
      { currentStep: 'two', totalSteps: 3 },
      { currentStep: 1, totalSteps: null },
      { currentStep: 0, totalSteps: 0 },
      { currentStep: 4, totalSteps: 3 },
      { currentStep: 1.5, totalSteps: 3 },
      { currentStep: 1, totalSteps: Infinity },
      { currentStep: { valueOf: 1, toString: 1 }, totalSteps: 3 },
    ]) {
      const { state } = await say(element, 'onVerificationProgressChanged', payload);
      expect(state, JSON.stringify(payload)).to.not.have.property('progress');
    }
    expect(statuses).to.deep.equal([]);
  });

  it('waits for the decision once everything is handed in, by any name, and goes back to work with a step', async () => {
    const { element } = await activeSumsub();
    for (const name of [
      'onApplicantSubmitted',
      'onApplicantResubmitted',
      'onActionSubmitted',
      'onApplicantActionSubmitted',
      'onApplicantActionResubmitted',
    ]) {
      expect((await say(element, name)).state, name).to.include({ status: 'pending', provider: 'sumsub' });
      expect((await say(element, 'onStepInitiated', { idDocSetType: 'SELFIE' })).state.status).to.equal('active');
    }
  });

  it('does not go back to work for progress alone, once everything is handed in', async () => {
    const { element } = await activeSumsub();
    await say(element, 'onApplicantSubmitted');
    const { state } = await say(element, 'onVerificationProgressChanged', { currentStep: 3, totalSteps: 3 });
    expect(state.status).to.equal('pending');
  });

  for (const [name, answer, type] of [
    ['onApplicantActionCompleted', 'GREEN', 'approved'],
    ['onActionCompleted', 'GREEN', 'approved'],
    ['actionCompleted', 'GREEN', 'approved'],
    ['onApplicantActionCompleted', 'RED', 'rejected'],
    ['onApplicantActionCompleted', 'YELLOW', 'submitted'],
    ['onActionCompleted', undefined, 'submitted'],
    // A standalone module ends with its result. That is not the verdict about the applicant.
    ['onModuleResultPresented', 'GREEN', 'submitted'],
    ['onModuleResultPresented', 'YELLOW', 'submitted'],
    ['onModuleResultPresented', 'RED', 'submitted'],
    ['moduleResultPresented', 'GREEN', 'submitted'],
  ] as const) {
    it(`is ${type} on ${name} with the answer ${String(answer)}`, () => {
      const payload = { action: 'payment', applicantActionId: 'x1', ...(answer && { answer }) };
      expect(readMessage(`idCheck.${name}`, payload)?.type).to.equal(type);
    });
  }

  it('goes on where the level changes, also after everything was submitted', async () => {
    const { element } = await activeSumsub();
    for (const first of ['onStepCompleted', 'onApplicantSubmitted']) {
      await say(element, first);
      const { state } = await say(element, 'onApplicantLevelChanged', { levelName: 'satoshi' });
      expect(state, first).to.include({ status: 'active', step: 'level-changed' });
    }
  });

  it('does not end by a standalone module, and is not approved by it', async () => {
    const { element } = await activeSumsub();
    await say(element, 'onStepInitiated', { idDocSetType: 'SELFIE' });
    expect((await say(element, 'onModuleResultPresented', { answer: 'GREEN' })).state.status).to.equal('pending');
    expect(frameOf(element)).to.not.equal(null);
  });
});

describe('a review status of Sumsub', () => {
  it('is known by the whole word', () => {
    for (const reviewStatus of ['unpending', 'pendings', 'awaitingUsers', 'reinit', 'incompleted'])
      expect(readMessage('idCheck.onApplicantStatusChanged', { reviewStatus }), reviewStatus).to.equal(undefined);
  });
});
