import type { Sheet } from './sheet.js';
import { css as sheet } from './sheet.js';

/** Lengths in `rem`, but not in queries: there it is always the browser's own font size. */
const REM = /(?<!(?:width|height): ?|[\d.])(-?[\d.]+)rem/g;

/**
 * A sheet in which no length in `rem` is shorter than with the browser's own font size. A page may have made the root font
 * smaller for its own convenience (`html { font-size: 62.5% }`); a larger one may be the user's wish.
 */
export const css = (source: TemplateStringsArray): Sheet => sheet([source.join().replace(REM, 'max($1rem,$1*16px)')]);
