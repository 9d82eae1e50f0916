import type { Browser } from 'puppeteer-core';
import { pause, within, withPage } from '../browser.js';
import type { Contender } from '../pages.js';
import type { World } from '../servers.js';
import type { Measurements } from '../statistics.js';
import { addressOf } from './frame.js';

const patience = 30_000;
/** Milliseconds that a person reads the page, and that the pointer is over the button before it is pressed. */
const reading = 500;
const hovering = 100;

/** From the click until the provider has got the request for its frame. The pointer comes to rest on the button first. */
export async function measureClick(
  browser: Browser,
  world: World,
  { name, manualPath }: Contender,
  into: Measurements,
) {
  if (!manualPath) return;
  const { conditions, page: origin, frame } = world;
  await withPage(browser, 1, async ({ page }) => {
    const asked = world.nextFrame();
    await page.goto(addressOf(origin, manualPath, frame), { waitUntil: 'networkidle0', timeout: patience });
    // Visible: only then does Puppeteer look at each frame, and into shadow roots.
    const start = '#start, verification-upgrade >>> [part=button]';
    const button = await page.waitForSelector(start, { timeout: patience, visible: true });
    if (!button) throw new Error(`${name}: no button to click.`);
    await pause(reading);
    await button.hover();
    await pause(hovering);
    await button.click();
    const { at } = await within(patience, `${name}, click`, asked);
    const clickedAt = await page.evaluate(() => (globalThis as { clickedAt?: number }).clickedAt ?? NaN);
    into.add(`click to the frame, ${conditions.name} (ms)`, name, at - clickedAt);
  });
}
