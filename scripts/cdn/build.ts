/**
 * Builds what a script tag loads, into `dist/cdn/`: `verification-upgrade.js`, an ES module with lazily loaded files
 * beside it, and `verification-upgrade.classic.js`, one script with everything inside. `integrity.json` and
 * `preload.html` have their hashes.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { bundleClassic, bundleModule } from './bundle.js';
import { writeIntegrity } from './integrity.js';
import { Notices } from './notices.js';

const { name, version, license } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, string>;
const entry = 'src/index.ts';
const folder = 'dist/cdn';
const notices = new Notices();
const options = { folder, notices, banner: `/*! ${name ?? ''} ${version ?? ''} | ${license ?? ''} | LICENSES.txt */` };

rmSync(folder, { recursive: true, force: true }); // The hashes in the names of an earlier build are others.
const modules = await bundleModule(entry, 'verification-upgrade.js', options);
await bundleClassic(entry, 'verification-upgrade.classic.js', options);
writeFileSync(`${folder}/LICENSES.txt`, notices.toString());
writeIntegrity(folder, modules);
