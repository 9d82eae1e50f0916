import { expect } from '@open-wc/testing';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import { offerOf, until } from '../support/upgrade.js';
import { begin, untilSeen } from './support/begin.js';

describe('an SDK that a move has replaced', () => {
  async function replaced() {
    const fake = new FakeProvider();
    const setup = { replies: [offerOf('acme'), { hang: true }], properties: { providers: { acme: fake.load } } };
    const { element, run } = await begin(setup);
    await until(element, 'active');
    const first = await fake.mounted();
    const move = async () => {
      element.parentElement?.append(document.createElement('p'), element);
      await fake.mounted(2);
    };
    return { element, run, first, fake, move };
  }

  it('an SDK that a move has replaced gets no fresh token, and no POST is sent for it', async () => {
    const { element, run, first, move } = await replaced();
    await move();
    const refusal = await first.context.refresh().then(
      () => 'a payload',
      () => 'refused',
    );
    expect(refusal).to.equal('refused');
    expect(await run.requests()).to.have.length(1);
    expect(element.state.status).to.equal('active');
  });

  it('a move aborts the POST for a fresh token that the former SDK waited for', async function hangs() {
    this.timeout(10_000); // Less than it takes until the POST times out by itself.
    const { element, run, first, move } = await replaced();
    const refreshed = first.context.refresh().catch(() => 'refused');
    await untilSeen(run, (requests) => requests.length === 2);
    await move();
    expect(await refreshed).to.equal('refused');
    await untilSeen(run, ([, refresh]) => refresh?.aborted === true);
    expect(element.state.status).to.equal('active');
  });
});
