/**
 * Takes pictures of every view into `.shots/gallery/`, and compares those that have one with their reference.
 *
 *     npm run shots                 takes all, compares, exits with 1 where something looks different
 *     npm run shots -- failed-      only those whose name contains this
 *     npm run shots -- --check      only those that have a reference
 *     npm run shots -- --update     makes the references, and the pictures in the documentation, anew
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Camera } from './shots/camera.js';
import { References } from './shots/references.js';
import { illustrations, plan } from './shots/plan.js';
import { toPalette } from './shots/palette.js';

const folder = '.shots/gallery';
const illustrationsFolder = 'docs/images';

const flags = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const [wanted = '', ...more] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const unknown = [...flags.filter((flag) => flag !== '--check' && flag !== '--update'), ...more];
if (unknown.length > 0)
  throw new Error(`Unknown: ${unknown.join(' ')}. Known: --check, --update, and a part of a name.`);
const isUpdate = flags.includes('--update');
const isCheck = flags.includes('--check');

const shots = plan.filter(({ name, isReference }) => name.includes(wanted) && (isReference || !isCheck));
const drawn = isUpdate ? illustrations.filter(({ name }) => name.includes(wanted)) : [];
if (shots.length + drawn.length === 0 && wanted !== 'hero') throw new Error(`No picture has “${wanted}” in its name.`);

if (wanted === '') await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
await mkdir(illustrationsFolder, { recursive: true });

const camera = await Camera.open();
const references = new References(camera.browser, isUpdate);
try {
  for (const shot of shots) {
    const picture = await camera.take(shot);
    await writeFile(path.join(folder, `${shot.name}.png`), picture);
    if (shot.isReference) await references.check(shot.name, picture);
  }
  if (isUpdate && 'hero'.includes(wanted))
    await writeFile(path.join(illustrationsFolder, 'hero.png'), toPalette(await camera.takeDemo()));
  for (const shot of drawn) {
    await writeFile(path.join(illustrationsFolder, `${shot.name}.png`), toPalette(await camera.take(shot)));
  }
} finally {
  await camera.close();
}
if (wanted === '') await references.prune(shots);

const taken = `${String(shots.length + drawn.length)} pictures taken.`;
console.log(`${taken} ${await references.report()}`);
process.exitCode = (await references.fail()) ? 1 : 0;
