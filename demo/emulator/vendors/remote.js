// @ts-check
/** The page inside the frame that an emulated vendor's script draws. It reports the flow to the script. */
import { openLine } from './line.js';
import { createStory, endOf } from './story.js';

const query = new URLSearchParams(location.search);
const post = openLine();
const story = createStory({
  token: query.get('token') ?? '',
  lang: query.get('lang'),
  theme: query.get('theme'),
  tell(event, payload) {
    const end = endOf(event, payload);
    if (end) post({ remote: 'end', end });
  },
});
story.whenThere(() => story.begin());
