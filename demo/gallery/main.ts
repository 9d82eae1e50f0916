/**
 * The gallery. Without a `view` in the URL it shows all of them, each in a frame of its own, so that each has a viewport,
 * a session and a dialog of its own; with one, `?view=failed-ER709&theme=dark&lang=de`, that one alone.
 */
import { readOptions } from '../options.js';
import { hang } from './grid.js';
import { showTile } from './tile.js';

const query = new URLSearchParams(location.search);
const name = query.get('view');
// The element as it comes, where no look is asked for.
if (!query.has('look')) query.set('look', 'plain');
const { options } = readOptions(query);
if (name === null) hang(options);
else await showTile(name, options);
