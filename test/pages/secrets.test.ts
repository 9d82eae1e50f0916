import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Reply } from '../support/upgrade.js';
import type { PageSetup, Site } from '../support/site.js';
import { offer, startSite } from '../support/site.js';
import type { Tab } from '../support/tabs.js';
import { inEachEngine, recordOf, untilStatus } from '../support/tabs.js';

/** A token that the test knows, in the looks of the provider's. */
function tokenThat(play: string, more: object = {}): { readonly token: string; readonly forms: readonly string[] } {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const claims = { jti: 'the-secret-itself', play, url: 'https://api.sumsub.com', ...more };
  const token = `_act-sbx-jwt-${encode({ alg: 'none' })}.${encode(claims)}.-v2`;
  // As it is, its claims alone, and as the provider's frame address writes it.
  return { token, forms: [token, encode(claims), Buffer.from(token).toString('base64').slice(0, 40), claims.jti] };
}

const replyWith = (accessToken: string): Reply => ({
  body: { currentLevel: 'hero', nextLevel: 'satoshi', upgrade: { access_token: accessToken, provider: 'sumsub' } },
});

/** What `test/pages-fixtures/exposed.js` has written down. */
interface Exposed {
  readonly texts: readonly string[];
  /** How often the provider's frame was there. */
  readonly framed: number;
}

const watched = `<script src="/fixtures/exposed.js"></script>
    <script type="module" src="/cdn/verification-upgrade.js"></script>`;

describe('the access token', () => {
  let site: Site;
  before(async () => {
    site = await startSite();
  });
  after(() => site.close());

  inEachEngine((open) => {
    async function run(play: string, end: string, setup: Partial<PageSetup> = {}, more: object = {}) {
      const { token, forms } = tokenThat(play, more);
      const tab = await open();
      const { url, requests } = site.page({ script: watched, replies: [replyWith(token), offer(play)], ...setup });
      const before = site.asked.length;
      await tab.goTo(url);
      const seen = await look(tab, end);
      const headers = (await requests()).map((request) => JSON.stringify(request.headers));
      const own = site.asked.slice(before).filter((address) => !address.startsWith('/_emulator'));
      const places = { seen, urls: own.join('\n'), headers: headers.join('\n') };
      for (const [place, text] of Object.entries(places)) {
        for (const form of forms) assert.ok(!text.includes(form), `${place}: ${form}`);
      }
    }

    /** All there is to read on the way to this end, and at it. */
    async function look(tab: Tab, end: string): Promise<string> {
      await untilStatus(tab, end);
      const exposed = JSON.parse((await tab.evaluate('readExposed()')) as string) as Exposed;
      assert.ok(exposed.framed > 0 || end === 'failed', 'It was never read while the provider was there.');
      return [...exposed.texts, JSON.stringify(await recordOf(tab))].join('\n');
    }

    const courses: readonly (readonly [name: string, ...Parameters<typeof run>])[] = [
      ['when all goes well', 'auto', 'approved'],
      ['when it has expired, and another one is fetched', 'auto.token-expired', 'approved'],
      ['when the SDK reports an error', 'frame-error', 'failed'],
      ['when the frame never says a word', 'dead', 'failed', { attributes: 'ready-timeout="500"' }],
      [
        'when it names a host that the provider does not own',
        'auto',
        'failed',
        { hasOwnHost: false },
        { url: 'https://else.example' },
      ],
      [
        'when a policy blocks the frame',
        'auto',
        'failed',
        { headers: { 'content-security-policy': "frame-src 'none'" } },
      ],
    ];
    for (const [name, ...course] of courses) {
      it(`shows nowhere ${name}`, () => run(...course));
    }
  });
});
