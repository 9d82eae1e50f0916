import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { build } from 'esbuild';
import { startHost, type Host } from '../frameworks/support/host.js';
import { entries } from '../support/entries.js';
import { createProject, type Project } from '../support/packed.js';
import { eventually, inEachEngine, recordOf, untilStatus, type Tab } from '../support/tabs.js';

/** Prints what Lit's renderer for servers makes of a tag. */
const SERVER = `
  import { render } from '@lit-labs/ssr';
  import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
  import { html } from 'lit';
  import 'verification-upgrade';
  const headers = { 'user-authorization': 'user-token' };
  process.stdout.write(await collectResult(render(html\`<verification-upgrade
    lang="nl" launch=\${process.argv[2]} .headers=\${headers}><p slot="approved">Yes</p></verification-upgrade>\`)));
`;
const pages = ['upgraded', 'hydrated'] as const;
/** A shadow root of the page's own, to show something until the script is there. */
const declared = '<template shadowrootmode="open"><p class="place">A moment</p></template>';
const HYDRATION = `import '@lit-labs/ssr-client/lit-element-hydrate-support.js';`;

const pageWith = (tag: string, script: string) => `<!doctype html><html lang="en"><head><title>A page</title>
  <link rel="icon" href="data:,"></head><body data-sumsub="SUMSUB">${tag}${script}</body></html>`;

describe('on a server', () => {
  let project: Project;
  let tag: string;
  let quietTag: string;

  before(async () => {
    project = await createProject('@lit-labs/ssr', '@lit-labs/ssr-client');
    await project.write({ 'server.js': SERVER });
    tag = await project.run('node', 'server.js', 'auto');
    quietTag = (await project.run('node', 'server.js', 'manual')).replace('<p', `${declared}<p`);
  });
  after(() => project.remove());

  // As Node does by itself, and as React's server components have it.
  for (const conditions of [[], ['--conditions=react-server']])
    it(`imports every entry, and leaves nothing behind that would keep the process ${conditions.join()}`, async () => {
      const specifiers = entries.map(({ specifier }) => specifier);
      assert.ok(specifiers.includes('verification-upgrade/providers/veriff'));
      assert.ok(specifiers.includes('verification-upgrade/locales/nl'));
      // The component is for projects that have React: test/frameworks/projects.test.ts.
      const modules = specifiers.filter((specifier) => !/\.json$|\/react18$|\/server\/redis$/.test(specifier));
      const lines = [
        ...modules.map((specifier) => `await import('${specifier}');`),
        `process.on('exit', () => console.log(process.getActiveResourcesInfo().join(), typeof document, typeof window));`,
      ];
      await project.write({ 'import.js': lines.join('\n') });
      assert.equal(await project.run('node', ...conditions, 'import.js'), ' undefined undefined\n');
    });

  it('keeps closed what is no entry', async () => {
    await project.write({ 'closed.js': `await import('verification-upgrade/providers/registry');` });
    await assert.rejects(project.run('node', 'closed.js'), /ERR_PACKAGE_PATH_NOT_EXPORTED/);
  });

  it('is rendered as it is written, and without the headers', () => {
    assert.match(tag, /<verification-upgrade\s+lang="nl" launch="auto"\s*>.*<p slot="approved">Yes/s);
    assert.doesNotMatch(tag, /template|user-token/);
  });

  describe('and then in a browser', () => {
    let host: Host;

    before(async () => {
      await project.write({
        'upgraded.js': `import 'verification-upgrade';`,
        'hydrated.js': `${HYDRATION} import 'verification-upgrade';`,
        ...Object.fromEntries(
          pages.map((name) => [`dist/${name}.html`, pageWith(tag, `<script type="module" src="${name}.js"></script>`)]),
        ),
      });
      const { folder: absWorkingDir } = project;
      // One by one: in a chunk of both, Lit would come before what teaches it to hydrate.
      for (const name of pages)
        await build({ absWorkingDir, entryPoints: [`${name}.js`], outdir: 'dist', bundle: true, format: 'esm' });
      host = await startHost({
        page: { folder: path.join(project.folder, 'dist') },
        recorder: { folder: 'test/pages-fixtures' },
      });
    });
    after(() => host.close());

    const all = (selector: string, element = `document.querySelector('verification-upgrade')`) =>
      `${element}.shadowRoot.querySelectorAll('${selector}').length`;

    async function visit(tab: Tab, page: string) {
      const run = randomUUID();
      await tab.goTo(`${host.origin}/page/${page}.html?scenario=happy&run=${run}`);
      return async () => (await host.requests(run)).filter(({ method }) => method === 'POST').length;
    }

    inEachEngine((open) => {
      for (const page of pages) {
        it(`is ${page}: one POST, one shadow root's worth of content`, async () => {
          const tab = await open();
          const posts = await visit(tab, page);
          await untilStatus(tab, 'active');
          assert.equal(await tab.evaluate(all('slot[name=provider]')), 1);
          assert.equal(await posts(), 1);
          assert.deepEqual((await recordOf(tab)).console, []);
        });

        it(`is ${page} where it comes late, with a shadow root that the page has declared`, async () => {
          const tab = await open();
          const posts = await visit(tab, page);
          await untilStatus(tab, 'active');
          await tab.evaluate(`(() => {
            window.late = document.body.appendChild(document.createElement('div'));
            late.setHTMLUnsafe(${JSON.stringify(quietTag)});
          })()`);
          const element = 'late.firstElementChild';
          await eventually(tab, all('[part~=button]', element));
          assert.equal(await tab.evaluate(all('[part~=button]', element)), 1);
          assert.equal(await posts(), 1);
          assert.deepEqual((await recordOf(tab)).console, []);
        });
      }
    });
  });
});
