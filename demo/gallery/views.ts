import type {
  ProviderAdapter,
  ProviderEvent,
  ProviderLoader,
  UpgradeStatus,
  VerificationUpgradeElement,
} from '../../src/element.js';
import type { Reply } from '../emulator/reply.js';
import { scenarios } from '../emulator/scenarios.js';
import { refusal } from '../emulator/scenarios/api-errors.js';
import { offer, withoutToken } from '../emulator/scenarios/scenario.js';

/** One view of the element, and the way to it through what any page may use. */
export interface GalleryView {
  readonly title: string;
  /** Answers of the API, as `demo/emulator/reply.ts` has them. Default: an offer whose frame waits. */
  readonly replies?: readonly Reply[];
  readonly attributes?: Readonly<Record<string, string>>;
  readonly properties?: Partial<VerificationUpgradeElement>;
  readonly providers?: Readonly<Record<string, ProviderLoader>>;
  /** The page believes that it is offline. */
  readonly offline?: boolean;
  /** The status at which the view is there. */
  readonly status: UpgradeStatus;
  /** What is still to be done then. */
  readonly then?: (element: VerificationUpgradeElement) => void | Promise<void>;
  /** Milliseconds that it then takes to appear. */
  readonly after?: number;
}

/** Presses a part of what is on screen, or a tag, once it is there. */
async function press(element: VerificationUpgradeElement, selector: string): Promise<void> {
  const find = () => element.shadowRoot?.querySelector<HTMLElement>(selector);
  while (!find()) await new Promise((resolve) => requestAnimationFrame(resolve));
  find()?.click();
}

/** A provider that reports these events, one after another, as soon as it is mounted. */
const reporting =
  (events: readonly ProviderEvent[], traits: Partial<ProviderAdapter> = {}): ProviderLoader =>
  () =>
    Promise.resolve({
      ...traits,
      mount(context) {
        for (const event of events) context.report(event);
        return { unmount: () => context.container.replaceChildren() };
      },
    });

const decided = (verdict: ProviderEvent): Readonly<Record<string, ProviderLoader>> => ({
  sumsub: reporting([{ type: 'ready' }, { type: 'submitted' }, verdict], { singleLevel: true }),
});

const failing = (code: string, title: string): GalleryView => ({
  title,
  providers: { sumsub: reporting([{ type: 'failed', code, message: 'Reported for the gallery.' }]) },
  status: 'failed',
});

const refused = (title: string, ...codes: Parameters<typeof refusal>): GalleryView => ({
  title,
  replies: [refusal(...codes)],
  status: 'failed',
});

const dialog = { display: 'dialog' };
const inDialog = { display: 'dialog', launch: 'manual' };
const asOffer = { launch: 'offer' };

const euros = (amount: number) => ({ amount, currencyCode: 'EUR' });
/** What `GET /api/v1/user/levels` answers. */
const levels = [
  { id: 'a1b2c3d4-0003-4000-8000-000000000003', level: 'hero', buyLimit: euros(3000), sellLimit: euros(5000) },
  { id: 'a1b2c3d4-0004-4000-8000-000000000004', level: 'satoshi', buyLimit: euros(25_000), sellLimit: euros(50_000) },
];

/** Resolves when the SDK has reported a step. */
async function untilProgress(element: VerificationUpgradeElement): Promise<void> {
  while (element.state.status !== 'active' || !element.state.progress)
    await new Promise((resolve) => element.addEventListener('upgrade-state-change', resolve, { once: true }));
}

/** Resolves at the review that follows the steps: the frame starts with the verdict on the level before. */
async function untilReview(element: VerificationUpgradeElement): Promise<void> {
  await untilProgress(element);
  while (element.state.status !== 'pending')
    await new Promise((resolve) => element.addEventListener('upgrade-state-change', resolve, { once: true }));
}

/** The server names a level and offers no upgrade to it. */
const later: Reply = { body: { currentLevel: 'hero', nextLevel: 'satoshi', upgrade: null } };

/** An upgrade without an error. */
const flow: Readonly<Record<string, GalleryView>> = {
  start: { title: 'Start (manual)', attributes: { launch: 'manual' }, status: 'idle' },
  offered: { title: 'Offer, limits known', attributes: asOffer, properties: { levels }, status: 'offered' },
  'offered-plain': { title: 'Offer, limits unknown', attributes: asOffer, status: 'offered' },
  requesting: { title: 'Asking the server', replies: [{ hang: true }], status: 'requesting' },
  loading: { title: 'The SDK is starting', replies: [offer('dead')], status: 'loading' },
  'loading-slow': {
    title: 'The SDK is slow',
    replies: [offer('dead')],
    status: 'loading',
    after: 8200,
  },
  active: { title: 'In the SDK', replies: [offer('quiet')], status: 'active' },
  'active-help': {
    title: 'In the SDK, help open',
    replies: [offer('quiet')],
    status: 'active',
    then: (element) => press(element, 'summary'),
  },
  'active-progress': {
    title: 'In the SDK, which reports its steps',
    replies: [offer('story')],
    status: 'active',
    then: untilProgress,
  },
  'pending-sdk': {
    title: 'Submitted; the SDK shows its own review',
    replies: [offer('auto.hold')],
    status: 'active',
    then: untilReview,
  },
  pending: {
    title: 'Under review',
    replies: [withoutToken('in_review')],
    attributes: { 'status-endpoint': '/api/v2/user/verification-status' },
    status: 'pending',
  },
  'pending-ER708': { title: 'A document is under review (ER708)', replies: [refusal('ER708')], status: 'pending' },
  'approved-provider': {
    title: 'Approved by the provider',
    providers: decided({ type: 'approved' }),
    status: 'approved',
  },
  'approved-server': { title: 'Approved by the server', replies: [withoutToken('approved')], status: 'approved' },
  rejected: { title: 'Rejected, can retry', replies: [withoutToken('rejected')], status: 'rejected' },
  'rejected-final': {
    title: 'Rejected, final',
    providers: decided({ type: 'rejected', final: true }),
    status: 'rejected',
  },
  'rejected-sdk': {
    title: 'Rejected; the SDK shows the reason',
    replies: [offer('auto.reject-final')],
    status: 'rejected',
  },
  cancelled: { title: 'Cancelled', status: 'active', then: (element) => element.cancel() },
  unavailable: { title: 'No upgrade right now', replies: [later], status: 'unavailable' },
  'unavailable-top': { title: 'On the highest level', replies: scenarios.unavailable.upgrade, status: 'unavailable' },
};

/** Each kind of error, and each code with a text of its own. */
const errors: Readonly<Record<string, GalleryView>> = {
  'failed-ER702': refused('Signed out (authentication)', 'ER702'),
  'failed-no-link': {
    ...refused('Signed out, no link to sign in (authentication)', 'ER702'),
    attributes: { 'sign-in-url': '' },
  },
  'failed-ER705': refused('A problem with the account (account)', 'ER705'),
  'failed-ER709': refused('No such user (account)', 'ER709'),
  'failed-ER805': refused('Misconfigured (configuration)', 'ER805'),
  'failed-unknown-provider': {
    title: 'A provider without an adapter (configuration)',
    replies: scenarios['unknown-provider'].upgrade,
    status: 'failed',
  },
  'failed-provider-blocked': failing('provider-blocked', 'The frame is blocked (configuration)'),
  'failed-ER920': { ...refused('A wait, counted down (rate limit)', 'ER920'), replies: [wait(94)] },
  'failed-ER920-long': { ...refused('A long wait (rate limit)', 'ER920'), replies: [wait(3600)] },
  'failed-ER920-over': { ...refused('The wait is over (rate limit)', 'ER920'), replies: [wait(0)] },
  'failed-ER999': refused('A fault of the server (server)', 'ER999'),
  'failed-again': {
    ...refused('The same fault again (server)', 'ER999'),
    then: async (element) => {
      const failed = new Promise((resolve) => element.addEventListener('upgrade-failed', resolve, { once: true }));
      element.start();
      await failed;
    },
  },
  'failed-bad-response': { title: 'An unrecognised answer (server)', replies: [{}], status: 'failed' },
  'failed-network': { title: 'API unreachable (network)', replies: [{ drop: true }], status: 'failed' },
  'failed-timeout': {
    title: 'No answer in time (network)',
    replies: [{ hang: true }],
    attributes: { 'request-timeout': '50' },
    status: 'failed',
  },
  'failed-offline': { title: 'Offline (network)', replies: [{ drop: true }], offline: true, status: 'failed' },
  'failed-provider-error': {
    title: 'The SDK reports an error (provider)',
    replies: [offer('auto.frame-error')],
    status: 'failed',
  },
  'failed-provider-timeout': failing('provider-timeout', 'The SDK did not load (provider)'),
  'failed-camera-denied': failing('camera-denied', 'No camera (provider)'),
  'failed-device-unsupported': failing('device-unsupported', 'An unsupported device (provider)'),
};

/** The same in a dialog. */
const dialogs: Readonly<Record<string, GalleryView>> = {
  'dialog-closed': { title: 'Before it opens', attributes: inDialog, status: 'idle' },
  'dialog-offered': {
    title: 'Offer',
    attributes: { ...dialog, ...asOffer },
    properties: { levels },
    status: 'offered',
  },
  'dialog-loading': { title: 'The SDK is starting', attributes: dialog, replies: [offer('dead')], status: 'loading' },
  'dialog-active': { title: 'In the SDK', attributes: dialog, replies: [offer('quiet')], status: 'active' },
  'dialog-help': {
    title: 'In the SDK, help open',
    attributes: dialog,
    replies: [offer('quiet')],
    status: 'active',
    then: (element) => press(element, 'summary'),
  },
  'dialog-asking': {
    title: 'The question before leaving',
    attributes: dialog,
    replies: [offer('quiet')],
    status: 'active',
    then: (element) => press(element, '[part~=close]'),
  },
  'dialog-approved': { title: 'Approved', attributes: dialog, replies: [withoutToken('approved')], status: 'approved' },
  'dialog-failed': { ...refused('An error', 'ER999'), attributes: dialog },
  'dialog-left': {
    title: 'Closed halfway',
    attributes: dialog,
    replies: [{ hang: true }],
    status: 'requesting',
    then: (element) => press(element, '[part~=close]'),
  },
};

function wait(seconds: number): Reply {
  return { ...refusal('ER920'), headers: { 'retry-after': String(seconds) } };
}

/** All views, by group and then by the name that stands in the URL. */
export const groups: Readonly<Record<string, Readonly<Record<string, GalleryView>>>> = {
  'The flow': flow,
  'The errors': errors,
  'The dialog': dialogs,
};

/** The view of this name, if there is one. */
export const findView = (name: string): GalleryView | undefined =>
  Object.values(groups).find((views) => Object.hasOwn(views, name))?.[name];
