import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Site } from '../support/site.js';
import { startSite } from '../support/site.js';
import type { TabBrowser } from '../support/tabs.js';
import { eventually, recordOf, startChromium } from '../support/tabs.js';

const claims = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const uuid = '0f8fad5b-d9cb-469f-a165-70867728950e';

/** Each form of a payload that a vendor documents, and the host that its SDK frames. */
const payloads: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>> = {
  sumsub: {
    'an opaque token': { access_token: `_act-${uuid}` },
    'an opaque token of the sandbox': { access_token: `_act-sbx-${uuid}` },
    'a JWT with a host': { access_token: `_act-jwt-e30.${claims({ url: 'https://api.sumsub.com' })}.-v2` },
    'a JWT of the sandbox': { access_token: `_act-sbx-jwt-e30.${claims({ url: 'https://api.sumsub.com' })}.-v2` },
    'a JWT without a host': { access_token: `_act-sbx-jwt-e30.${claims({ jti: uuid })}.-v2` },
  },
  veriff: {
    'a session URL': { url: `https://magic.veriff.me/v/${uuid}` },
    'a session URL of another region': { url: `https://alchemy.veriff.com/v/${uuid}` },
  },
  persona: {
    'an inquiry': { inquiryId: 'inq_1234567890', sessionToken: uuid },
    'a template': { templateId: 'itmpl_1234567890' },
  },
  didit: { 'a session URL': { url: `https://verify.didit.me/session/${uuid}` } },
};

/** The documented lines, by provider: the policy for the camera, and what the content policy frames. */
function documented(): readonly { file: string; provider: string; permissions: string; frames: string }[] {
  const lines = (file: string) => readFileSync(file, 'utf8').split('\n');
  const rows = lines('docs/providers.md').flatMap((line) => {
    const [, provider = '', csp = '', permissions = ''] = line
      .split('|')
      .map((cell) => cell.replaceAll('`', '').trim());
    const frames = /frame-src [^;]*/.exec(csp)?.[0] ?? '';
    return permissions.startsWith('camera=') && provider in payloads
      ? [{ file: 'docs/providers.md', provider, permissions, frames }]
      : [];
  });
  const pages = ['README.md', 'SECURITY.md'].map((file) => {
    const [permissions = ''] = lines(file).flatMap((line) => line.split('Permissions-Policy: ').slice(1));
    const [frames = ''] = /frame-src https:[^;\n]*/.exec(readFileSync(file, 'utf8')) ?? [];
    return { file, provider: 'sumsub', permissions, frames };
  });
  return [...pages, ...rows];
}

describe('the documented headers, in Chromium', () => {
  let site: Site;
  let browser: TabBrowser;
  before(async () => {
    // No vendor is contacted: which host the SDK frames, and what the browser grants it, is known before.
    [site, browser] = await Promise.all([
      startSite(),
      startChromium('shell', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost'),
    ]);
  });
  after(async () => {
    await browser.close();
    await site.close();
  });

  it('are found for each provider, in each document', () => {
    const found = documented().map(({ file, provider, permissions, frames }) => {
      assert.match(permissions, /^camera=\(.*microphone=\(/);
      assert.match(frames, /^frame-src https:/);
      return `${file} ${provider}`;
    });
    const inTable = Object.keys(payloads).map((provider) => `docs/providers.md ${provider}`);
    assert.deepEqual(found.toSorted(), ['README.md sumsub', 'SECURITY.md sumsub', ...inTable].toSorted());
  });

  for (const { file, provider, permissions, frames } of documented()) {
    for (const [what, payload] of Object.entries(payloads[provider] ?? {})) {
      it(`${file} lets the frame of ${provider} use the camera (${what})`, async () => {
        const headers = { 'permissions-policy': permissions, 'content-security-policy': frames };
        const body = { currentLevel: 'hero', nextLevel: 'satoshi', upgrade: { provider, status: 'open', ...payload } };
        const tab = await browser.open();
        await tab.goTo(site.page({ headers, replies: [{ body }], hasOwnHost: false }).url);
        const frame = `document.querySelector('iframe[src^=https]')`;
        await eventually(tab, frame);
        const may = await tab.evaluate(
          `['camera', 'microphone'].map((name) => ${frame}.featurePolicy.allowsFeature(name))`,
        );
        const origin = await tab.evaluate(`new URL(${frame}.src).origin`);
        assert.deepEqual(may, [true, true], `${String(origin)} is not in ${permissions}`);
        assert.deepEqual((await recordOf(tab)).violations, []);
      });
    }
  }
});
