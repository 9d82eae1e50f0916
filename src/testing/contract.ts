import type { ProviderAdapter, ProviderEvent, ProviderPayload } from '../providers/provider.js';
import { Stay } from './stay.js';

/** An adapter, and how its vendor's emulator is made to act. What a vendor cannot do is left out. */
export interface ContractSubject<Options> {
  readonly adapter: ProviderAdapter<Options>;
  readonly options: Options;
  /** A payload as the server would send it, a new one each time. */
  readonly payload: () => ProviderPayload | Promise<ProviderPayload>;
  /** Has the vendor say that the person has handed everything in. */
  readonly submit: (stay: Stay<Options>) => unknown;
  /** Has the vendor say that the session or token has run out. */
  readonly expire?: (stay: Stay<Options>) => unknown;
  /** Resolves once the vendor's page is in this language or theme, where it can change while it runs. */
  readonly seesLanguage?: (stay: Stay<Options>, lang: string) => Promise<unknown>;
  readonly seesTheme?: (stay: Stay<Options>, theme: string) => Promise<unknown>;
}

export interface ContractCase {
  readonly name: string;
  /** @throws Error saying what the adapter does not keep to */
  readonly run: () => Promise<void>;
}

type Check<Options> = (stay: Stay<Options>, subject: ContractSubject<Options>) => Promise<void>;

/**
 * What every adapter has to keep to, as cases for any test runner:
 * `for (const { name, run } of adapterContract(subject)) it(name, run);`
 */
export function adapterContract<Options>(subject: ContractSubject<Options>): readonly ContractCase[] {
  const cases = Object.entries(checks).filter(([name]) => isAbout(subject, name));
  return cases.map(([name, check]) => ({ name, run: () => onPage(subject, check as unknown as Check<Options>) }));
}

const isAbout = <Options>({ expire, seesLanguage, seesTheme }: ContractSubject<Options>, name: string): boolean =>
  (expire !== undefined || !name.includes('fresh')) &&
  (seesLanguage !== undefined || !name.includes('language')) &&
  (seesTheme !== undefined || !name.includes('theme'));

async function onPage<Options>(subject: ContractSubject<Options>, check: Check<Options>): Promise<void> {
  const { adapter, options, payload } = subject;
  const stay = new Stay({ adapter, options, payload: await payload(), refresh: async () => payload() });
  try {
    await check(stay, subject);
  } finally {
    await stay.leave();
  }
}

const checks: Readonly<Record<string, Check<never>>> = {
  async 'mounts, and says when it is ready'(stay) {
    await stay.mount();
    await stay.heard('ready');
    expect(stay.mounted !== undefined, 'mount() has to come to an object with unmount().');
  },

  async 'says when everything is handed in, and approves nothing by that'(stay, { submit }) {
    await ready(stay);
    await submit(stay);
    await stay.heard('submitted');
    expect(!has(stay, 'approved'), 'Handing in is no approval.');
  },

  async 'asks for a fresh payload when its session has run out'(stay, { expire }) {
    await ready(stay);
    await expire?.(stay);
    for (let turns = 0; turns < 200 && stay.refreshes === 0; turns += 1) await pause(20);
    expect(stay.refreshes === 1, `refresh() was called ${stay.refreshes} times.`);
    expect(!has(stay, 'failed'), 'A session that can be renewed is no failure.');
  },

  async 'takes on another language'(stay, { seesLanguage }) {
    await ready(stay);
    stay.mounted?.setLanguage?.('nl');
    await seesLanguage?.(stay, 'nl');
  },

  async 'takes on another theme'(stay, { seesTheme }) {
    await ready(stay);
    stay.mounted?.setTheme?.('dark');
    await seesTheme?.(stay, 'dark');
  },

  async 'leaves nothing in the document, and may be unmounted twice'(stay) {
    const before = document.querySelectorAll('iframe').length;
    await ready(stay);
    const { mounted } = stay;
    await stay.leave();
    await mounted?.unmount();
    const left = document.querySelectorAll('iframe').length - before;
    expect(left <= 0, `${left} frames are left behind.`);
  },

  async 'is silent once it is unmounted, whatever its vendor says'(stay, { submit }) {
    await ready(stay);
    const said = Promise.resolve(submit(stay)).catch(() => undefined);
    // Posted, and not yet heard; a script may have called back at once.
    const { length } = stay.events;
    await stay.leave();
    await said;
    await pause(100);
    const late = stay.events.slice(length).filter(({ type }) => type !== 'message');
    expect(late.length === 0, `It said ${late.map(({ type }) => type).join(', ')}.`);
  },

  async 'bears to be removed while it is loading'(stay) {
    const before = document.querySelectorAll('iframe').length;
    const mounting = stay.mount().catch(() => undefined);
    await stay.leave();
    await mounting;
    await stay.leave();
    await pause(100);
    expect(document.querySelectorAll('iframe').length <= before, 'A frame came late, and stayed.');
    expect(!has(stay, 'ready'), 'It said "ready" to nobody.');
  },

  async 'puts nothing secret into a message'(stay, { submit }) {
    await ready(stay);
    await submit(stay);
    await stay.heard('submitted');
    const told = JSON.stringify(stay.events.filter(({ type }) => type === 'message'));
    const secrets = Object.values(stay.payload).filter((value) => typeof value === 'string' && value.length > 8);
    expect(!secrets.some((secret) => told.includes(secret as string)), 'A message quotes the payload.');
  },

  async 'says which field is missing, and quotes no value'(stay, { adapter, options }) {
    const secret = 'quote-me-nowhere';
    const poor = new Stay({ adapter, options, payload: { unrelated: secret } });
    const reason: unknown = await poor.mount().catch((cause: unknown) => cause);
    await poor.leave();
    expect(reason instanceof Error, 'A payload without credentials has to be refused.');
    const message = reason instanceof Error ? reason.message : '';
    expect(/"\w+"/.test(message), `No field is named in: ${message}`);
    expect(!message.includes(secret), 'A value of the payload is quoted.');
  },
};

async function ready(stay: Stay<never>): Promise<void> {
  await stay.mount();
  await stay.heard('ready');
}

const has = ({ events }: Stay<never>, wanted: ProviderEvent['type']): boolean =>
  events.some(({ type }) => type === wanted);

const pause = (time: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, time));

function expect(holds: boolean, complaint: string): void {
  if (!holds) throw new Error(complaint);
}
