// @ts-check
/** An emulated page that a vendor hosts: one message at its end, as JSON. The session token is in the path. */
import { openLine } from './line.js';
import { createStory, endOf } from './story.js';

const post = openLine(undefined, opener ?? parent);
const statuses = { approved: 'APPROVED', declined: 'FAILED', again: 'UNVERIFIED', held: 'APPROVED' };
const story = createStory({
  token: decodeURIComponent(location.pathname.split('/').at(-1) ?? ''),
  lang: new URLSearchParams(location.search).get('lang'),
  tell(event, payload) {
    const end = endOf(event, payload);
    if (end) post(JSON.stringify({ status: statuses[end], ...(end === 'held' && { manualStatus: 'WAITING' }) }));
  },
});
story.whenThere(() => story.begin());
