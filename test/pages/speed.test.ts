import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Site } from '../support/site.js';
import { offer, startSite } from '../support/site.js';
import type { Tab } from '../support/tabs.js';
import { eventually, inEachEngine, untilStatus } from '../support/tabs.js';

const element = "document.querySelector('verification-upgrade')";
const button = `${element}.shadowRoot?.querySelector('[part=button]')`;
const chunks = ['attempt', 'upgrade-view', 'sumsub'];

/** Which of the chunks have been asked for. */
const asked = (paths: readonly string[], wanted = chunks) =>
  wanted.filter((chunk) => paths.some((path) => path.startsWith(`/cdn/${chunk}-`)));

/** Runs in the page, before the element: `timers` has what the element has set and what has neither fired nor been cleared. */
function noteTimers(): void {
  const page = window as unknown as Record<string, (...args: unknown[]) => unknown> & { timers: Set<unknown> };
  page.timers = new Set();
  for (const [set, clear] of [
    ['setTimeout', 'clearTimeout'],
    ['setInterval', 'clearInterval'],
    ['requestAnimationFrame', 'cancelAnimationFrame'],
  ] as const) {
    const [start, stop] = [page[set]?.bind(window), page[clear]?.bind(window)];
    if (!start || !stop) return;
    page[set] = (callback, ...options) => {
      const isOurs = new Error().stack?.includes('/cdn/') === true;
      const id = start(
        (...args: unknown[]) => {
          if (set !== 'setInterval') page.timers.delete(id);
          (callback as (...args: unknown[]) => void)(...args);
        },
        ...options,
      );
      if (isOurs) page.timers.add(id);
      return id;
    };
    page[clear] = (id) => (page.timers.delete(id), stop(id));
  }
}

describe('what is on its way when', () => {
  let site: Site;
  before(async () => {
    site = await startSite();
  });
  after(() => site.close());

  /** All that was asked for since the page was opened, once that page is ready to be used. */
  async function openManual(tab: Tab, before = '') {
    const from = site.asked.length;
    const script = `${before}<script type="module" src="/cdn/verification-upgrade.js"></script>`;
    const { url, requests } = site.page({ replies: [offer('quiet')], attributes: 'launch="manual"', script });
    await tab.goTo(url);
    await eventually(tab, `${button} !== null && ${button} !== undefined`);
    return { paths: () => site.asked.slice(from), requests };
  }

  afterEach(() => {
    site.broken = undefined;
    site.held = undefined;
  });

  /** Which of the wanted chunks have been asked for since, at the latest after five seconds. */
  async function untilAsked(from: number, wanted = chunks) {
    const found = () => asked(site.asked.slice(from), wanted);
    for (let tries = 0; found().length < wanted.length && tries < 100; tries++) await sleep(50);
    return found();
  }

  inEachEngine((open) => {
    it('launch="auto": before the answer, what the SDK waits for is asked for, and then the views', async () => {
      const tab = await open();
      const from = site.asked.length;
      await tab.goTo(site.page({ replies: [{ hang: true }] }).url);
      await untilStatus(tab, 'requesting');
      await untilAsked(from);
      const inOrder = site.asked
        .slice(from)
        .flatMap((path) => chunks.filter((chunk) => path.startsWith(`/cdn/${chunk}-`)));
      assert.deepEqual(inOrder.slice(0, 2).sort(), ['attempt', 'sumsub']);
      assert.deepEqual(inOrder.slice(2), ['upgrade-view']);
    });

    it('launch="auto": the user has a view, also if what the SDK waits for does not arrive', async () => {
      site.held = /\/cdn\/(attempt|sumsub)-/;
      const tab = await open();
      await tab.goTo(site.page({ replies: [offer('quiet')] }).url);
      await eventually(tab, `${element}.shadowRoot?.querySelector('[part=panel]') !== null`);
      assert.equal(await tab.evaluate(`${element}.state.status`), 'requesting');
    });

    it('the words of another language are asked for before the answer, whether the views are there or not', async () => {
      site.broken = /\/cdn\/upgrade-view-/;
      const tab = await open();
      const from = site.asked.length;
      await tab.goTo(site.page({ replies: [{ hang: true }], attributes: 'lang="de-AT"' }).url);
      await untilStatus(tab, 'requesting');
      assert.deepEqual(await untilAsked(from, ['de']), ['de']);
    });

    for (const [intent, act] of Object.entries({
      'a pointer over the button': "dispatchEvent(new PointerEvent('pointerenter'))",
      'the focus on the button': 'focus()',
    })) {
      it(`launch="manual": ${intent} fetches what the click will need, and asks nothing of the server`, async () => {
        const tab = await open();
        const from = site.asked.length;
        const { paths, requests } = await openManual(tab);
        assert.deepEqual(asked(paths()), ['upgrade-view']);
        await tab.evaluate(`${button}.${act}`);
        const fetched = "performance.getEntriesByType('resource').filter(({ name }) => /(attempt|sumsub)-/.test(name))";
        await eventually(tab, `${fetched}.length === 2`);
        assert.deepEqual(await requests(), []);
        await tab.evaluate(`${button}.click()`);
        await untilStatus(tab, 'active');
        const later = await untilAsked(from, [...chunks, 'en', 'help', 'advice']);
        assert.deepEqual(later, [...chunks, 'en', 'help', 'advice']);
        const scripts = paths().filter((path) => path.startsWith('/cdn/'));
        assert.equal(scripts.length, 1 + later.length, 'each is asked for once');
      });
    }

    it('launch="manual": nothing ticks while the user does nothing', async () => {
      const tab = await open();
      await openManual(tab, `<script>(${noteTimers.toString()})()</script>`);
      // Ours alone: a browser's driver has timers of its own. What is set once may still be to come.
      await eventually(tab, 'timers.size === 0');
    });
  });
});
