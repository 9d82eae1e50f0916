// @ts-check
/** The page inside of what an emulated vendor's script draws. It tells the script how the flow goes, in plain words. */
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
