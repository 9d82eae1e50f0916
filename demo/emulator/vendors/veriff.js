// @ts-check
/** The emulated Veriff frame: bare strings, and a handshake at the start. The session token is in the path. */
import { openLine } from './line.js';
import { createStory, endOf } from './story.js';

const post = openLine((data) => {
  if (data?.name === 'VERIFF_RENDER') story.begin();
});
const story = createStory({
  token: decodeURIComponent(location.pathname.split('/').at(-1) ?? ''),
  lang: new URLSearchParams(location.search).get('lang'),
  tell(event, payload) {
    if (event === 'onAgreementSigned') post('VERIFF_STARTED');
    if (event === 'onApplicantSubmitted') post('VERIFF_SUBMITTED');
    if (endOf(event, payload)) post('VERIFF_FINISHED');
  },
});
story.whenThere(() => post('VERIFF_HANDSHAKE'));
