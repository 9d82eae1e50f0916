import { expect } from '@open-wc/testing';
import type { ProviderPayload, RequestContext, VerificationUpgradeElement } from '../../src/index.js';
import type { FakeMount } from '../../src/testing/fake-provider.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import type { Reply, Run } from '../support/upgrade.js';
import { offerOf, record, refusal, until } from '../support/upgrade.js';
import { begin, recordConsole } from './support/begin.js';
import { setOnline } from './support/fake-page.js';
import { fakeTime } from './support/fake-time.js';

const fresh = (more: Readonly<Record<string, unknown>> = {}) =>
  offerOf('acme', { access_token: 'fresh-token', ...more });

interface Active {
  readonly element: VerificationUpgradeElement;
  readonly run: Run;
  readonly sdk: FakeMount;
  readonly fake: FakeProvider;
  /** Why the server was asked, each time. */
  readonly reasons: string[];
  /** What a refresh comes to: its payload, or the code it rejects with. */
  readonly refresh: () => Promise<ProviderPayload | { code?: unknown }>;
}

/** An active SDK, and the replies to what it asks for next. */
async function activeWith(
  replies: readonly Reply[],
  properties: Partial<VerificationUpgradeElement> = {},
): Promise<Active> {
  const fake = new FakeProvider();
  const reasons: string[] = [];
  const headers = ({ reason }: RequestContext) => (reasons.push(reason), {});
  const all = { headers, providers: { acme: fake.load }, ...properties };
  const { element, run } = await begin({ replies: [offerOf('acme'), ...replies], properties: all });
  await until(element, 'active');
  const sdk = await fake.mounted();
  const refresh = () => sdk.context.refresh().catch((error: unknown) => error as { code?: unknown });
  return { element, run, sdk, fake, reasons, refresh };
}

describe('a fresh token', () => {
  const console = recordConsole();

  it('a fresh token comes from another POST with the reason refresh, and fires no event', async () => {
    const { element, sdk, reasons, refresh } = await activeWith([fresh({ region: 'eu' })]);
    const statuses = record(element);
    expect(await refresh()).to.include({ accessToken: 'fresh-token', region: 'eu' });
    expect(reasons).to.deep.equal(['start', 'refresh']);
    expect(statuses).to.deep.equal([]);
    expect(sdk.unmounts).to.equal(0);
  });

  it('an SDK that is mounted again gets the fresh token', async () => {
    const { element, fake, refresh } = await activeWith([fresh()]);
    await refresh();
    element.parentElement?.append(document.createElement('p'), element);
    expect((await fake.mounted(2)).context.payload.accessToken).to.equal('fresh-token');
  });

  it('an answer with a fresh token may lack names: it is for the same provider and level', async () => {
    const { refresh } = await activeWith([{ body: { data: { accessToken: 'fresh-token' } } }]);
    expect(await refresh()).to.include({ accessToken: 'fresh-token' });
  });

  it('an answer with a fresh token may spell the provider’s name in another way', async () => {
    const { refresh } = await activeWith([fresh({ provider: 'ACME' })]);
    expect(await refresh()).to.include({ accessToken: 'fresh-token' });
  });

  it('a fresh token is requested once more if the session had expired', async () => {
    const { reasons, refresh } = await activeWith([refusal(400, 'ER701'), fresh()]);
    expect(await refresh()).to.include({ accessToken: 'fresh-token' });
    expect(reasons).to.deep.equal(['start', 'refresh', 'expired']);
  });

  it('a fresh token is as secret as the first one', async () => {
    const { element, sdk, refresh } = await activeWith([fresh()]);
    await refresh();
    const message = 'Could not open https://acme.example/?t=fresh-token';
    sdk.report({ type: 'failed', message, cause: new Error(message) });
    const { error } = await until(element, 'failed');
    for (const text of [error.message, error.stack, error.cause, console.text]) {
      expect(String(text)).not.to.contain('fresh-token');
    }
  });

  const useless: readonly (readonly [what: string, reply: Reply, why: RegExp])[] = [
    ['for another provider', fresh({ provider: 'sumsub' }), /is for "sumsub", expected "acme"/],
    ['for an unknown provider', fresh({ provider: 'whoever' }), /"whoever"/],
    [
      'for another level',
      { body: { ...(fresh().body as object), nextLevel: 'whale' } },
      /level "whale", expected "satoshi"/,
    ],
    ['and has no upgrade any more', { body: { currentLevel: 'hero', nextLevel: null } }, /without a token/],
    ['and is refused', refusal(403, 'ER709'), /Message of ER709/],
    ['and meets a server in trouble', { status: 500 }, /status 500/],
    ['and meets a page', { body: '<!doctype html>' }, /is no JSON/],
    ['and is limited', refusal(429, 'ER920'), /Message of ER920/],
  ];
  for (const [what, reply, why] of useless) {
    it(`a refresh ${what} ends the attempt, and the SDK gets nothing`, async () => {
      const { element, sdk, refresh } = await activeWith([reply, fresh()]);
      const outcome = await refresh();
      expect(outcome).to.be.instanceOf(Error);
      expect(outcome).not.to.have.property('accessToken');
      const { error } = await until(element, 'failed');
      expect(error).to.include({ code: 'token-refresh-failed', kind: 'provider' });
      expect(error.message).to.match(why);
      expect(sdk.unmounts).to.equal(1);
    });
  }

  const decided: readonly (readonly [what: string, reply: Reply, state: object])[] = [
    [
      'a review',
      { body: { nextLevel: 'satoshi', upgrade: { provider: 'acme', status: 'open' } } },
      { status: 'pending' },
    ],
    ['ER708', refusal(409, 'ER708'), { status: 'pending', provider: 'acme', nextLevel: 'satoshi' }],
    [
      'the level aimed at',
      { body: { currentLevel: 'satoshi', nextLevel: null } },
      { status: 'approved', confirmedBy: 'server' },
    ],
    [
      'the level aimed at, with a token',
      {
        body: { currentLevel: 'satoshi', upgrade: { provider: 'acme', access_token: 'fresh-token' } },
      },
      { status: 'approved', confirmedBy: 'server' },
    ],
    [
      'a rejection',
      { body: { nextLevel: 'satoshi', status: 'declined' } },
      { status: 'rejected', confirmedBy: 'server' },
    ],
  ];
  for (const isSubmitted of [false, true]) {
    for (const [what, reply, state] of decided) {
      it(`a refresh that is answered by ${what} ${isSubmitted ? 'after' : 'before'} the submission decides, and unmounts the SDK`, async () => {
        const { element, sdk, refresh } = await activeWith([reply]);
        if (isSubmitted) sdk.report({ type: 'submitted' });
        const outcome = await refresh();
        expect(outcome).not.to.have.property('accessToken');
        expect(element.state).to.include(state);
        expect(sdk.unmounts).to.equal(1);
      });
    }
  }

  it('a refresh that fails after the submission unmounts the SDK, and the state stays pending', async () => {
    const { element, sdk, refresh } = await activeWith([{ status: 500 }]);
    sdk.report({ type: 'submitted' });
    await refresh();
    expect(element.state.status).to.equal('pending');
    expect(sdk.unmounts).to.equal(1);
  });

  it('a fresh token that never comes ends the attempt', async () => {
    const { element, refresh } = await activeWith([{ hang: true }], { requestTimeout: 300 });
    expect(await refresh()).to.be.instanceOf(Error);
    expect((await until(element, 'failed')).error.code).to.equal('token-refresh-failed');
  });

  it('a fresh token is requested also if the browser reports that it is offline', async () => {
    const { refresh } = await activeWith([fresh()]);
    setOnline(false);
    expect(await refresh()).to.include({ accessToken: 'fresh-token' });
  });

  for (const code of ['ER701', 'ER801']) {
    it(`a refresh that gets ${code} twice is token-refresh-failed`, async () => {
      const { element, reasons, refresh } = await activeWith([refusal(400, code)]);
      expect(await refresh()).to.be.instanceOf(Error);
      const { error } = await until(element, 'failed');
      expect(error).to.include({ code: 'token-refresh-failed' });
      expect(error.cause).to.include({ code });
      expect(reasons).to.deep.equal(['start', 'refresh', 'expired']);
    });
  }

  it('a refresh that gets ER701 is not repeated if the headers cannot change', async () => {
    const { element, run, refresh } = await activeWith([refusal(400, 'ER701'), fresh()], { headers: {} });
    expect(await refresh()).to.be.instanceOf(Error);
    await until(element, 'failed');
    expect((await run.requests()).length).to.equal(2);
  });

  it('a new attempt can refresh after one whose refresh failed', async () => {
    const { element, fake, refresh } = await activeWith([{ status: 500 }, fresh()]);
    await refresh();
    await until(element, 'failed');
    element.start();
    await until(element, 'active');
    expect((await fake.mounted(2)).context.payload.accessToken).to.equal('fresh-token');
  });

  for (const [name, leave] of [
    ['the element has left', (element: VerificationUpgradeElement) => element.remove()],
    ['it was cancelled', (element: VerificationUpgradeElement) => element.cancel()],
  ] as const) {
    it(`no fresh token is requested or handed out once ${name}`, async () => {
      const { element, run, refresh } = await activeWith([fresh()]);
      leave(element);
      await Promise.resolve();
      expect(await refresh()).to.be.instanceOf(Error);
      expect((await run.requests()).length).to.equal(1);
      expect(element.state.status).to.equal(name === 'it was cancelled' ? 'cancelled' : 'idle');
    });

    it(`a fresh token is not handed out if ${name} meanwhile`, async () => {
      const { element, refresh } = await activeWith([{ ...fresh(), delay: 100 }]);
      const outcome = refresh();
      leave(element);
      expect(await outcome).to.be.instanceOf(Error);
      expect(element.state.status).not.to.equal('failed');
    });
  }
});

describe('a provider that asks for tokens without end', () => {
  recordConsole();
  const time = fakeTime();

  it('an SDK gets three fresh tokens in a row, each later than the one before, and then the attempt ends', async () => {
    // The page has been open for a while.
    await time.clock.tickAsync(100_000);
    const { element, run, reasons, refresh } = await activeWith([fresh()]);
    for (const [former, wait] of [0, 1000, 2000].entries()) {
      const outcome = refresh();
      await time.clock.tickAsync(Math.max(0, wait - 1));
      expect(reasons.filter((reason) => reason === 'refresh')).to.have.length(Math.max(1, former));
      await time.clock.tickAsync(1);
      expect(await outcome).to.include({ accessToken: 'fresh-token' });
    }
    expect(element.state.status).to.equal('active');
    expect(await refresh()).to.be.instanceOf(Error);
    const { error } = await until(element, 'failed');
    expect(error.code).to.equal('token-refresh-failed');
    expect((await run.requests()).length).to.equal(4);
  });

  it('an SDK may ask for another fresh token a minute after the third', async () => {
    const { refresh } = await activeWith([fresh()]);
    for (const [pause, wait] of [
      [0, 0],
      [0, 1000],
      [0, 2000],
      [60_000, 0],
    ] as const) {
      await time.clock.tickAsync(pause);
      const outcome = refresh();
      await time.clock.tickAsync(wait);
      expect(await outcome).to.include({ accessToken: 'fresh-token' });
    }
  });
});
