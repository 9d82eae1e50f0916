// @ts-check
/** The emulated Persona frame: what it needs is in its query, and its messages carry the id of its container. */
import { openLine } from './line.js';
import { createStory, endOf } from './story.js';

const query = new URLSearchParams(location.search);
const containerId = query.get('container-id') ?? '';
const post = openLine();
/** @param {string} name @param {object} [more] */
const say = (name, more = {}) => post({ name, containerId, ...more });

const statuses = { approved: 'approved', declined: 'declined', again: 'failed', held: 'needs_review' };
/** Ends that only Persona has. @type {Record<string, string>} */
const ownEnds = { expired: 'expired', abandoned: 'pending' };
const story = createStory({
  token: query.get('session-token') ?? '',
  lang: query.get('language'),
  theme: query.get('style-variant') === 'dark' ? 'dark' : 'light',
  tell(event, payload) {
    if (event === 'onAgreementSigned') say('start');
    if (event === 'onApplicantLoaded') say('page-change', { metadata: { pathname: '/verify', pageHeight: 720 } });
    const end = endOf(event, payload);
    const fields = { 'name-first': { type: 'string', value: 'Alex' } };
    const inquiryId = query.get('inquiry-id');
    if (end) say('complete', { metadata: { inquiryId, status: ownEnds[story.play.end] ?? statuses[end], fields } });
  },
});
say('load');
story.whenThere(() => {
  say('ready', { metadata: {} });
  story.begin();
});
