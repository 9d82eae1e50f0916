import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Site } from '../support/site.js';
import { launchBrowser, press, untilStatus as untilShown, visit } from '../support/pages.js';
import { offer, startSite } from '../support/site.js';
import type { TabBrowser } from '../support/tabs.js';
import { eventually, recordOf, startChromium, untilStatus } from '../support/tabs.js';

const module = '<script type="module" src="/cdn/verification-upgrade.js"></script>';
const panel = `document.querySelector('verification-upgrade').shadowRoot?.querySelector('[part~=panel]')`;

describe('pages that others have reported, in Chromium', () => {
  let site: Site;
  let browser: TabBrowser;

  before(async () => {
    [site, browser] = await Promise.all([startSite(), startChromium()]);
  });
  after(async () => {
    await browser.close();
    await site.close();
  });

  // What MooTools 1.2 to 1.5 does with its compatibility layer: a class that takes the event of a browser.
  const mooTools = `<script>
    window.Event = function (event) { this.event = event; this.type = event.type.toLowerCase(); this.target = event.target.nodeName; };
  </script>`;

  it('one with a class of its own in place of Event has the whole upgrade, and its events', async () => {
    const tab = await browser.open();
    await tab.goTo(site.page({ replies: [offer('auto')], script: `${mooTools}${module}` }).url);
    await untilStatus(tab, 'approved');
    const { events, statuses } = await recordOf(tab);
    assert.deepEqual([...new Set(statuses)], ['requesting', 'loading', 'active', 'pending', 'approved']);
    assert.ok(events.some((event) => event.startsWith('upgrade-approved')));
  });

  // As in a plain script: `var URL = '/api/'`, a model of Backbone's named Comment, the class in place of Document of MooTools.
  const model = 'function (attributes) { if (this !== window) this.attributes = attributes; }';
  const variables = { URL: "'/api/'", Text: model, Comment: model, Document: model };
  const classic = '<script src="/cdn/verification-upgrade.classic.js"></script>';
  for (const [name, value] of Object.entries(variables)) {
    for (const [build, script] of Object.entries({ module, classic })) {
      it(`one with a variable of its own named ${name} has the SDK and the view (${build})`, async () => {
        const tab = await browser.open();
        const setup = { replies: [offer('quiet')], script: `<script>var ${name} = ${value};</script>${script}` };
        await tab.goTo(site.page(setup).url);
        await untilStatus(tab, 'active');
        await eventually(tab, `${panel}?.innerText.includes('Something not working?')`);
      });
    }
  }

  it('one in which no view can be made keeps a button, and the SDK', async () => {
    const tab = await browser.open();
    const broken = `<script>document.createComment = () => { throw new TypeError('Not here.'); };</script>`;
    await tab.goTo(site.page({ replies: [offer('quiet')], script: `${broken}${module}` }).url);
    await untilStatus(tab, 'active');
    const root = `document.querySelector('verification-upgrade').shadowRoot`;
    await eventually(tab, `${root}.querySelector('button')`);
    // Whatever asks for the views again finds that there are none.
    await tab.evaluate(`${root}.querySelector('button').click(), ${root}.host.start()`);
    await tab.evaluate('new Promise((resolve) => requestIdleCallback(resolve))');
    await eventually(tab, `${root}.querySelector('button')?.checkVisibility()`);
    await eventually(tab, `document.querySelector('verification-upgrade iframe').checkVisibility()`);
  });

  // What Cookiebot and its kind do until there is a consent: a frame loses its address.
  const consentTool = `<script>
    let hasConsent = false;
    const block = (frame) => {
      frame.dataset.src = frame.src;
      frame.removeAttribute('src');
    };
    const look = () => hasConsent || document.querySelectorAll('verification-upgrade iframe[src]').forEach(block);
    new MutationObserver(look).observe(document, { childList: true, subtree: true });
  </script>`;

  it('one whose consent tool keeps the frame away says so, and has the SDK after the consent', async () => {
    const tab = await browser.open();
    const setup = { replies: [offer('quiet')], attributes: 'ready-timeout="500"', script: `${consentTool}${module}` };
    await tab.goTo(site.page(setup).url);
    await untilStatus(tab, 'failed');
    const { console: lines } = await recordOf(tab);
    assert.match(lines.join(), /provider-timeout: .*consent tool/);
    await eventually(tab, `${panel}?.querySelector('button')`);
    const element = `document.querySelector('verification-upgrade')`;
    await tab.evaluate(`hasConsent = true, ${element}.readyTimeout = 20_000, ${panel}.querySelector('button').click()`);
    await untilStatus(tab, 'active');
  });

  // What qiankun does: the scripts of a sub-application get a proxy in place of the document, whose functions are bound.
  const microFrontend = `<script type="module">
    const bound = (value, target) => (...values) => value.apply(target, values);
    const proxy = new Proxy(document, {
      get: (target, name) => (typeof target[name] === 'function' ? bound(target[name], target) : target[name]),
    });
    const script = await fetch('/cdn/verification-upgrade.classic.js');
    new Function('document', await script.text())(proxy);
  </script>`;

  it('one that gives scripts a proxy in place of the document shows the views', async () => {
    const tab = await browser.open();
    await tab.goTo(site.page({ replies: [{ status: 500, body: {} }], script: microFrontend }).url);
    await untilStatus(tab, 'failed');
    await eventually(tab, `${panel}?.innerText.includes('Try again')`);
    const { console: lines } = await recordOf(tab);
    assert.deepEqual(
      lines.filter((line) => line.includes('TypeError')),
      [],
    );
  });

  // What hardened pages and wallets do with the classes of the platform.
  const frozen = '<script>for (const { prototype } of [Node, Element, HTMLElement]) Object.freeze(prototype);</script>';

  it('one that has frozen the classes of elements shows the views', async () => {
    const tab = await browser.open();
    await tab.goTo(site.page({ replies: [{ status: 500, body: {} }], script: `${frozen}${module}` }).url);
    await untilStatus(tab, 'failed');
    await eventually(tab, `${panel}?.innerText.includes('Try again')`);
  });

  // What the polyfill of custom elements does to `attachInternals()`, and the one of element internals to the states.
  const polyfills = {
    'custom elements': `HTMLElement.prototype.attachInternals = () => { throw new DOMException('', 'NotSupportedError'); };`,
    'element internals': `const { add } = CustomStateSet.prototype;
      CustomStateSet.prototype.add = function (name) {
        if (!name.startsWith('--')) throw new DOMException('must start with --');
        return add.call(this, name);
      };`,
  };
  for (const [name, polyfill] of Object.entries(polyfills)) {
    it(`one with a polyfill of ${name}, which lacks states, has the whole upgrade`, async () => {
      const tab = await browser.open();
      await tab.goTo(site.page({ replies: [offer('auto')], script: `<script>${polyfill}</script>${module}` }).url);
      await untilStatus(tab, 'approved');
    });
  }

  // As in apps: capacitor://localhost, tauri://localhost, app:// or file:. Tests can open blob: alone.
  const app = `<script type="module">
    const scripts = ['/fixtures/recorder.js', '/cdn/verification-upgrade.classic.js'].map(
      (path) => '<script src="' + new URL(path, location.href) + '"></' + 'script>',
    );
    const html = new Blob([...scripts, '<verification-upgrade></verification-upgrade>'], { type: 'text/html' });
    document.body.append(Object.assign(document.createElement('iframe'), { src: URL.createObjectURL(html) }));
  </script>`;

  it('one without an http address says that the endpoint needs one', async () => {
    const tab = await browser.open();
    await tab.goTo(site.page({ replies: [], script: app }).url);
    await eventually(tab, `frames[0]?.document.querySelector('verification-upgrade')?.state?.status === 'failed'`);
    await eventually(tab, `frames[0].eval("recorded").console.some((line) => line.includes("Set \\"endpoint\\""))`);
  });

  /** The page has loaded the vendor's SDK, which shows a button and uses the camera in the page itself. */
  const onfido = `${module}<script>
    addEventListener('DOMContentLoaded', () => {
      const init = ({ containerEl }) => {
        containerEl.append(document.createElement('button'));
        return { tearDown: () => containerEl.replaceChildren() };
      };
      document.querySelector('verification-upgrade').providerOptions = { onfido: { sdk: { init } } };
    });
  </script>`;
  const upgrade = { provider: 'onfido', status: 'open', token: 'e30.e30.x', workflowRunId: 'run-1' };
  const replies = [{ body: { currentLevel: 'hero', nextLevel: 'satoshi', upgrade } }];

  for (const [policy, code] of [
    ['camera=()', 'camera-blocked'],
    ['camera=(self), microphone=()', 'microphone-blocked'],
    ['camera=(self), microphone=(self)', undefined],
  ] as const) {
    it(`one with ${policy}, whose SDK runs in the page itself, is told ${code ?? 'nothing'}`, async () => {
      const tab = await browser.open();
      await tab.goTo(site.page({ headers: { 'permissions-policy': policy }, replies, script: onfido }).url);
      await untilStatus(tab, 'active');
      if (code) await eventually(tab, `recorded.console.some((line) => line.includes('${code}: This page'))`);
      const { events } = await recordOf(tab);
      const warnings = events.filter((event) => event.startsWith('upgrade-warning'));
      assert.equal(warnings.length, code ? 1 : 0);
      if (code) assert.match(warnings.join(), new RegExp(code));
    });
  }

  // What vaul does, and all that is built on it.
  const drawer = `<script>
    document.addEventListener('pointerdown', ({ target, pointerId }) => target.setPointerCapture(pointerId));
  </script>`;

  it('one with a drawer that captures the pointer has buttons that can be pressed', async () => {
    const mouse = await launchBrowser();
    const setup = { replies: [offer('quiet')], attributes: 'launch="manual"', script: `${module}${drawer}` };
    const { page } = await visit(mouse, site.page(setup).url);
    try {
      await press(page, 'Start verification');
      await untilShown(page, 'active');
    } finally {
      await mouse.close();
    }
  });
});
