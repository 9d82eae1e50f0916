import type { ProviderAdapter, ProviderEvent, ProviderPayload } from '../providers/provider.js';
import { AdapterFixture } from './adapter-fixture.js';

/** An adapter, and how the emulator of its vendor is controlled. Leave out what the vendor cannot do. */
export interface ContractSubject<Options> {
  readonly adapter: ProviderAdapter<Options>;
  /** With `baseUrl`, if the adapter has that option: the emulator's origin. */
  readonly options: Options;
  /** A payload as the server would send it, a new one for each call. */
  readonly payload: () => ProviderPayload | Promise<ProviderPayload>;
  /** Name of the payload's field that holds the vendor's address. */
  readonly urlField?: string;
  /** Makes the vendor report that the user has submitted everything. */
  readonly submit: (fixture: AdapterFixture<Options>) => unknown;
  /** Makes the vendor report that the session or token has expired. */
  readonly expire?: (fixture: AdapterFixture<Options>) => unknown;
  /** Resolves once the vendor's page has this language or theme, if it can change while it runs. */
  readonly expectLanguage?: (fixture: AdapterFixture<Options>, lang: string) => Promise<unknown>;
  readonly expectTheme?: (fixture: AdapterFixture<Options>, theme: string) => Promise<unknown>;
}

export interface ContractCase {
  readonly name: string;
  /** @throws Error that says which rule the adapter breaks */
  readonly run: () => Promise<void>;
}

type Check = <Options>(fixture: AdapterFixture<Options>, subject: ContractSubject<Options>) => Promise<void>;

/**
 * The rules for every adapter, as cases for any test runner:
 * `for (const { name, run } of adapterContract(subject)) it(name, run);`
 */
export function adapterContract<Options>(subject: ContractSubject<Options>): readonly ContractCase[] {
  return checks
    .filter(([, , needs]) => needs === undefined || subject[needs] !== undefined)
    .map(([name, check]) => ({ name, run: () => runOnPage(subject, check) }));
}

async function runOnPage<Options>(subject: ContractSubject<Options>, check: Check): Promise<void> {
  const { adapter, options, payload } = subject;
  const fixture = new AdapterFixture({ adapter, options, payload: await payload(), refresh: async () => payload() });
  try {
    await check(fixture, subject);
  } finally {
    await fixture.unmount();
  }
}

/** Name of the case, the case, and the part of a subject that it needs. */
type Row = readonly [name: string, check: Check, needs?: 'urlField' | 'expire' | 'expectLanguage' | 'expectTheme'];

const checks: readonly Row[] = [
  [
    'mounts, and reports when it is ready',
    async (fixture) => {
      await mountUntilReady(fixture);
      expect(fixture.mounted !== undefined, 'mount() has to return an object with unmount().');
    },
  ],
  [
    'reports the submission, and no approval with it',
    async (fixture, { submit }) => {
      await mountUntilReady(fixture);
      await submit(fixture);
      await fixture.waitFor('submitted');
      expect(!hasReported(fixture, 'approved'), 'A submission is not an approval.');
    },
  ],
  [
    'asks for a fresh payload when its session has expired',
    async (fixture, { expire }) => {
      await mountUntilReady(fixture);
      await expire?.(fixture);
      for (let turns = 0; turns < 200 && fixture.refreshes === 0; turns += 1) await delay(20);
      expect(fixture.refreshes === 1, `refresh() was called ${fixture.refreshes} times.`);
      expect(!hasReported(fixture, 'failed'), 'A session that can be renewed is not a failure.');
    },
    'expire',
  ],
  [
    'changes its language while it runs',
    async (fixture, { expectLanguage }) => {
      await mountUntilReady(fixture);
      fixture.mounted?.setLanguage?.('nl');
      await expectLanguage?.(fixture, 'nl');
    },
    'expectLanguage',
  ],
  [
    'changes its theme while it runs',
    async (fixture, { expectTheme }) => {
      await mountUntilReady(fixture);
      fixture.mounted?.setTheme?.('dark');
      await expectTheme?.(fixture, 'dark');
    },
    'expectTheme',
  ],
  [
    'leaves nothing in the document, and can be unmounted twice',
    async (fixture) => {
      const before = countFrames();
      await mountUntilReady(fixture);
      const { mounted } = fixture;
      await fixture.unmount();
      await mounted?.unmount();
      const left = countFrames() - before;
      expect(left <= 0, `${left} frames are left behind.`);
    },
  ],
  [
    'reports nothing once it is unmounted, whatever the vendor sends',
    async (fixture, { submit }) => {
      await mountUntilReady(fixture);
      const submitted = Promise.resolve(submit(fixture)).catch(() => undefined);
      // A frame's message is posted but not delivered yet; a script can have called back at once.
      const { length } = fixture.events;
      await fixture.unmount();
      await submitted;
      await delay(100);
      const late = fixture.events.slice(length).filter(({ type }) => type !== 'message');
      expect(late.length === 0, `It reported ${late.map(({ type }) => type).join(', ')}.`);
    },
  ],
  [
    'can be unmounted while it is loading',
    async (fixture) => {
      const before = countFrames();
      const mounting = fixture.mount().catch(() => undefined);
      await fixture.unmount();
      await mounting;
      await fixture.unmount();
      await delay(100);
      expect(countFrames() <= before, 'A frame was added late and is still there.');
      expect(!hasReported(fixture, 'ready'), 'It reported "ready" after it was unmounted.');
    },
  ],
  [
    'puts nothing secret into a message',
    async (fixture, { submit }) => {
      await mountUntilReady(fixture);
      await submit(fixture);
      await fixture.waitFor('submitted');
      const messages = JSON.stringify(fixture.events.filter(({ type }) => type === 'message'));
      const secrets = Object.values(fixture.payload).filter((value) => typeof value === 'string' && value.length > 8);
      expect(!secrets.some((secret) => messages.includes(String(secret))), 'A message quotes the payload.');
    },
  ],
  [
    'names the missing field, and quotes no value',
    async (fixture, { adapter, options }) => {
      const secret = 'quote-me-nowhere';
      const poor = new AdapterFixture({ adapter, options, payload: { unrelated: secret } });
      const reason = await errorOf(poor);
      expect(reason !== undefined, 'A payload without credentials has to be refused.');
      expect(/"\w+"/.test(reason?.message ?? ''), `No field is named in: ${reason?.message ?? ''}`);
      expect(!reason?.message.includes(secret), 'A value of the payload is quoted.');
    },
  ],
  [
    'refuses an address that is not the provider’s',
    async (fixture, { adapter, options, urlField = '' }) => {
      const { hostname, pathname } = new URL(String(fixture.payload[urlField]));
      for (const url of foreignAddresses(hostname, pathname)) {
        const before = countFrames();
        const payload = { ...fixture.payload, [urlField]: url };
        const reason = await errorOf(
          new AdapterFixture({ adapter, options: { ...options, baseUrl: undefined }, payload }),
          () => expect(countFrames() === before, `It loaded ${url}`),
        );
        expect(reason?.code === 'untrusted-host', `It has to throw "untrusted-host" for ${url}`);
      }
    },
    'urlField',
  ],
  [
    'stays on the origin of the page’s baseUrl, whatever the address in the payload is',
    async (fixture, { adapter, options, urlField = '' }) => {
      const { origin, pathname } = new URL(String(fixture.payload[urlField]));
      for (const url of disguisedAddresses(origin, pathname)) {
        const payload = { ...fixture.payload, [urlField]: url };
        await errorOf(new AdapterFixture({ adapter, options, payload }), () => {
          for (const frame of document.querySelectorAll('iframe')) {
            const { hostname = '', username = '' } = URL.canParse(frame.src) ? new URL(frame.src) : {};
            expect(!hostname.endsWith('evil.example') && username === '', `It loaded ${frame.src} for ${url}`);
          }
        });
      }
    },
    'urlField',
  ],
];

const foreignAddresses = (hostname: string, path: string): readonly string[] => [
  `https://evil.example${path}`,
  `https://${hostname}.evil.example${path}`,
  `https://${hostname}@evil.example${path}`,
  `https://evil.example\\.${hostname}${path}`,
  `https://evil.example%2f.${hostname}${path}`,
  `https://evil${hostname}.evil.example:8443${path}`,
  `http://${hostname}${path}`,
  `//evil.example${path}`,
  `blob:https://${hostname}${path}`,
  `javascript:'https://${hostname}${path}'`,
];

const disguisedAddresses = (origin: string, path: string): readonly string[] => [
  `${origin}//evil.example${path}`,
  `${origin}/\\evil.example${path}`,
  `//evil.example${path}`,
  `\\\\evil.example${path}`,
  `x:@evil.example${path}`,
  `x:.evil.example${path}`,
  `mailto:@evil.example${path}`,
  `https://user:password@evil.example${path}`,
];

/** Mounts and unmounts. @returns what `mount()` has thrown, or undefined */
async function errorOf<Options>(
  fixture: AdapterFixture<Options>,
  inspect: () => void = () => undefined,
): Promise<(Error & { readonly code?: unknown }) | undefined> {
  try {
    const thrown = await fixture.mount().then(
      () => undefined,
      (cause: unknown) => (cause instanceof Error ? cause : new Error(String(cause))),
    );
    inspect();
    return thrown;
  } finally {
    await fixture.unmount();
  }
}

async function mountUntilReady<Options>(fixture: AdapterFixture<Options>): Promise<void> {
  await fixture.mount();
  await fixture.waitFor('ready');
}

const hasReported = <Options>({ events }: AdapterFixture<Options>, wanted: ProviderEvent['type']): boolean =>
  events.some(({ type }) => type === wanted);

/** A vendor's script may keep hidden frames for its own use. */
const countFrames = (): number =>
  [...document.querySelectorAll('iframe')].filter((frame) => getComputedStyle(frame).visibility !== 'hidden').length;

const delay = (time: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, time));

function expect(condition: boolean, complaint: string): void {
  if (!condition) throw new Error(complaint);
}
