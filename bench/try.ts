import { startBrowser } from './browser.js';
import { buildSite } from './pages.js';
import { startWorld, selfSigned } from './servers.js';
import { Measurements, alternate } from './statistics.js';
import { measureFrame, measureWork } from './measures/frame.js';
const runs = Number(process.argv[2] ?? 3);
const { site, contenders } = await buildSite();
for (const [k,v] of site) console.log(k, v.length);
const cert = selfSigned();
const browser = await startBrowser(cert?.fingerprint);
const m = new Measurements();
const only = process.argv[3];
const fast = { name: 'unthrottled', oneWay: 0, bytesPerSecond: Infinity };
const slow = { name: 'slow 4G', oneWay: 75, bytesPerSecond: 200_000 };
const jobs: [typeof fast, boolean][] = [[fast,false],[slow,false],[{...slow,name:'slow 4G h2'},true]];
for (const [c, secure] of jobs) {
  if (only && !c.name.includes(only)) continue;
  const w = await startWorld(site, c, secure ? cert : undefined);
  if (!w) continue;
  const t = Date.now();
  await alternate(contenders, runs, async (x) => { try { await measureFrame(browser, w, x, m);} catch (e) { console.log(x.name, c.name, String(e)); } });
  console.log(c.name, Date.now()-t);
  w.close();
}
if (!only || only==='work') {
  const w = (await startWorld(site, fast))!;
  const t = Date.now();
  await alternate(contenders, runs, async (x) => { try { await measureWork(browser, w, x, 4, m);} catch (e) { console.log(x.name, String(e)); } });
  console.log('work', Date.now()-t);
  w.close();
}
for (const row of m.rows) { console.log(row); for (const c of m.columns) { const s = m.of(row,c); if (s) console.log('   ', c.padEnd(16), s.min.toFixed(0), s.median.toFixed(0), s.p90.toFixed(0), '  ratio', (s.min/(m.of(row,'by hand')?.min ?? NaN)).toFixed(3), (s.median/(m.of(row,'by hand')?.median ?? NaN)).toFixed(3)); } }
await browser.close();
process.exit(0);
