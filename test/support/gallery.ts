import { fixture, html } from '@open-wc/testing';
import '../../src/index.js';
import { buildView, reachView } from '../../demo/gallery/mount.js';
import type { GalleryView } from '../../demo/gallery/views.js';
import { groups } from '../../demo/gallery/views.js';
import type { VerificationUpgradeElement } from '../../src/index.js';
import { fakeClock } from './fake-clock.js';
import { emulators } from './upgrade.js';

/** Every view of the gallery, by its name. */
export const views: readonly (readonly [name: string, view: GalleryView])[] = Object.values(groups).flatMap((group) =>
  Object.entries(group),
);

/** Brings a view onto the page. It is taken off it after the test. */
export async function showView(
  view: GalleryView,
  attributes: Readonly<Record<string, string>> = {},
): Promise<VerificationUpgradeElement> {
  const { sumsub } = await emulators();
  const element = buildView(view, sumsub);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  // Time passes by itself, but for a view that takes seconds of it.
  const clock = view.after === undefined ? undefined : fakeClock({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  await fixture(html`<div>${element}</div>`);
  await reachView(element, view, (milliseconds) => clock?.tickAsync(milliseconds) ?? Promise.resolve());
  clock?.restore();
  return element;
}
