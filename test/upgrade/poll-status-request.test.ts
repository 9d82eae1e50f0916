import { expect } from '@open-wc/testing';
// Loaded beforehand: the element fetches it when the wait begins.
import '../../src/upgrade/poll-status.js';
import type { VerificationUpgradeElement } from '../../src/index.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import type { Reply } from '../support/upgrade.js';
import { next, offerOf, refusal, Run, until } from '../support/upgrade.js';
import { begin, recordConsole, untilSeen } from './support/begin.js';
import { setOnline, setVisible } from './support/fake-page.js';
import { fakeTime } from './support/fake-time.js';

const minute = 60_000;
const underReview: Reply = { body: { currentLevel: 'hero', nextLevel: 'satoshi', upgrade: { status: 'pending' } } };
const done: Reply = { body: { currentLevel: 'satoshi', nextLevel: null, upgrade: null } };

/** A status endpoint of a test's own, and what it has seen. Time is fake and answers are real: they may take a while. */
function statusOf(...replies: readonly Reply[]) {
  const run = new Run();
  const query = new URLSearchParams({ run: run.id, replies: JSON.stringify(replies) });
  const endpoint = `/api/v2/user/upgrade-status?${query}`;
  return { run, attributes: { 'status-endpoint': endpoint, 'request-timeout': String(30 * minute) } };
}

/** The lines that the page has had: each is written once. */
const warned = () =>
  (globalThis as unknown as Record<symbol, Set<string> | undefined>)[Symbol.for('verification-upgrade.warnings')];

describe('the server’s word', () => {
  const written = recordConsole();
  const time = fakeTime();
  beforeEach(() => {
    setVisible(true);
    setOnline(true);
  });

  /** Time passes until this holds, no faster than the server answers. */
  async function pass(holds: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await holds())) {
      await time.clock.tickAsync(500);
      await fetch('/emulators.json');
    }
  }
  const isAsked = (run: Run, times: number) => async () => (await run.requests()).length >= times;
  const isApproved = (element: VerificationUpgradeElement) => () =>
    element.state.status === 'approved' && element.state.confirmedBy === 'server';

  it('the status endpoint turns pending into approved by the server', async () => {
    const { run, attributes } = statusOf(done);
    const { element } = await begin({ replies: [underReview], attributes });
    await until(element, 'pending');
    await pass(isApproved(element));
    const levels = { currentLevel: 'hero', nextLevel: 'satoshi' };
    expect(element.state).to.deep.equal({ status: 'approved', confirmedBy: 'server', ...levels });
    const [get, ...others] = await run.requests();
    expect(others).to.deep.equal([]);
    expect(get).to.include({ method: 'GET', body: '' });
  });

  it('the status is requested with the page’s headers, and the reason status', async () => {
    const { run, attributes } = statusOf(done);
    const properties = { headers: ({ reason }: { reason: string }) => ({ 'x-reason': reason }) };
    const { element } = await begin({ replies: [underReview], attributes, properties });
    await until(element, 'pending');
    await pass(isApproved(element));
    expect((await run.requests())[0]?.headers['x-reason']).to.equal('status');
  });

  it('the status is not requested if a listener of the page ends the attempt at once', async () => {
    const { run, attributes } = statusOf(done);
    const { element } = await begin({ replies: [underReview], attributes });
    element.addEventListener('upgrade-pending', () => element.cancel());
    await until(element, 'cancelled');
    // Ten seconds.
    let rounds = 0;
    await pass(() => ++rounds > 20);
    expect(await run.requests()).to.deep.equal([]);
  });

  it('the status is requested by the page’s own request function if there is one', async () => {
    const reasons: string[] = [];
    const request = ({ reason }: { reason: string }) => (
      reasons.push(reason),
      reason === 'status' ? done.body : underReview.body
    );
    const { run, attributes } = statusOf(done);
    const { element } = await begin({ attributes, properties: { request } });
    await until(element, 'pending');
    await pass(isApproved(element));
    expect(reasons).to.deep.equal(['start', 'status']);
    expect(await run.requests()).to.deep.equal([]);
  });

  it('the status endpoint turns the provider’s approval into the server’s', async () => {
    const fake = new FakeProvider();
    const { attributes } = statusOf(done);
    const setup = { replies: [offerOf('acme')], attributes, properties: { providers: { acme: fake.load } } };
    const { element } = await begin(setup);
    await until(element, 'active');
    (await fake.mounted()).report({ type: 'approved' });
    expect(element.state).to.include({ status: 'approved', confirmedBy: 'provider' });
    await pass(isApproved(element));
    expect(element.state).to.include({ status: 'approved', confirmedBy: 'server', provider: 'acme' });
  });

  it('an approval by the status endpoint unmounts the SDK that still shows its review', async () => {
    const fake = new FakeProvider();
    const { attributes } = statusOf(done);
    const setup = { replies: [offerOf('acme')], attributes, properties: { providers: { acme: fake.load } } };
    const { element } = await begin(setup);
    await until(element, 'active');
    const sdk = await fake.mounted();
    sdk.report({ type: 'submitted' });
    await pass(isApproved(element));
    expect(sdk.unmounts).to.equal(1);
  });

  it('a list of what is left to do approves once it has become empty, after ER708 too', async () => {
    const { run, attributes } = statusOf({ body: [{ name: 'idDocument', status: 'pending' }] }, { body: [] });
    const { element } = await begin({ replies: [refusal(409, 'ER708')], attributes });
    await until(element, 'pending');
    await pass(isAsked(run, 1));
    expect(element.state.status).to.equal('pending');
    await pass(isApproved(element));
    expect(element.state).to.deep.equal({ status: 'approved', confirmedBy: 'server' });
  });

  const faults: Readonly<Record<string, Reply>> = {
    'an expired session': refusal(401, 'ER701'),
    'a server in trouble': { status: 500 },
    'a rate limit': refusal(429, 'ER920'),
    'a page': { body: '<!doctype html>' },
    'a lost connection': { ...underReview, drop: 'midway' },
    'no answer': { hang: true },
  };
  for (const [what, fault] of Object.entries(faults)) {
    it(`a status that comes as ${what} changes nothing, and is requested again`, async () => {
      const { run, attributes } = statusOf(fault, fault, done);
      if (fault.hang) attributes['request-timeout'] = '15000';
      const { element } = await begin({ replies: [underReview], attributes });
      await until(element, 'pending');
      await pass(isApproved(element));
      expect(element.state).to.include({ status: 'approved', confirmedBy: 'server' });
      expect((await run.requests()).length).to.equal(3);
    });
  }

  const unread: Readonly<Record<string, Reply>> = {
    'the page of an app': { body: '<!doctype html>' },
    'another body': { body: { level: 'satoshi' } },
    'no such address': { status: 404 },
  };
  for (const [what, reply] of Object.entries(unread)) {
    it(`a status that never comes (${what}) is told once in the console`, async () => {
      warned()?.clear();
      const { run, attributes } = statusOf(reply);
      const { element } = await begin({ replies: [underReview], attributes });
      await until(element, 'pending');
      await pass(isAsked(run, 3));
      expect(written.text).to.equal('<verification-upgrade> No status: is "status-endpoint" right?');
    });
  }

  it('a status that is understood, and not there yet, is not told', async () => {
    warned()?.clear();
    const { run, attributes } = statusOf(underReview, { body: [{ name: 'id', status: 'pending' }] });
    const { element } = await begin({ replies: [underReview], attributes });
    await until(element, 'pending');
    await pass(isAsked(run, 3));
    expect(written.text).to.equal('');
  });

  it('no status is requested if the page sets no status-endpoint', async () => {
    const { element, run } = await begin({ replies: [underReview] });
    await until(element, 'pending');
    await time.clock.tickAsync(10 * minute);
    expect((await run.requests()).length).to.equal(1);
  });

  it('the status is requested only while the upgrade is pending or approved by the provider alone', async () => {
    const { run, attributes } = statusOf(done);
    for (const reply of [refusal(403, 'ER709'), { body: { nextLevel: null } }, { body: { status: 'approved' } }]) {
      const { element } = await begin({ replies: [reply], attributes });
      while (element.state.status === 'requesting') await next(element, 'upgrade-state-change');
      await time.clock.tickAsync(10 * minute);
    }
    expect(await run.requests()).to.deep.equal([]);
  });

  for (const [name, leave] of [
    ['is removed', (element: HTMLElement) => element.remove()],
    ['is reset', (element: VerificationUpgradeElement) => element.reset()],
    ['is cancelled', (element: VerificationUpgradeElement) => element.cancel()],
  ] as const) {
    it(`the status is not requested any more once the element ${name}`, async () => {
      const { run, attributes } = statusOf({ hang: true });
      const { element } = await begin({ replies: [underReview], attributes });
      await until(element, 'pending');
      await pass(isAsked(run, 1));
      leave(element);
      await untilSeen(run, ([get]) => get?.aborted === true);
      await time.clock.tickAsync(40 * minute);
      expect((await run.requests()).length).to.equal(1);
    });
  }

  it('a list of what is left to do is remembered from one submission to the next', async () => {
    const fake = new FakeProvider();
    const { run, attributes } = statusOf(
      { body: [{ name: 'idDocument' }] },
      { body: [{ name: 'idDocument' }] },
      { body: [] },
    );
    const setup = { replies: [offerOf('acme')], attributes, properties: { providers: { acme: fake.load } } };
    const { element } = await begin(setup);
    await until(element, 'active');
    const sdk = await fake.mounted();
    sdk.report({ type: 'submitted' });
    // Once it is asked again, the first answer has been read.
    await pass(isAsked(run, 2));
    sdk.report({ type: 'step', step: 'retry' });
    sdk.report({ type: 'submitted' });
    // What was seen in the first wait counts in the second.
    await pass(isApproved(element));
    expect(await run.requests()).to.have.length(3);
  });
});
