import type { ProviderEvent } from '../provider.js';
import { describeError, fieldsOf, readCode } from '../shared/fields.js';
import type { Fields } from '../shared/fields.js';

type Handler = (fields: Fields) => ProviderEvent | undefined;

const ready: ProviderEvent = { type: 'ready' };
const submitted: ProviderEvent = { type: 'submitted' };
const undecided: ProviderEvent = { type: 'submitted', undecided: true };

/**
 * What the messages of Sumsub's frame mean for the upgrade. All others are for analytics alone.
 * Names and payloads: types of @sumsub/websdk 2.9, docs.sumsub.com/docs/websdk-messages.
 */
const handlers: readonly (readonly [names: RegExp, Handler])[] = [
  [/\.on(Initialized|Applicant(Action)?Loaded)$/, () => ready],
  [/\.onStepInitiated$/, ({ idDocSetType }) => ({ type: 'step', step: readCode(idDocSetType) })],
  // Another level for the same applicant: a verdict before it belongs to the former level, and there is more to do.
  [/\.onApplicantLevelChanged$/, () => ({ type: 'step', step: 'level-changed' })],
  [
    /\.onVerificationProgressChanged$/,
    ({ currentStep, totalSteps }) => {
      const progress = { current: readCount(currentStep), total: readCount(totalSteps) };
      return progress.current > 0 && progress.current <= progress.total ? { type: 'step', progress } : undefined;
    },
  ],
  // A standalone module ends with its result and sends nothing after it. The result of one module is not the verdict.
  [/((S|Res)ubmitted|oduleResultPresented)$/, () => submitted],
  [/(\.applicantStatus|StatusChanged|VerificationCompleted)$/, readReview],
  [/[aA]ctionCompleted$/, ({ answer }) => readAnswer(answer)],
  [/\.onUpload/, ({ code }) => ({ type: 'warning', code: 'upload', message: describeError('Sumsub', code) })],
  [
    /\.onError$/,
    ({ code, reason }) => ({ type: 'failed', code: 'provider-error', message: describeError('Sumsub', code, reason) }),
  ],
];

const readCount = (value: unknown): number => (Number.isSafeInteger(value) ? Number(value) : 0);

export function readMessage(name: string, fields: Fields): ProviderEvent | undefined {
  return handlers.find(([names]) => names.test(name))?.[1](fields);
}

/** Reads the messages of one frame. The verdict on another level than the applicant's says nothing about the current one. */
export function createReader(): typeof readMessage {
  let level = '';
  return (name, fields) => {
    const named = readCode(fields['levelName']);
    if (name.endsWith('.onApplicantLevelChanged')) level = named;
    const event = readMessage(name, fields);
    const isVerdict = event?.type === 'approved' || event?.type === 'rejected';
    return isVerdict && level && named && named !== level ? undefined : event;
  };
}

/** `reviewAnswer` counts only once the review is completed: a paused review can carry GREEN already. */
function readReview({ reviewStatus, reviewResult }: Fields): ProviderEvent | undefined {
  const status = readCode(reviewStatus);
  if (/^(init|awaitingUser)$/.test(status)) return { type: 'step', step: status };
  if (/^(pending|prechecked|queued|awaitingService|onHold)$/.test(status)) return undecided;
  const { reviewAnswer, reviewRejectType } = fieldsOf(reviewResult);
  return status === 'completed' ? readAnswer(reviewAnswer, reviewRejectType) : undefined;
}

function readAnswer(answer: unknown, rejectType?: unknown): ProviderEvent {
  if (answer === 'GREEN') return { type: 'approved' };
  // The end of a review, maybe of an earlier one: nothing was submitted by it.
  if (answer !== 'RED') return { type: 'submitted', asFound: true };
  // The SDK itself shows what to hand in again.
  return rejectType === 'RETRY' ? { type: 'step', step: 'retry' } : { type: 'rejected', final: rejectType === 'FINAL' };
}

/** Neither secret nor personal: an applicant's id, comments and documents stay out. */
export const ALLOWED_FIELDS = /^(idDocSetType|(current|total)Steps?|answer|levelName|reviewStatus|code)$/;
