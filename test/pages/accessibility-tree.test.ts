import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type { Browser, CDPSession, Page, Protocol } from 'puppeteer-core';
import { groups } from '../../demo/gallery/views.js';
import { freezeClock } from '../support/frozen-clock.js';
import type { Site } from '../support/pages.js';
import { launchBrowser, startBuiltDemo, visit } from '../support/pages.js';

/**
 * What assistive technology is given for each view of the gallery, in lines that a reviewer can read. Where it is meant to
 * change: `UPDATE_TREES=1 npm run test:node -- test/pages/accessibility-tree.test.ts`, then read the difference.
 */
const file = 'test/pages-fixtures/accessibility-trees.txt';
const views = Object.values(groups).flatMap((group) => Object.keys(group));

type Node = Protocol.Accessibility.AXNode;

/** Boxes without a meaning, and the parts of a text. */
const silent = /^(generic|none|InlineTextBox|RootWebArea)$/;

/** The facts of a node that a screen reader reads out. */
const facts = /^(level|live|atomic|disabled|expanded|modal|focused|valuemin|valuemax|url)$/;

/** The browser builds the tree bit by bit, after the page is drawn: it is complete once two frames show the same. */
async function treeOf(page: Page): Promise<string> {
  const session = await page.createCDPSession();
  let tree: string | undefined;
  let last: string | undefined;
  do {
    last = tree;
    await page.evaluate('new Promise(requestAnimationFrame)');
    tree = await readTree(session);
  } while (tree !== last);
  return tree;
}

async function readTree(session: CDPSession): Promise<string> {
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const lines = (node: Node | undefined, depth: number): string[] => {
    if (!node) return [];
    const line = node.ignored || silent.test(text(node.role)) ? undefined : describeNode(node);
    const below = (node.childIds ?? []).flatMap((id) => lines(byId.get(id), line === undefined ? depth : depth + 1));
    // A text that only repeats the name of what it is in says nothing new.
    const repeats = below.length === 1 && below[0]?.trim() === `text ${JSON.stringify(text(node.name))}`;
    return line === undefined ? below : ['  '.repeat(depth) + line, ...(repeats ? [] : below)];
  };
  return lines(nodes[0], 1).join('\n');
}

function describeNode({ role, name, description, value, properties = [] }: Node): string {
  const told = properties
    .filter((property) => facts.test(property.name) && property.value.value !== false)
    .map((property) => `${property.name}=${text(property.value).replace(/^https?:\/\/[^/]+/, '')}`);
  const named = [text(name), text(description)].filter(Boolean).map((words) => JSON.stringify(words));
  const now = text(value);
  const kind = text(role) === 'StaticText' ? 'text' : text(role);
  return [kind, ...named, ...(now ? [`value=${now}`] : []), ...told].join(' ');
}

const text = (value: Protocol.Accessibility.AXValue | undefined): string => String(value?.value ?? '');

/** From the name of each view to its lines. */
const parse = (all: string): ReadonlyMap<string, string> =>
  new Map(all.split(/^(?=\S)/m).map((part) => [part.slice(0, part.indexOf('\n')), part.trimEnd()]));

describe('the accessibility tree', { concurrency: 3 }, () => {
  const seen = new Map<string, string>();
  let site: Site;
  let browser: Browser;
  let expected: ReadonlyMap<string, string>;

  before(async () => {
    [site, browser] = await Promise.all([startBuiltDemo(), launchBrowser()]);
    expected = parse(await readFile(file, 'utf8').catch(() => ''));
  });

  after(async () => {
    await browser.close();
    await site.close();
    if (process.env['UPDATE_TREES'] === undefined) return;
    await writeFile(file, `${views.map((view) => seen.get(view)).join('\n\n')}\n`);
  });

  for (const view of views) {
    it(`of ${view} says what there is`, async () => {
      const url = `${site.url}demo/gallery.html?view=${view}`;
      const { page, leave, complaints } = await visit(browser, url, { prepare: freezeClock });
      await page.waitForSelector(':root[data-ready]');
      const tree = `${view}\n${await treeOf(page)}`;
      assert.deepEqual(complaints, []);
      seen.set(view, tree);
      if (process.env['UPDATE_TREES'] === undefined) assert.equal(tree, expected.get(view));
      await leave();
    });
  }

  it('is known of no view that is gone', () => {
    if (process.env['UPDATE_TREES'] === undefined) assert.deepEqual([...expected.keys()], views);
  });
});
