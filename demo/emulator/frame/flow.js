// @ts-check
/** @import { Connection, Payload } from './connection.js' */
/** @import { Play } from './play.js' */
/** @import { Screen, View } from './screen.js' */

/** Sumsub's names of levels: the one that the applicant has passed, the one of the upgrade, and one that follows it. */
const LEVELS = { passed: 'hero-kyc', upgrade: 'satoshi-kyc', chained: 'satoshi-questionnaire' };
const STEPS = 3;

/** Milliseconds from a positive verdict to the next of two chained levels. */
const CHAIN_DELAY = 300;

/**
 * Milliseconds: until the applicant changes level, between two screens (in an automatic play), for the selfie, for the review,
 * until a scripted fault.
 */
const CALM = { level: 250, between: 0, selfie: 2_200, review: 2_000, fault: 1_500 };
const QUICK = { level: 30, between: 30, selfie: 30, review: 60, fault: 60 };

/** The verification from the first screen to the decision: what is shown, and which messages the page gets. */
export class Flow {
  #play;
  #connection;
  #screen;
  #pace;
  #refusals;
  #level = LEVELS.upgrade;
  /** What follows once a token has been accepted. */
  #afterToken = () => this.#open();
  #applicantId = crypto.getRandomValues(new Uint32Array(3)).join('');
  #document = 'PASSPORT';
  #attempt = 1;
  #isWaitingForToken = false;
  #isOpen = false;

  /** @param {{ play: Play, connection: Connection, screen: Screen }} parts */
  constructor({ play, connection, screen }) {
    this.#play = play;
    this.#connection = connection;
    this.#screen = screen;
    this.#pace = play.auto ? QUICK : CALM;
    this.#refusals = play.refusals;
  }

  /** Whether the first screen has been drawn. */
  get isOpen() {
    return this.#isOpen;
  }

  /** The SDK has handed over its token. @param {string} token */
  begin(token) {
    if (!this.#play.stuck) this.#check(token);
  }

  /** The SDK has a new token, or none. Counts only if the frame has asked for one. @param {string | undefined} token */
  renew(token) {
    if (this.#isWaitingForToken) this.#check(token);
  }

  /** @param {string | undefined} token */
  #check(token) {
    this.#isWaitingForToken = true;
    if (!token) this.#show({ name: 'stopped' });
    else if (this.#refusals-- > 0 || this.#play.isTooOld(token)) setTimeout(() => this.#refuseToken(), 20);
    else {
      this.#isWaitingForToken = false;
      this.#afterToken();
    }
  }

  #refuseToken() {
    this.#isWaitingForToken = true;
    this.#send('onError', { code: 'invalid-token', error: 'Invalid' });
  }

  /** The applicant was approved for an earlier level: the first status is that level's, and then the level changes. */
  #open() {
    const { asFound } = this.#play;
    this.#isOpen = true;
    this.#level = asFound ? LEVELS.passed : LEVELS.upgrade;
    this.#show({ name: 'consent', step: 1 });
    this.#send('onInitialized');
    this.#send('onResize', { height: this.#screen.height() });
    this.#send('onApplicantLoaded', { applicantId: this.#applicantId, levelName: this.#level });
    if (!asFound) {
      this.#enter();
      return;
    }
    this.#sendStatus('onApplicantStatusChanged', 'completed', { reviewAnswer: 'GREEN' });
    setTimeout(() => {
      this.#changeLevel(LEVELS.upgrade);
      this.#enter();
    }, this.#pace.level);
  }

  #enter() {
    const { quiet, fault, decided } = this.#play;
    if (decided) this.#decide('GREEN');
    if (quiet || decided) return;
    this.#send('onVerificationProgressChanged', { currentStep: 1, totalSteps: STEPS });
    if (fault === 'frame-error') setTimeout(() => this.#fail('internal-error'), this.#pace.fault);
    else this.#show({ name: 'consent', step: 1, next: () => this.#agree() });
  }

  /** @param {string} levelName */
  #changeLevel(levelName) {
    this.#level = levelName;
    this.#send('onApplicantLevelChanged', { levelName });
  }

  /** @param {string} code */
  #fail(code) {
    this.#show({ name: 'stopped' });
    this.#send('onError', { code, error: 'The check cannot go on.' });
  }

  #agree() {
    this.#send('onAgreementSigned', { residency: 'NLD' });
    if (this.#play.module) {
      this.#beginStep(1, 'SELFIE', ['SELFIE']);
      this.#show({ name: 'selfie', step: 1, next: () => this.#takeSelfie() });
      return;
    }
    this.#chooseDocument();
    setTimeout(this.#play.leave, this.#pace.fault);
  }

  #chooseDocument() {
    this.#beginStep(2, 'IDENTITY', ['PASSPORT', 'ID_CARD', 'DRIVERS']);
    /** @param {string} type */
    const choose = (type) => {
      this.#document = type;
    };
    this.#show({ name: 'document', step: 2, document: this.#document, choose, next: () => this.#aim() });
  }

  #aim() {
    this.#show({ name: 'photo', step: 2, document: this.#document, next: () => this.#shoot() });
  }

  #shoot() {
    const blurred = this.#play.uploadWarning && this.#attempt === 1;
    if (blurred) this.#send('onUploadWarning', { code: 'low-photo-quality', msg: 'The photo is blurred.' });
    this.#show({ name: 'preview', step: 2, blurred, next: () => this.#keepPhoto(), again: () => this.#aim() });
  }

  #keepPhoto() {
    this.#send('onDocumentAdded', { imageId: this.#attempt, idDocSetType: 'IDENTITY', idDocType: this.#document });
    this.#send('onStepCompleted', { idDocSetType: 'IDENTITY' });
    this.#beginStep(3, 'SELFIE', ['SELFIE']);
    this.#show({ name: 'selfie', step: 3, next: () => this.#takeSelfie() });
  }

  #takeSelfie() {
    this.#show({ name: 'scanning', step: 3 });
    setTimeout(() => {
      this.#send('onLivenessCompleted', { answer: 'GREEN', allowContinuing: true });
      this.#send('onStepCompleted', { idDocSetType: 'SELFIE' });
      if (this.#play.module) this.#presentModuleResult();
      else this.#submit();
    }, this.#pace.selfie);
  }

  #submit() {
    this.#send(this.#attempt === 1 ? 'onApplicantSubmitted' : 'onApplicantResubmitted');
    this.#sendStatus('onApplicantStatusChanged', 'pending');
    this.#show({ name: 'review' });
    this.#afterToken = () => this.#awaitReview();
    const { fault } = this.#play;
    if (fault === 'submitted-error') setTimeout(() => this.#fail('network-error'), this.#pace.fault);
    else if (fault === 'submitted-invalid-token') setTimeout(() => this.#refuseToken(), this.#pace.fault);
    else this.#awaitReview();
  }

  #awaitReview() {
    setTimeout(() => this.#review(), this.#pace.review);
  }

  /** The only end of a standalone module: no submission and no status follows. */
  #presentModuleResult() {
    this.#show({ name: 'approved' });
    this.#send('onModuleResultPresented', { answer: 'GREEN' });
  }

  #review() {
    const { end, chained } = this.#play;
    if (end === 'reject-final') this.#decide('RED', 'FINAL');
    else if (end === 'retry' && this.#attempt === 1) this.#decide('RED', 'RETRY');
    else if (end === 'approve' || end === 'retry') {
      this.#decide('GREEN');
      if (chained && this.#level !== LEVELS.chained) setTimeout(() => this.#ask(), CHAIN_DELAY);
    } else {
      this.#show({ name: 'held' });
      this.#sendStatus('onApplicantStatusChanged', 'onHold');
    }
  }

  /** The second of two chained levels: a questionnaire. */
  #ask() {
    this.#changeLevel(LEVELS.chained);
    this.#send('onStepInitiated', { idDocSetType: 'QUESTIONNAIRE', types: [] });
    const next = () => {
      this.#send('onStepCompleted', { idDocSetType: 'QUESTIONNAIRE' });
      this.#submit();
    };
    this.#show({ name: 'questions', next });
  }

  /** One decision arrives under two names, as from the real frame. @param {string} answer @param {string} [rejectType] */
  #decide(answer, rejectType) {
    const result = {
      reviewAnswer: answer,
      ...(rejectType && { reviewRejectType: rejectType, rejectLabels: ['EXPIRATION_DATE'] }),
    };
    if (answer === 'GREEN') this.#show({ name: 'approved' });
    else if (rejectType === 'FINAL') this.#show({ name: 'rejected' });
    else this.#show({ name: 'again', next: () => this.#tryAgain() });
    this.#sendStatus('onApplicantStatusChanged', 'completed', result);
    this.#sendStatus('onApplicantVerificationCompleted', 'completed', result);
  }

  #tryAgain() {
    this.#attempt += 1;
    this.#sendStatus('onApplicantStatusChanged', 'init');
    this.#chooseDocument();
  }

  /** Shows a view; in an automatic play the main button presses itself. @param {View} view */
  #show(view) {
    this.#screen.show(view);
    if (this.#play.auto && view.next) setTimeout(view.next, this.#pace.between);
  }

  /** @param {number} currentStep @param {string} idDocSetType @param {string[]} types */
  #beginStep(currentStep, idDocSetType, types) {
    this.#send('onVerificationProgressChanged', { currentStep, totalSteps: STEPS });
    this.#send('onStepInitiated', { idDocSetType, types });
  }

  /** @param {string} name @param {string} reviewStatus @param {Payload} [reviewResult] */
  #sendStatus(name, reviewStatus, reviewResult) {
    this.#send(name, {
      applicantId: this.#applicantId,
      levelName: this.#level,
      creationDate: new Date().toISOString(),
      expireDate: '',
      reprocessing: false,
      autoChecked: false,
      reviewStatus,
      ...(reviewResult && { reviewResult }),
    });
  }

  /** @param {string} name @param {Payload} [payload] */
  #send(name, payload) {
    this.#connection.send(`idCheck.${name}`, payload);
  }
}
