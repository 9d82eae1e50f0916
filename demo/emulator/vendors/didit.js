// @ts-check
/** The emulated Didit frame: typed events with data. The session token is in the path. */
import { openLine } from './line.js';
import { createStory, endOf } from './story.js';

const post = openLine();
const sessionId = 'emulated-session';
/** @param {string} type @param {object} [data] */
const say = (type, data = {}) => post({ type: `didit:${type}`, data: { sessionId, ...data }, timestamp: Date.now() });

const statuses = { approved: 'Approved', declined: 'Declined', again: 'Pending', held: 'Pending' };
/** Ends that only Didit has. @type {Record<string, string>} */
const ownEnds = {
  expired: 'Expired',
  abandoned: 'Abandoned',
  resubmitted: 'Resubmitted',
  'awaiting-user': 'Awaiting User',
};
const story = createStory({
  token: decodeURIComponent(location.pathname.split('/').at(-1) ?? ''),
  tell(event, payload) {
    if (event === 'onAgreementSigned') say('started');
    if (event === 'onStepInitiated') say('step_started', { step: String(payload['idDocSetType']).toLowerCase() });
    if (event === 'onApplicantSubmitted') say('status_updated', { status: 'In Review' });
    const end = endOf(event, payload);
    if (end) say('completed', { status: ownEnds[story.play.end] ?? statuses[end] });
  },
});
story.whenThere(() => {
  say('ready');
  story.begin();
});
