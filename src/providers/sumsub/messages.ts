import type { ProviderEvent } from '../provider.js';

type Payload = Readonly<Record<string, unknown>>;
type Reading = (payload: Payload) => ProviderEvent | undefined;

const ready: ProviderEvent = { type: 'ready' };
const submitted: ProviderEvent = { type: 'submitted' };

/**
 * What the messages of Sumsub's frame mean for the upgrade. All others are for analytics alone.
 * Names and payloads: types of @sumsub/websdk 2.9, docs.sumsub.com/docs/websdk-messages.
 */
const readings: readonly (readonly [names: RegExp, Reading])[] = [
  [/\.on(Initialized|Applicant(Action)?Loaded)$/, () => ready],
  [/\.onStepInitiated$/, ({ idDocSetType }) => ({ type: 'step', step: text(idDocSetType) })],
  [
    /\.onVerificationProgressChanged$/,
    ({ currentStep, totalSteps }) => {
      const progress = { current: Number(currentStep), total: Number(totalSteps) };
      return progress.current > 0 && progress.current <= progress.total ? { type: 'step', progress } : undefined;
    },
  ],
  [/(S|Res)ubmitted$/, () => submitted],
  [/(\.applicantStatus|StatusChanged|VerificationCompleted)$/, readReview],
  [/[aA]ctionCompleted$/, ({ answer }) => readAnswer(answer)],
  [/\.onUpload/, (payload) => ({ type: 'warning', code: 'upload', message: words(payload) })],
  [/\.onError$/, (payload) => ({ type: 'failed', code: 'provider-error', message: words(payload) })],
];

export function readMessage(name: string, payload: Payload): ProviderEvent | undefined {
  return readings.find(([names]) => names.test(name))?.[1](payload);
}

/** `reviewAnswer` counts only once the review is completed: a paused one may carry GREEN already. */
function readReview({ reviewStatus, reviewResult }: Payload): ProviderEvent | undefined {
  const status = text(reviewStatus);
  if (/^(init|awaitingUser)$/.test(status)) return { type: 'step', step: status };
  if (/^(pending|prechecked|queued|awaitingService|onHold)$/.test(status)) return submitted;
  const { reviewAnswer, reviewRejectType } = Object(reviewResult) as Payload;
  return status === 'completed' ? readAnswer(reviewAnswer, reviewRejectType) : undefined;
}

function readAnswer(answer: unknown, rejectType?: unknown): ProviderEvent {
  if (answer === 'GREEN') return { type: 'approved' };
  if (answer !== 'RED') return submitted;
  // The SDK itself shows what to hand in again.
  return rejectType === 'RETRY' ? { type: 'step', step: 'retry' } : { type: 'rejected', final: rejectType === 'FINAL' };
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const words = ({ code, msg, error, reason }: Payload): string => [code, msg, error, reason].filter(text).join(' ');

/** Fields that are neither secret nor personal: an applicant's id, comments and documents stay out. */
const harmless = /^(idDocSetType|(current|total)Steps?|answer|levelName|reviewStatus|code)$/;

/** What of a message may reach the page's analytics. */
export const harmlessPart = (payload: Payload): Payload =>
  Object.fromEntries(Object.entries(payload).filter(([field]) => harmless.test(field)));
