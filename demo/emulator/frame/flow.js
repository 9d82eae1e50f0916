// @ts-check
/** @import { Connection, Payload } from './connection.js' */
/** @import { Play } from './play.js' */
/** @import { Screen, View } from './screen.js' */

const LEVEL = 'identity-and-liveness';
const STEPS = 3;

/** Milliseconds: between two screens (only where nobody clicks), for the selfie, for the review, until a scripted error. */
const CALM = { between: 0, selfie: 2_200, review: 2_000, error: 1_500 };
const QUICK = { between: 30, selfie: 30, review: 60, error: 60 };

/** The verification from the first screen to the decision: what is shown, and what the page above is told. */
export class Flow {
  #play;
  #connection;
  #screen;
  #pace;
  #refusals;
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

  /** The SDK has a new token, or none. Counts only where one was asked for. @param {string | undefined} token */
  renew(token) {
    if (this.#isWaitingForToken) this.#check(token);
  }

  /** @param {string | undefined} token */
  #check(token) {
    this.#isWaitingForToken = true;
    if (!token) this.#show({ name: 'stopped' });
    else if (this.#refusals-- > 0)
      setTimeout(() => this.#send('onError', { code: 'invalid-token', error: 'Invalid' }), 20);
    else this.#open();
  }

  #open() {
    const { quiet, fails, decided } = this.#play;
    this.#isWaitingForToken = false;
    this.#isOpen = true;
    this.#show({ name: 'consent', step: 1, next: quiet || fails || decided ? undefined : () => this.#agree() });
    this.#send('onInitialized');
    this.#send('onResize', { height: this.#screen.height() });
    this.#send('onApplicantLoaded', { applicantId: this.#applicantId, levelName: LEVEL });
    if (decided) this.#decide('GREEN');
    else if (!quiet) this.#send('onVerificationProgressChanged', { currentStep: 1, totalSteps: STEPS });
    if (fails) setTimeout(() => this.#fail(), this.#pace.error);
  }

  #fail() {
    this.#show({ name: 'stopped' });
    this.#send('onError', { code: 'internal-error', error: 'The check cannot go on.' });
  }

  #agree() {
    this.#send('onAgreementSigned', { residency: 'NLD' });
    this.#chooseDocument();
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
      this.#submit();
    }, this.#pace.selfie);
  }

  #submit() {
    this.#send(this.#attempt === 1 ? 'onApplicantSubmitted' : 'onApplicantResubmitted');
    this.#sendStatus('onApplicantStatusChanged', 'pending');
    this.#show({ name: 'review' });
    setTimeout(() => this.#review(), this.#pace.review);
  }

  #review() {
    const { end } = this.#play;
    if (end === 'reject-final') this.#decide('RED', 'FINAL');
    else if (end === 'retry' && this.#attempt === 1) this.#decide('RED', 'RETRY');
    else if (end !== 'hold') this.#decide('GREEN');
    else {
      this.#show({ name: 'held' });
      this.#sendStatus('onApplicantStatusChanged', 'onHold');
    }
  }

  /** One decision arrives under two names, as from the real frame. @param {string} answer @param {string} [rejectType] */
  #decide(answer, rejectType) {
    const result = { reviewAnswer: answer, ...(rejectType && { reviewRejectType: rejectType }) };
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
      levelName: LEVEL,
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
