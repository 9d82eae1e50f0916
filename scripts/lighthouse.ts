/**
 * Has Lighthouse look at the demo, as on a phone and as on a desktop, for accessibility and best practices. Exits with 1
 * below 100, and says what is missing. Nothing leaves this machine.
 */
import lighthouse, { desktopConfig } from 'lighthouse';
import type { Config, Result } from 'lighthouse';
import { launch } from 'puppeteer-core';
import { findChromium } from '../test/support/chromium.js';
import { serveDemo } from './demo-site.js';

const categories = ['accessibility', 'best-practices'];

const site = await serveDemo(['index.html'], '.cache/lighthouse');
const browser = await launch(findChromium('browser'));
let isPerfect = true;
try {
  for (const [device, config] of Object.entries({ phone: undefined, desktop: desktopConfig })) {
    const result = await look(config);
    const scores = Object.values(result.categories).map(({ title, score }) => `${title} ${toPercent(score)}`);
    console.log(`${device}: ${scores.join(', ')}`);
    for (const missing of faults(result)) console.log(`  ${missing}`);
    isPerfect &&= Object.values(result.categories).every(({ score }) => score === 1);
  }
} finally {
  await browser.close();
  await site.close();
}
process.exitCode = isPerfect ? 0 : 1;

async function look(config: Config | undefined): Promise<Result> {
  const page = await browser.newPage();
  try {
    // Speed is not what this is about: a slow line would only take time.
    const flags = { onlyCategories: categories, throttlingMethod: 'provided', logLevel: 'error' } as const;
    const seen = await lighthouse(site.url, flags, config, page);
    if (!seen) throw new Error('Lighthouse has seen nothing.');
    if (seen.lhr.runtimeError) throw new Error(seen.lhr.runtimeError.message);
    return seen.lhr;
  } finally {
    await page.close();
  }
}

/** Audits that count and were not passed; `null` is one that did not apply. */
function faults({ categories, audits }: Result): string[] {
  return Object.values(categories)
    .flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0))
    .map(({ id }) => audits[id])
    .filter((audit) => audit !== undefined && audit.score !== null && audit.score < 1)
    .map((audit) => `${audit?.id ?? ''}: ${audit?.title ?? ''}\n${JSON.stringify(audit?.details ?? {}, undefined, 1)}`);
}

function toPercent(score: number | null): string {
  return score === null ? 'unknown' : String(Math.round(score * 100));
}
