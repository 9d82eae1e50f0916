import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Integrity } from '../../scripts/cdn/integrity.js';
import { builtInProviders } from '../../src/providers/registry.js';
import type { Site } from '../support/site.js';
import { offer, startSite } from '../support/site.js';
import type { Tab } from '../support/tabs.js';
import { eventually, inEachEngine, recordOf, untilStatus } from '../support/tabs.js';

const hash = (kind: 'sha256' | 'sha384', content: string | Buffer) =>
  `${kind}-${createHash(kind).update(content).digest('base64')}`;

const { files, importmap, earlyReply } = JSON.parse(readFileSync('dist/cdn/integrity.json', 'utf8')) as Integrity;
const element = "document.querySelector('verification-upgrade')";

const tagOf = (file: string, attributes: string) =>
  `<script ${attributes} src="/cdn/${file}" integrity="${files[file] ?? ''}" crossorigin></script>`;

/** The map of `integrity.json`, for scripts that lie in `/cdn/`. */
const map = JSON.stringify(importmap).replaceAll('"./', '"/cdn/');
const otherMap = '{ "imports": { "page": "/page.js" } }';
const mapTag = (text: string) => `<script type="importmap">${text}</script>`;
const module = `${mapTag(map)}${tagOf('verification-upgrade.js', 'type="module"')}`;
const classic = tagOf('verification-upgrade.classic.js', 'defer');

/** Nothing inline but these very maps. */
const headers = {
  'content-security-policy':
    `default-src 'none'; script-src SELF '${hash('sha256', map)}' '${hash('sha256', otherMap)}'; connect-src SELF/api/v2/user/upgrade; ` +
    "frame-src SUMSUB; img-src data:; require-trusted-types-for 'script'; trusted-types lit-html",
};

describe('integrity.json', () => {
  const scripts = readdirSync('dist/cdn').filter((file) => file.endsWith('.js'));

  it('has the hash of each script', () => {
    const hashes = scripts.map((file) => [file, hash('sha384', readFileSync(`dist/cdn/${file}`))]);
    assert.ok(scripts.length > 10);
    assert.deepEqual(files, Object.fromEntries(hashes));
  });

  it('has an import map with each module', () => {
    const modules = scripts.filter((file) => !file.includes('classic')).map((file) => [`./${file}`, files[file]]);
    assert.deepEqual(importmap, { integrity: Object.fromEntries(modules) as unknown });
  });
});

describe('preload.html', () => {
  const html = readFileSync('dist/cdn/preload.html', 'utf8');
  const links = [...html.matchAll(/<link rel="modulepreload" href="\.\/([^"]+)" integrity="([^"]+)"/g)].map(
    ([, file = '', integrity = '']) => ({ file, integrity }),
  );
  let site: Site;
  before(async () => {
    site = await startSite();
  });
  after(() => site.close());

  it('has the hash of each file that it names', () => {
    assert.deepEqual(
      links.map(({ integrity }) => integrity),
      links.map(({ file }) => files[file]),
    );
  });

  it('names the views for pages that show one first, and has a frame of the host that "warm-up" contacts', () => {
    const hints = html.replace(/<!--[^]*?-->/g, '');
    const shown = links.filter(({ file }) => hints.includes(file)).map(({ file }) => file.replace(/-.{6}\.js$/, ''));
    assert.deepEqual(shown, ['verification-upgrade.js', 'sumsub', 'attempt-host']);
    const comments = html.match(/<!--[^]*?-->/g)?.join('') ?? '';
    assert.equal(
      /<iframe hidden sandbox .*? src="([^"]+)"/.exec(comments)?.[1],
      builtInProviders['sumsub']?.warmUpUrl?.({}),
    );
  });

  it('has the script whose hash is in integrity.json', () => {
    assert.equal(/<script>([^]*?)<\/script>/.exec(html)?.[1], earlyReply.script);
    assert.equal(earlyReply.hash, hash('sha256', earlyReply.script));
  });

  inEachEngine((open) => {
    it('names the files that a page with Sumsub loads, and each is loaded once', async () => {
      const tab = await open();
      const from = site.asked.length;
      const hints = links.map(
        ({ file, integrity }) =>
          `<link rel="modulepreload" href="/cdn/${file}" integrity="${integrity}" crossorigin="anonymous">`,
      );
      const script = `${mapTag(map)}${hints.join('')}${tagOf('verification-upgrade.js', 'type="module"')}`;
      await tab.goTo(site.page({ script, replies: [offer('quiet')] }).url);
      await untilStatus(tab, 'active');
      const asked = site.asked.slice(from).filter((path) => path.startsWith('/cdn/'));
      // They come beside the SDK, so that they are not among what the SDK waits for.
      const first = asked.filter((path) => !/^\/cdn\/(advice|help)-/.test(path));
      assert.deepEqual(first.sort(), links.map(({ file }) => `/cdn/${file}`).sort());
      assert.deepEqual((await recordOf(tab)).console, []);
    });
  });
});

describe('scripts that are pinned by their hashes', () => {
  let site: Site;
  before(async () => {
    site = await startSite();
  });
  afterEach(() => {
    site.alter = undefined;
  });
  after(() => site.close());

  /** From now on, a line is added to each script whose path fits. It tells on itself. */
  const tamperWith = (path: RegExp) => {
    site.alter = (asked, script) => (path.test(asked) ? `console.log('Tampered with.');${script}` : script);
  };

  const visit = async (tab: Tab, script: string) => {
    const { url, requests } = site.page({ script, headers, replies: [offer('quiet')] });
    await tab.goTo(url);
    return requests;
  };

  const hasRunTampered = async (tab: Tab) => (await recordOf(tab)).console.some((line) => line.includes('Tampered'));

  inEachEngine((open, engine) => {
    for (const [name, script] of Object.entries({ 'the module': module, 'the classic script': classic })) {
      it(`${name} takes the user to the SDK`, async () => {
        const tab = await open();
        await visit(tab, script);
        await untilStatus(tab, 'active');
        assert.deepEqual((await recordOf(tab)).violations, []);
      });

      it(`${name} does not run once it is another`, async () => {
        tamperWith(/\/verification-upgrade\./);
        const tab = await open();
        const requests = await visit(tab, script);
        await eventually(tab, `document.readyState === 'complete'`);
        assert.equal(await hasRunTampered(tab), false);
        assert.equal(await tab.evaluate(`${element}.matches(':defined')`), false);
        assert.deepEqual(await requests(), []);
      });
    }

    for (const chunk of ['attempt-host', 'sumsub']) {
      it(`no chunk "${chunk}" runs that is another, and the user has a button`, async () => {
        tamperWith(new RegExp(`/${chunk}-`));
        const tab = await open();
        await visit(tab, module);
        await untilStatus(tab, 'failed');
        assert.equal(await tab.evaluate(`${element}.state.error.code`), 'provider-load-failed');
        assert.equal(await hasRunTampered(tab), false);
        assert.equal(await tab.evaluate("document.querySelectorAll('iframe').length"), 0);
        // Pressed, it asks under no address that the map does not have.
        await eventually(tab, `[...${element}.shadowRoot.querySelectorAll('button')].some((b) => (b.click(), true))`);
        await eventually(tab, "recorded.statuses.filter((status) => status === 'failed').length === 2");
        assert.equal(await hasRunTampered(tab), false);
      });
    }

    it('no views run that are others, and the user has a button', async () => {
      tamperWith(/\/upgrade-view-/);
      const tab = await open();
      await visit(tab, module);
      // The SDK does not wait for the views.
      await untilStatus(tab, 'active');
      await eventually(tab, `${element}.shadowRoot.querySelector('button:not([hidden])')`);
      assert.equal(await hasRunTampered(tab), false);
    });

    // Firefox takes the first map of a page, and no other.
    if (engine.name !== 'firefox') {
      it('the map may be the second one of the page', async () => {
        tamperWith(/\/sumsub-/);
        const tab = await open();
        await visit(tab, mapTag(otherMap) + module);
        await untilStatus(tab, 'failed');
        assert.equal(await hasRunTampered(tab), false);
      });
    }
  });
});
