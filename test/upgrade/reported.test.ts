import { expect, nextFrame } from '@open-wc/testing';
// Loaded beforehand: while time is fake, nothing waits for a download.
import '../../src/upgrade/poll-status.js';
import type { ProviderEvent, VerificationUpgradeElement } from '../../src/index.js';
import type { FakeMount } from '../../src/testing/fake-provider.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import type { Reply, UpgradeSetup } from '../support/upgrade.js';
import { next, offerOf, record, refusal, until } from '../support/upgrade.js';
import { begin, frameAddress, frameProvider, recordConsole } from './support/begin.js';
import { setOnline, setVisible } from './support/fake-page.js';
import { fakeTime } from './support/fake-time.js';

const ready: ProviderEvent = { type: 'ready' };
const submitted: ProviderEvent = { type: 'submitted' };
const approved: ProviderEvent = { type: 'approved' };
const levelChanged: ProviderEvent = { type: 'step', step: 'level-changed' };
const step = (name: string): ProviderEvent => ({ type: 'step', step: name });
const rejected: ProviderEvent = { type: 'rejected', final: false };

/** An active SDK of a provider with several levels. */
async function active(
  setup: UpgradeSetup = {},
  fake = new FakeProvider({ singleLevel: false }),
): Promise<{ element: VerificationUpgradeElement; sdk: FakeMount; fake: FakeProvider }> {
  const properties = { providers: { acme: fake.load }, ...setup.properties };
  const { element } = await begin({ replies: [offerOf('acme')], ...setup, properties });
  await until(element, 'active');
  return { element, sdk: await fake.mounted(), fake };
}

const report = (sdk: FakeMount, ...events: readonly ProviderEvent[]) => {
  for (const event of events) sdk.report(event);
};

describe('the verdict of a provider with several levels', () => {
  const time = fakeTime();
  recordConsole();

  for (const verdict of [approved, rejected]) {
    it(`${verdict.type} as found is pending, and the SDK stays`, async () => {
      const { element, sdk } = await active();
      report(sdk, ready, verdict);
      await time.clock.tickAsync(60_000);
      expect(element.state).to.include({ status: 'pending', provider: 'acme' });
      expect(sdk.unmounts).to.equal(0);
    });
  }

  it('as found is followed by the steps of this level', async () => {
    const { element, sdk } = await active();
    const statuses = record(element);
    report(sdk, approved, levelChanged, step('PROOF_OF_RESIDENCE'));
    expect(element.state).to.include({ status: 'active', step: 'PROOF_OF_RESIDENCE' });
    expect(statuses).not.to.include('approved');
  });

  it('counts four seconds after the submission', async () => {
    const { element, sdk } = await active();
    report(sdk, submitted, approved);
    await time.clock.tickAsync(3_999);
    expect(element.state.status).to.equal('pending');
    expect(sdk.unmounts).to.equal(0);
    await time.clock.tickAsync(1);
    expect(element.state).to.include({ status: 'approved', confirmedBy: 'provider' });
    expect(sdk.unmounts).to.equal(1);
  });

  const goingOn: Readonly<Record<string, readonly ProviderEvent[]>> = {
    'a level change': [levelChanged],
    'a new step': [step('QUESTIONNAIRE')],
    'more steps than before': [{ type: 'step', progress: { current: 3, total: 5 } }],
  };
  for (const [what, events] of Object.entries(goingOn)) {
    it(`does not count if ${what} follows within that time`, async () => {
      const { element, sdk } = await active();
      report(sdk, { type: 'step', progress: { current: 1, total: 3 } }, submitted, approved);
      await time.clock.tickAsync(300);
      report(sdk, ...events);
      expect(element.state.status).to.equal('active');
      await time.clock.tickAsync(60_000);
      expect(element.state.status).to.equal('active');
    });
  }

  it('counts if as many steps as before follow', async () => {
    const { element, sdk } = await active();
    report(sdk, { type: 'step', progress: { current: 1, total: 3 } }, submitted, approved);
    report(sdk, { type: 'step', progress: { current: 3, total: 3 } });
    await time.clock.tickAsync(4_000);
    expect(element.state).to.include({ status: 'approved', confirmedBy: 'provider' });
  });

  it('counts at the end of the second level of a chain', async () => {
    const { element, sdk } = await active();
    report(sdk, submitted, approved, levelChanged, approved, step('QUESTIONNAIRE'));
    expect(element.state.status).to.equal('active');
    report(sdk, submitted, approved);
    await time.clock.tickAsync(4_000);
    expect(element.state).to.include({ status: 'approved', confirmedBy: 'provider' });
  });

  it('does not wait longer for another report of the submission', async () => {
    const { element, sdk } = await active();
    report(sdk, submitted, approved);
    await time.clock.tickAsync(2_000);
    report(sdk, submitted, approved);
    await time.clock.tickAsync(2_000);
    expect(element.state.status).to.equal('approved');
  });

  it('counts after the user has closed the dialog, too', async () => {
    const { element, sdk } = await active({ attributes: { display: 'dialog' } });
    report(sdk, submitted, approved);
    await element.updateComplete;
    element.shadowRoot?.querySelector<HTMLElement>('[part~=close]')?.click();
    await time.clock.tickAsync(4_000);
    expect(element.state).to.include({ status: 'approved', confirmedBy: 'provider' });
  });

  it('that is negative counts at once, and the SDK that shows the reason stays', async () => {
    const fake = new FakeProvider({ singleLevel: false, showsRejection: true });
    const { element, sdk } = await active({}, fake);
    report(sdk, submitted, rejected);
    expect(element.state).to.include({ status: 'rejected', final: false, confirmedBy: 'provider' });
    expect(sdk.unmounts).to.equal(0);
    element.start();
    await until(element, 'active');
    expect(sdk.unmounts).to.equal(1);
  });
});

describe('what is submitted stays submitted', () => {
  recordConsole();

  const ends: Readonly<Record<string, (sdk: FakeMount) => unknown>> = {
    'the SDK fails': (sdk) => sdk.report({ type: 'failed', code: 'network-error' }),
    'the SDK is closed': (sdk) => sdk.report({ type: 'cancelled' }),
    'the token cannot be renewed': (sdk) => sdk.context.refresh().catch(() => undefined),
    'the SDK closes itself': (sdk) => sdk.report({ type: 'submitted', closed: true }),
  };
  for (const [what, end] of Object.entries(ends)) {
    it(`if ${what}`, async () => {
      const { element, sdk } = await active({ replies: [offerOf('acme'), { status: 500 }] });
      report(sdk, submitted);
      const statuses = record(element);
      await end(sdk);
      expect(element.state.status).to.equal('pending');
      expect(statuses).to.deep.equal([]);
      expect(sdk.unmounts).to.equal(1);
    });
  }

  it('if the user closes the dialog, and the page can still cancel', async () => {
    const { element, sdk } = await active({ attributes: { display: 'dialog' } });
    report(sdk, submitted);
    await element.updateComplete;
    element.shadowRoot?.querySelector<HTMLElement>('[part~=close]')?.click();
    expect(element.state.status).to.equal('pending');
    expect(sdk.unmounts).to.equal(1);
    element.cancel();
    expect(element.state.status).to.equal('cancelled');
  });
});

describe('the frame of an active SDK', () => {
  recordConsole();

  const frameOf = (element: Element) => {
    const frame = element.querySelector('iframe');
    if (!frame) throw new Error('No frame.');
    return frame;
  };

  it('that reloads itself is mounted anew with the payload in hand', async () => {
    const { element, sdk, fake } = await active({}, frameProvider());
    frameOf(element).contentWindow?.location.reload();
    const second = await fake.mounted(2);
    expect(sdk.unmounts).to.equal(1);
    expect(second.context.payload).to.deep.equal(sdk.context.payload);
    expect(element.state.status).to.equal('active');
  });

  it('may reload itself if the SDK survives that', async () => {
    const { element, fake } = await active({}, frameProvider({ survivesReload: true }));
    const frame = frameOf(element);
    const reloaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    frame.contentWindow?.location.reload();
    await reloaded;
    expect(fake.mounts).to.have.length(1);
  });

  it('that reloads itself without end is an error in the end', async () => {
    const fake = new FakeProvider({
      singleLevel: false,
      onMount: (mount) => {
        const frame = document.createElement('iframe');
        frame.src = frameAddress;
        frame.addEventListener('load', () => {
          mount.report({ type: 'ready' });
          frame.contentWindow?.location.reload();
        });
        mount.context.container.append(frame);
        return mount;
      },
    });
    const { element } = await active({}, fake);
    expect((await until(element, 'failed')).error).to.include({ code: 'provider-error' });
    expect(fake.mounts).to.have.length(4);
  });

  for (const [what, remove] of [
    ['the container', (element: Element) => element.querySelector('[slot=provider]')?.remove()],
    ['what is in the container', (element: Element) => element.querySelector('[slot=provider]')?.replaceChildren()],
  ] as const) {
    it(`is mounted anew if a script removes ${what}, once`, async () => {
      const { element, fake } = await active({}, frameProvider());
      remove(element);
      const second = await fake.mounted(2);
      expect(element.contains(second.context.container)).to.equal(true);
      await new Promise((resolve) => frameOf(element).addEventListener('load', resolve, { once: true }));
      remove(element);
      const { error } = await until(element, 'failed');
      expect(error).to.include({ code: 'provider-error' });
      expect(error.recovery).to.deep.equal(['retry', 'support']);
    });
  }
});

describe('the server’s word', () => {
  const time = fakeTime();
  recordConsole();
  beforeEach(() => {
    setVisible(true);
    setOnline(true);
  });
  const done = { currentLevel: 'satoshi', nextLevel: null, upgrade: null };

  /** Time passes until the upgrade is no longer pending. */
  async function pass(element: VerificationUpgradeElement): Promise<void> {
    while (element.state.status === 'pending') await time.clock.tickAsync(500);
  }
  const open = { currentLevel: 'hero', nextLevel: 'satoshi', upgrade: { access_token: 'x', provider: 'acme' } };

  /** A page's client; `status` answers the status endpoint. */
  const client = (status: () => unknown, reasons: string[] = []): UpgradeSetup => ({
    attributes: { 'status-endpoint': '/status' },
    properties: { request: ({ reason }) => (reasons.push(reason), /status|expired/.test(reason) ? status() : open) },
  });

  it('is asked for when the user comes back after half a minute', async () => {
    const { element } = await active(client(() => done));
    setVisible(false);
    await time.clock.tickAsync(30_000);
    const end = until(element, 'approved');
    setVisible(true);
    expect(await end).to.include({ confirmedBy: 'server' });
  });

  it('is not asked for after a short absence', async () => {
    const reasons: string[] = [];
    const { element } = await active(client(() => done, reasons));
    setVisible(false);
    await time.clock.tickAsync(29_000);
    setVisible(true);
    await time.clock.tickAsync(5_000);
    expect(element.state.status).to.equal('active');
    expect(reasons).to.deep.equal(['start']);
  });

  it('is asked for once if the user comes back to an upgrade that is pending', async () => {
    const reasons: string[] = [];
    const { sdk } = await active(client(() => open, reasons));
    report(sdk, submitted);
    setVisible(false);
    await time.clock.tickAsync(30_000);
    setVisible(true);
    await time.clock.tickAsync(1_000);
    await nextFrame();
    expect(reasons).to.deep.equal(['start', 'status']);
  });

  it('is asked for once more, with the reason expired, if the session has expired', async () => {
    const reasons: string[] = [];
    const answers = [new Response(JSON.stringify(refusal(401, 'ER701').body), { status: 401 }), done];
    const { element, sdk } = await active(client(() => answers.shift(), reasons));
    report(sdk, submitted);
    const end = until(element, 'approved');
    await pass(element);
    expect(await end).to.include({ confirmedBy: 'server' });
    expect(reasons).to.deep.equal(['start', 'status', 'expired']);
  });

  it('can be a no', async () => {
    const { element, sdk } = await active(client(() => ({ ...open, upgrade: { status: 'rejected' } })));
    report(sdk, submitted);
    const end = until(element, 'rejected');
    await pass(element);
    expect(await end).to.deep.include({ confirmedBy: 'server', final: false });
    expect(sdk.unmounts).to.equal(1);
  });
});

describe('what the server answers', () => {
  recordConsole();
  const offered = offerOf('acme').body;
  const answers: Readonly<Record<string, readonly [reply: Reply, status: string, code?: string]>> = {
    'an envelope with data': [{ body: { data: offered } }, 'active'],
    'an envelope with result': [{ body: { success: true, result: offered } }, 'active'],
    'an envelope of a Lambda': [{ body: { statusCode: 200, body: JSON.stringify(offered) } }, 'active'],
    'an error in an envelope': [{ body: { data: { errors: { ER709: { code: 'ER709' } } } } }, 'failed', 'ER709'],
    'a refusal in words': [{ body: { success: false, message: 'Not logged in' } }, 'failed', 'bad-response'],
    'an empty object': [{ body: {} }, 'failed', 'bad-response'],
    'HTTP 419': [{ status: 419 }, 'failed', 'http-419'],
    'HTTP 440': [{ status: 440 }, 'failed', 'http-440'],
  };
  for (const [what, [reply, status, code]] of Object.entries(answers)) {
    it(`(${what}) is ${code ?? status}`, async () => {
      const fake = new FakeProvider();
      const { element } = await begin({ replies: [reply], properties: { providers: { acme: fake.load } } });
      while (!['active', 'failed', 'unavailable'].includes(element.state.status))
        await next(element, 'upgrade-state-change');
      expect(element.state.status).to.equal(status);
      if (element.state.status === 'failed') expect(element.state.error.code).to.equal(code);
    });
  }

  const challenge = { 'content-type': 'text/html', 'cf-mitigated': 'challenge' };
  for (const [what, reply, kind] of [
    ['a bot challenge', { status: 403, headers: challenge, body: '<!doctype html>' }, 'server'],
    ['a plain 403', { status: 403, body: {} }, 'authentication'],
  ] as const) {
    it(`(${what}) is of the kind ${kind}`, async () => {
      const { element } = await begin({ replies: [reply] });
      expect((await until(element, 'failed')).error).to.include({ code: 'http-403', kind });
    });
  }
});
