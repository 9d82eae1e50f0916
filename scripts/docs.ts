/** `npm run docs`: the demo and the documentation as a site of files alone, in `dist-site/`. Fails where a link is dead. */
import { findDeadLinks } from './docs/dead-links.js';
import { buildSite } from './docs/site.js';

const folder = 'dist-site';
await buildSite(folder);
const dead = findDeadLinks(folder);
if (dead.length > 0) console.error(`Dead links:\n${dead.join('\n')}`);
else console.log(`The site is in ${folder}/. Any server of files shows it, at the root of a host.`);
process.exitCode = dead.length > 0 ? 1 : 0;
