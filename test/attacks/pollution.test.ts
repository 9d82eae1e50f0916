import { expect } from '@open-wc/testing';
import '../../src/index.js';
import type { UpgradeState, VerificationUpgradeElement } from '../../src/index.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import type { Reply } from '../support/upgrade.js';
import { emulators, frameOf, offer, offerOf, refusal, Run, told } from '../support/upgrade.js';
import { recordConsole } from '../upgrade/support/begin.js';
import { EVIL, propertyNames, withPolluted } from './support/words.js';
import { nextTask } from '../upgrade/support/deferred.js';

/** Everything in an object, also what it inherits. */
function fieldsIn(fields: object | undefined): string[] {
  const found: string[] = [];
  for (const name in fields) found.push(`${name}: ${String(Reflect.get(fields, name))}`);
  return found.sort();
}

/** What can be seen of a state. */
const factsOf = (state: UpgradeState): string =>
  state.status === 'failed'
    ? `failed ${state.error.code} ${state.error.kind} ${state.error.recovery.join()} ${state.error.message}`
    : `${state.status} ${String(Object.hasOwn(state, 'confirmedBy') && Reflect.get(state, 'confirmedBy'))} ${state.status === 'offered' ? '' : fieldsText(state)}`;

const fieldsText = (state: UpgradeState) =>
  Object.entries(state)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join();

/** Not by `{ once: true }`: what is tested must not break the test. */
async function reached(element: VerificationUpgradeElement, ...statuses: readonly string[]): Promise<void> {
  await new Promise<void>((resolve) => {
    const listen = () => {
      if (!statuses.includes(element.state.status)) return;
      element.removeEventListener('upgrade-state-change', listen);
      clearTimeout(limit);
      resolve();
    };
    // What was put on Object.prototype has to go in any case.
    const limit = setTimeout(resolve, 8_000);
    element.addEventListener('upgrade-state-change', listen);
    listen();
  });
}

interface Scenario {
  readonly name: string;
  readonly replies: readonly Reply[];
  readonly set?: (element: VerificationUpgradeElement) => void;
  /** The statuses at which it ends. */
  readonly ends: readonly string[];
  readonly then?: (element: VerificationUpgradeElement) => Promise<void>;
}

/** An upgrade under review, whose user asks for the decision. */
const checked = (name: string, status: unknown): Scenario => ({
  name,
  replies: [{ status: 500 }],
  ends: ['pending', 'failed'],
  set(element) {
    const answer = { nextLevel: 'satoshi', upgrade: { status: 'pending' } };
    element.statusEndpoint = '/status';
    element.request = ({ reason }) => Promise.resolve(reason === 'status' ? status : answer);
  },
  async then(element) {
    await reached(element, 'pending');
    await element.updateComplete;
    const asked = new Promise<void>((resolve) => {
      element.request = () => {
        resolve();
        return Promise.resolve(status);
      };
    });
    element.shadowRoot?.querySelector<HTMLElement>('[part~=actions] [part~=button]')?.click();
    const late = new Promise((resolve) => setTimeout(resolve, 2_000));
    await Promise.race([asked, late]);
    for (let task = 0; task < 5; task += 1) await nextTask();
  },
});

const scenarios: readonly Scenario[] = [
  checked('an empty status', []),
  checked('a status without a level', { upgrade: { status: 'open' } }),
  { name: 'an offer', replies: [offerOf('acme')], ends: ['active', 'failed'] },
  {
    name: 'an offer without a token',
    replies: [{ body: { nextLevel: 'satoshi', upgrade: { provider: 'acme', url: 'https://acme.example/s' } } }],
    ends: ['active', 'failed'],
  },
  {
    name: 'an offer that is asked about first',
    replies: [offerOf('acme')],
    set: (element) => (element.launch = 'offer'),
    ends: ['offered', 'failed'],
  },
  { name: 'an error', replies: [refusal(400, 'ER709')], ends: ['failed'] },
  { name: 'an HTTP error', replies: [{ status: 503 }], ends: ['failed'] },
  { name: 'a rate limit', replies: [{ status: 429 }], ends: ['failed'] },
  {
    name: 'no upgrade',
    replies: [{ body: { currentLevel: 'hero', nextLevel: null } }],
    ends: ['unavailable', 'failed'],
  },
  {
    name: 'a review',
    replies: [{ body: { nextLevel: 'satoshi', upgrade: { status: 'pending' } } }],
    ends: ['pending', 'failed'],
  },
  { name: 'nothing', replies: [{ body: {} }], ends: ['failed'] },
  {
    name: 'a GET',
    replies: [{ body: { status: 'approved', upgrade: {} } }],
    set: (element) => (element.method = 'get'),
    ends: ['approved', 'failed'],
  },
];

/** A short attempt: what left, what was mounted, what was on screen. */
async function attempt({ replies, set, ends, then }: Scenario, names: readonly string[]): Promise<readonly string[]> {
  const run = new Run();
  const endpoint = run.endpoint(replies);
  const log: string[] = [];
  const errors = await withPolluted(names, async () => {
    const acme = new FakeProvider();
    const element = document.createElement('verification-upgrade');
    element.setAttribute('endpoint', endpoint);
    element.setAttribute('launch', 'manual');
    element.providers = { acme: acme.load };
    element.providerOptions = { acme: { own: 'option' } };
    element.headers = { 'User-Authorization': 'Bearer user' };
    set?.(element);
    element.addEventListener('upgrade-state-change', ({ state }) => void log.push(factsOf(state)));
    document.body.append(element);
    element.start();
    await reached(element, ...ends);
    await then?.(element);
    const [mount] = acme.mounts;
    if (mount && element.state.status === 'active') {
      log.push(...fieldsIn(mount.context.payload), ...fieldsIn(mount.context.options), mount.context.lang);
      const fresh = await mount.context.refresh().catch((cause: unknown) => ({ refused: String(cause) }));
      log.push(...fieldsIn(fresh));
      mount.report({ type: 'warning', code: 'upload', message: 'Too large.' });
      mount.report({ type: 'step', step: 'SELFIE' });
      mount.report({ type: 'approved' });
    }
    await element.updateComplete;
    await Promise.resolve();
    const { shadowRoot } = element;
    const shown = [...(shadowRoot?.querySelectorAll('[part~=heading], [part~=text], [part~=button]') ?? [])];
    log.push(...shown.map(({ textContent }) => textContent.trim()));
    log.push(...[...document.querySelectorAll('iframe')].map(({ src }) => src).filter((src) => src.includes('evil')));
    if (shadowRoot?.innerHTML.includes('evil')) log.push(shadowRoot.innerHTML);
    element.remove();
    await Promise.resolve();
  });
  log.push(...errors);
  for (const { method, url, headers, body } of await run.requests()) {
    const kept = Object.entries(headers).filter(([name]) => !/^(host|connection|referer|content-length)$/.test(name));
    log.push([method, url, body, ...kept.map(([name, value]) => `${name}: ${value}`).sort()].join('\n'));
  }
  return log.map((line) => line.replaceAll(run.id, 'RUN'));
}

describe('a page whose Object.prototype is polluted', () => {
  recordConsole();

  for (const scenario of scenarios) {
    it(`sees, sends and mounts the same on ${scenario.name}`, async function () {
      this.timeout(240_000);
      // The element compares the names of an answer without case and punctuation; these are the API's own.
      const names = [...(await propertyNames()), 'access_token'];
      expect(names.length).to.be.greaterThan(500);
      for (const name of ['baseUrl', 'headers', 'body', 'accesstoken', 'currentLevel', 'hosts']) {
        expect(names).to.include(name);
      }
      await attempt(scenario, []);
      const clean = await attempt(scenario, []);
      const isHarmless = async (some: readonly string[]) => isSame(await attempt(scenario, some), clean);
      for (const group of groupsOf(names, 150)) {
        if (await isHarmless(group)) continue;
        // Which of them? It may take two together.
        let left = group;
        for (let size = group.length; size > 0; size >>= 1)
          for (const some of groupsOf(left, size)) {
            const others = left.filter((name) => !some.includes(name));
            if (!(await isHarmless(others))) left = others;
          }
        const different = (await attempt(scenario, left)).filter((line) => !clean.includes(line));
        expect.fail(`${left.join(' and ')}: ${different.join(' | ').slice(0, 300)}`);
      }
    });
  }
});

const groupsOf = (names: readonly string[], size: number): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(names.length / size) }, (_, at) => names.slice(at * size, (at + 1) * size));

const isSame = (one: readonly string[], other: readonly string[]) => one.join('\n') === other.join('\n');

describe('Sumsub on such a page', () => {
  recordConsole();
  const names =
    'baseUrl url sumsub accessToken access_token token lang theme uiConf hosts provider method headers body signal'.split(
      ' ',
    );

  for (const name of names) {
    it(`is mounted with its own token from its own host (${name})`, async () => {
      const { sumsub } = await emulators();
      const element = document.createElement('verification-upgrade');
      element.setAttribute('endpoint', new Run().endpoint([offer('quiet')]));
      element.setAttribute('launch', 'manual');
      element.providerOptions = { sumsub: { baseUrl: sumsub } };
      document.body.append(element);
      await withPolluted([name], async () => {
        element.start();
        await reached(element, 'active', 'failed');
      });
      expect(element.state.status).to.equal('active');
      expect(new URL(frameOf(element)?.src ?? '').origin).to.equal(sumsub);
      expect(JSON.stringify(await told(element))).not.to.contain(EVIL);
      element.remove();
    });
  }
});

describe('the payload’s host on such a page', () => {
  recordConsole();

  for (const provider of ['sumsub', 'veriff', 'didit', 'hosted']) {
    it(`is refused by ${provider}, whatever was put on Object.prototype`, async () => {
      const run = new Run();
      const body = { nextLevel: 'satoshi', upgrade: { provider, access_token: foreignToken, url: EVIL } };
      const element = document.createElement('verification-upgrade');
      element.setAttribute('endpoint', run.endpoint([{ body }]));
      element.setAttribute('launch', 'manual');
      document.body.append(element);
      await withPolluted(['baseUrl', 'hosts', provider, 'evil.example'], async () => {
        element.start();
        await reached(element, 'active', 'failed');
      });
      const { state } = element;
      expect(state.status === 'failed' && state.error.code).to.equal(
        // Without hosts of the page's own it does not even begin to read the address.
        provider === 'hosted' ? 'provider-error' : 'untrusted-host',
      );
      expect(document.querySelector('iframe[src*=evil]')).to.equal(null);
      element.remove();
    });
  }
});

describe('the connection that is opened in advance on such a page', () => {
  recordConsole();

  for (const pollution of [{ sumsub: { baseUrl: EVIL } }, { baseUrl: EVIL }, { sumsub: EVIL }]) {
    it(`goes to the provider’s own host (${JSON.stringify(pollution)})`, async () => {
      const element = document.createElement('verification-upgrade');
      const asked = new Promise<void>((resolve) => {
        element.request = () => (resolve(), new Promise(() => undefined));
      });
      const addresses: string[] = [];
      // The real host is not contacted: the frame is noted and taken off before it loads.
      const observer = new MutationObserver((records) => {
        for (const node of records.flatMap(({ addedNodes }) => [...addedNodes]))
          if (node instanceof HTMLIFrameElement) {
            addresses.push(node.src);
            node.remove();
          }
      });
      if (element.shadowRoot)
        observer.observe(element.shadowRoot, Object.assign(Object.create(null) as object, { childList: true }));
      element.warmUp = true;
      element.launch = 'manual';
      element.providerOptions = {};
      Object.assign(Object.prototype, pollution);
      try {
        document.body.append(element);
        element.start();
        await asked;
        await nextTask();
      } finally {
        for (const name of Object.keys(pollution)) Reflect.deleteProperty(Object.prototype, name);
      }
      observer.disconnect();
      element.remove();
      expect(addresses.map((address) => new URL(address).origin)).to.deep.equal(['https://api.sumsub.com']);
    });
  }
});

const foreignToken = `_act-sbx-jwt-e30.${btoa(JSON.stringify({ url: EVIL }))}.-v2`;
