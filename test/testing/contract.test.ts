import { expect } from '@open-wc/testing';
import type { MountedProvider, ProviderAdapter, ProviderContext, ProviderEvent } from '../../src/index.js';
import type { AdapterFixture, ContractSubject } from '../../src/testing/index.js';
import { adapterContract } from '../../src/testing/index.js';

/** A vendor's frame that says what a test has it say, from within. */
const says = (fixture: Pick<AdapterFixture<unknown>, 'container'>, words: string) =>
  fixture.container
    .querySelector<HTMLIFrameElement>('iframe')
    ?.contentWindow?.dispatchEvent(new CustomEvent('say', { detail: words }));

interface Flaws {
  readonly isNeverReady?: boolean;
  readonly approves?: boolean;
  readonly neverRefreshes?: boolean;
  readonly failsOnExpiry?: boolean;
  readonly isDeafToLooks?: boolean;
  readonly leavesFrame?: boolean;
  readonly throwsTheSecondTime?: boolean;
  readonly speaksLate?: boolean;
  readonly comesLate?: boolean;
  readonly takesAnything?: boolean;
  readonly quotes?: boolean;
  readonly tellsSecrets?: boolean;
}

/** An adapter as `docs/writing-a-provider.md` has it, and what may be wrong with one. */
const adapterWith = (flaws: Flaws): ProviderAdapter => ({
  async mount({ container, payload, signal, ...context }: ProviderContext): Promise<MountedProvider> {
    const report = (event: ProviderEvent) => context.report(event);
    const { session } = payload;
    if (typeof session !== 'string' && !flaws.takesAnything) {
      const words = flaws.quotes ? ` It holds ${JSON.stringify(payload)}.` : '';
      throw Object.assign(new Error(`The payload lacks "session".${words}`), { code: 'bad-response' });
    }
    await new Promise((resolve) => setTimeout(resolve));
    if (!flaws.comesLate) signal.throwIfAborted();
    const frame = document.createElement('iframe');
    (flaws.leavesFrame || flaws.comesLate ? document.body : container).append(frame);
    if (flaws.leavesFrame) container.append(document.createElement('iframe'));
    const vendor = container.querySelector('iframe') ?? frame;
    vendor.contentWindow?.addEventListener('say', (event) => {
      if (signal.aborted && !flaws.speaksLate) return;
      const { detail } = event as CustomEvent<string>;
      const tell = () => {
        report({ type: 'message', name: detail, ...(flaws.tellsSecrets && { payload: { session } }) });
        if (detail === 'expired' && flaws.failsOnExpiry) report({ type: 'failed' });
        if (detail === 'expired' && !flaws.neverRefreshes) void context.refresh();
        if (detail === 'done') report({ type: flaws.approves ? 'approved' : 'submitted' });
        if (detail === 'done' && flaws.approves) report({ type: 'submitted' });
      };
      if (flaws.speaksLate) setTimeout(tell, 20);
      else tell();
    });
    if (!flaws.isNeverReady) report({ type: 'ready' });
    let unmounts = 0;
    return {
      unmount() {
        unmounts += 1;
        if (unmounts > 1 && flaws.throwsTheSecondTime) throw new Error('There is nothing to unmount.');
        if (!flaws.leavesFrame) frame.remove();
      },
      setLanguage(lang) {
        if (!flaws.isDeafToLooks) container.lang = lang;
      },
      setTheme(theme) {
        if (!flaws.isDeafToLooks) container.dataset['theme'] = theme;
      },
    };
  },
});

const sees = (holds: () => boolean) =>
  holds() ? Promise.resolve() : Promise.reject(new Error('It is not to be seen.'));

const subjectWith = (flaws: Flaws): ContractSubject<Readonly<Record<string, unknown>>> => ({
  adapter: adapterWith(flaws),
  options: {},
  payload: () => ({ session: 'secret-session' }),
  submit: (fixture) => says(fixture, 'done'),
  expire: (fixture) => says(fixture, 'expired'),
  expectLanguage: ({ container }, lang) => sees(() => container.lang === lang),
  expectTheme: ({ container }, theme) => sees(() => container.dataset['theme'] === theme),
});

/** Of the cases about something, those that an adapter with these flaws does not pass. */
async function failing(flaws: Flaws, about = /./): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const { name, run } of adapterContract(subjectWith(flaws)).filter((each) => about.test(each.name))) {
    await run().catch(() => failed.push(name));
    for (const frame of document.querySelectorAll('iframe')) frame.remove();
  }
  return failed;
}

describe('the contract for adapters', () => {
  it('is kept by a good one, in every case', async () => {
    expect(await failing({})).to.deep.equal([]);
    expect(adapterContract(subjectWith({})).length).to.be.at.least(9);
  });

  const cases: readonly (readonly [flaw: keyof Flaws, pattern: RegExp])[] = [
    ['isNeverReady', /when it is ready/],
    ['approves', /no approval/],
    ['neverRefreshes', /fresh payload/],
    ['failsOnExpiry', /fresh payload/],
    ['isDeafToLooks', /language/],
    ['isDeafToLooks', /theme/],
    ['leavesFrame', /leaves nothing/],
    ['throwsTheSecondTime', /unmounted twice/],
    ['speaksLate', /nothing once/],
    ['comesLate', /while it is loading/],
    ['takesAnything', /missing field/],
    ['quotes', /quotes no value/],
    ['tellsSecrets', /nothing secret/],
  ];
  for (const [flaw, pattern] of cases) {
    it(`is broken by one that ${flaw.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}: ${pattern.source}`, async () => {
      expect(await failing({ [flaw]: true }, pattern)).to.have.length(1);
    });
  }

  it('leaves out what a vendor cannot do', () => {
    const { adapter, options, payload, submit } = subjectWith({});
    const names = adapterContract({ adapter, options, payload, submit }).map(({ name }) => name);
    expect(names.some((name) => /fresh|language|theme|address/.test(name))).to.equal(false);
  });

  describe('about addresses', () => {
    interface Options {
      readonly baseUrl?: string | undefined;
    }
    type Address = (url: string, context: ProviderContext<Options>) => string;

    /** An adapter that frames what `address` makes of the payload. */
    const resultsWith = async (address: Address) => {
      const adapter: ProviderAdapter<Options> = {
        mount(context) {
          const frame = document.createElement('iframe');
          frame.src = address(String(context.payload['url']), context);
          context.container.append(frame);
          context.report({ type: 'ready' });
          return { unmount: () => frame.remove() };
        },
      };
      const cases = adapterContract<Options>({
        adapter,
        options: { baseUrl: location.origin },
        payload: () => ({ url: 'https://id.acme.example/' }),
        urlField: 'url',
        submit: () => undefined,
      }).filter(({ name }) => name.includes('address'));
      const results: string[] = [];
      for (const { run } of cases) {
        results.push(
          await run().then(
            () => kept,
            () => broken,
          ),
        );
      }
      return results;
    };
    const [kept, broken] = ['kept', 'broken'] as const;

    it('is kept by one that uses trustedUrl()', async () => {
      const adapter: Address = (url, { options, trustedUrl }) => trustedUrl(url, ['acme.example'], options.baseUrl);
      expect(await resultsWith(adapter)).to.deep.equal([kept, kept]);
    });

    it('is broken by one that loads any address', async () => {
      const adapter: Address = (url, { options }) => (options.baseUrl ? `${options.baseUrl}/` : url);
      expect(await resultsWith(adapter)).to.deep.equal([broken, kept]);
    });

    for (const [how, join] of [
      ['resolves the path', (url: string, base: string) => new URL(new URL(url, base).pathname, base).href],
      ['joins texts', (url: string, base: string) => base + new URL(url, base).pathname],
    ] as const) {
      it(`is broken by one that ${how}`, async () => {
        const adapter: Address = (url, { options, trustedUrl }) =>
          options.baseUrl ? join(url, options.baseUrl) : trustedUrl(url, ['acme.example']);
        expect(await resultsWith(adapter)).to.deep.equal([kept, broken]);
      });
    }
  });
});
