import { expect, nextFrame } from '@open-wc/testing';
import { observe, type FunnelRecord } from '../../src/observe/index.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import { createUpgrade, mountUpgrade, offer, refusal, until, type UpgradeSetup } from '../support/upgrade.js';

/** An element that is observed before it asks, and what was reported of it. */
async function watch(setup: UpgradeSetup = {}) {
  const { element } = await createUpgrade(setup);
  const records: FunnelRecord[] = [];
  const stop = observe(element, (record) => records.push(record));
  const place = document.createElement('div');
  document.body.append(place);
  place.append(element);
  return { element, records, stop, steps: () => records.map(({ step }) => step) };
}

/** An upgrade by a provider that does what the test says. */
async function watchFake(setup: UpgradeSetup = {}) {
  const fake = new FakeProvider();
  const watched = await watch({ ...setup, properties: { providers: { sumsub: fake.load }, ...setup.properties } });
  return { ...watched, fake };
}

const levels = { provider: 'sumsub', currentLevel: 'hero', nextLevel: 'satoshi' };

describe('observe', () => {
  afterEach(() => {
    for (const element of document.querySelectorAll('verification-upgrade')) element.parentElement?.remove();
    performance.clearMeasures();
  });

  it('tells each step of the funnel, under one random id', async () => {
    const { element, records, steps, fake } = await watchFake();
    await until(element, 'active');
    const [mount] = fake.mounts;
    mount?.report({ type: 'step', step: 'DOCUMENT' });
    mount?.report({ type: 'step', step: 'DOCUMENT' });
    mount?.report({ type: 'step', step: 'SELFIE' });
    mount?.report({ type: 'submitted' });
    mount?.report({ type: 'rejected', final: true });
    await until(element, 'rejected');

    expect(steps()).to.deep.equal(
      ['asked', 'answered', 'mounted', 'ready', 'step', 'step', 'submitted'].concat('outcome'),
    );
    expect(new Set(records.map(({ attempt }) => attempt)).size).to.equal(1);
    expect(records[0]?.attempt).to.match(/^[\da-f]{32}$/);
    expect(records[1]).to.include({ step: 'answered', ...levels });
    expect(records[5]).to.include({ step: 'step', lastStep: 'SELFIE', ...levels });
    expect(records[7]).to.include({ step: 'outcome', outcome: 'rejected', lastStep: 'SELFIE', ...levels });
    const times = records.map(({ ms }) => ms);
    expect(times).to.deep.equal([...times].sort((one, other) => one - other));
    for (const value of records.flatMap((record) => Object.values(record) as unknown[]))
      expect(typeof value).to.be.oneOf(['string', 'number']);
    expect(JSON.stringify(records)).not.to.include('_act-');
  });

  it('tells of an offer, and of what comes once the user has accepted it', async () => {
    const { element, records, steps } = await watchFake({ attributes: { launch: 'offer' } });
    await until(element, 'offered');
    expect(steps()).to.deep.equal(['asked', 'answered', 'offered']);
    expect(records.at(-1)).to.include(levels);
    element.start();
    await until(element, 'active');
    expect(steps()).to.deep.equal(['asked', 'answered', 'offered', 'mounted', 'ready']);
  });

  it('leaves a measure for each step, from the start of the attempt', async () => {
    const { element, records } = await watchFake();
    await until(element, 'active');
    const measures = performance.getEntriesByType('measure') as PerformanceMeasure[];
    const ours = measures.filter(({ name }) => name.startsWith('verification-upgrade:'));
    // All begin at the same time, so that their order is the browser's own.
    expect(ours.map(({ name }) => name)).to.have.members(records.map(({ step }) => `verification-upgrade:${step}`));
    expect(new Set(ours.map(({ startTime }) => startTime)).size).to.equal(1);
    expect(ours.find(({ name }) => name.endsWith(':ready'))?.detail).to.deep.equal(records.at(-1));
  });

  it('tells the code and the HTTP status of a failure', async () => {
    const { element, records, steps } = await watch({ replies: [refusal(400, 'ER709')] });
    await until(element, 'failed');
    expect(steps()).to.deep.equal(['asked', 'answered', 'outcome']);
    expect(records[2]).to.include({ outcome: 'failed', code: 'ER709', status: 400 });
  });

  it('does not call a broken connection an answer', async () => {
    const { element, records, steps } = await watch({ replies: [{ drop: true }] });
    await until(element, 'failed');
    expect(steps()).to.deep.equal(['asked', 'outcome']);
    expect(records[1]).to.include({ outcome: 'failed', code: 'network' });
  });

  it('gives each attempt an id of its own', async () => {
    const { element, records } = await watchFake({ replies: [{ status: 500 }, offer()] });
    await until(element, 'failed');
    element.start();
    await until(element, 'active');
    const ids = new Set(records.map(({ attempt }) => attempt));
    expect(ids.size).to.equal(2);
    expect(records.filter(({ step }) => step === 'asked').length).to.equal(2);
  });

  for (const [name, leave] of Object.entries({
    'the page goes away': () => dispatchEvent(new PageTransitionEvent('pagehide')),
    'the page resets it': (element: Awaited<ReturnType<typeof watch>>['element']) => element.reset(),
  })) {
    it(`tells that the user gave up, with the last step, as ${name}`, async () => {
      const { element, records, fake } = await watchFake();
      await until(element, 'active');
      fake.mounts[0]?.report({ type: 'step', step: 'SELFIE' });
      leave(element);
      expect(records.at(-1)).to.include({ step: 'abandoned', lastStep: 'SELFIE', ...levels });
    });
  }

  it('tells that the user gave up an attempt whose element was taken away, once there is another one', async () => {
    const { element, records, steps } = await watchFake();
    await until(element, 'active');
    const { parentElement: place } = element;
    element.remove();
    await nextFrame(); // By then it has been torn down, which fires nothing.
    expect(element.state.status).to.equal('idle');
    place?.append(element);
    await until(element, 'active');
    expect(steps()).to.deep.equal(['asked', 'answered', 'mounted', 'ready', 'abandoned'].concat(steps().slice(0, 4)));
    expect(records[4]?.attempt).to.equal(records[0]?.attempt);
    expect(records[5]?.attempt).not.to.equal(records[0]?.attempt);
  });

  it('does not call it giving up once everything is submitted', async () => {
    const { element, steps, fake } = await watchFake();
    await until(element, 'active');
    fake.mounts[0]?.report({ type: 'submitted' });
    await until(element, 'pending');
    dispatchEvent(new PageTransitionEvent('pagehide'));
    expect(steps().at(-1)).to.equal('submitted');
  });

  it('lets the upgrade go on if the report throws, and reports that', async () => {
    const errors: unknown[] = [];
    const hear = (event: ErrorEvent) => {
      errors.push(event.error);
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    addEventListener('error', hear, { capture: true });
    const runner = globalThis.onerror;
    globalThis.onerror = null;
    const fake = new FakeProvider();
    const { element } = await createUpgrade({ properties: { providers: { sumsub: fake.load } } });
    const fault = new Error('A fault of the analytics.');
    const stop = observe(element, () => {
      throw fault;
    });
    const statuses: string[] = [];
    element.addEventListener('upgrade-state-change', ({ state }) => statuses.push(state.status));
    document.body.appendChild(document.createElement('div')).append(element);
    await until(element, 'active');
    stop();
    removeEventListener('error', hear, { capture: true });
    globalThis.onerror = runner;
    expect(statuses).to.deep.equal(['requesting', 'loading', 'active']);
    expect(errors).to.deep.equal([fault, fault, fault, fault]);
  });

  it('tells nothing more once it is stopped', async () => {
    const { element, records, stop } = await watchFake();
    await until(element, 'active');
    const { length } = records;
    stop();
    dispatchEvent(new PageTransitionEvent('pagehide'));
    element.cancel();
    expect(records.length).to.equal(length);
  });

  it('can begin in the middle of an attempt', async () => {
    const fake = new FakeProvider();
    const { element } = await mountUpgrade({ properties: { providers: { sumsub: fake.load } } });
    await until(element, 'active');
    const records: FunnelRecord[] = [];
    observe(element, (record) => records.push(record));
    fake.mounts[0]?.report({ type: 'submitted' });
    await until(element, 'pending');
    expect(records.map(({ step }) => step)).to.deep.equal(['submitted']);
    expect(records[0]).to.include(levels);
  });
});
