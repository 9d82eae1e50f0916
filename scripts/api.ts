/** `npm run api`: writes `docs/api.md` anew, from the manifest in `dist/`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { toApiPage, type Manifest } from './docs/api.js';

const manifest = JSON.parse(readFileSync('dist/custom-elements.json', 'utf8')) as Manifest;
writeFileSync('docs/api.md', await toApiPage(manifest));
