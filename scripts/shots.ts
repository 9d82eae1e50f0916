import { mkdir, writeFile } from 'node:fs/promises';
import { Camera } from './shots/camera.js';
import { plan } from './shots/plan.js';
const only = new RegExp(process.argv[2] ?? '');
await mkdir('.shots/gallery', { recursive: true });
const camera = await Camera.open();
const t = Date.now();
let n = 0;
for (const shot of plan) {
  if (!only.test(shot.name)) continue;
  n++;
  try { await writeFile(`.shots/gallery/${shot.name}.png`, await camera.take(shot)); }
  catch (e) { console.log(shot.name, e); }
}
await camera.close();
console.log(n, Date.now() - t);
