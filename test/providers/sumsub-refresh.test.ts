import { expect } from '@open-wc/testing';
import type { ProviderPayload, RequestContext } from '../../src/index.js';
import sumsub from '../../src/providers/sumsub.js';
import { AdapterFixture } from '../../src/testing/adapter-fixture.js';
import * as answers from '../../src/testing/answers.js';
import { activeSumsub, freshToken, message } from '../support/sumsub.js';
import { emulators, frameOf, mountUpgrade, offer, play, record, refusal, told, until } from '../support/upgrade.js';
import { toldTo, vendorOrigin } from '../support/vendor.js';
import { deferred, nextTask } from '../upgrade/support/deferred.js';

const expire = (element: Element) => play(element, 'idCheck.onError', { code: 'invalid-token', error: 'Expired' });

/** The tokens that the frame was given after its first, as soon as there are any. */
async function renewals(element: Element): Promise<readonly Record<string, unknown>[]> {
  for (;;) {
    const found = (await told(element)).filter(({ method }) => method === 'idCheck.updateAccessToken');
    if (found.length > 0) return found;
    // Not faster: a frame that floods the page is not heard.
    await new Promise(requestAnimationFrame);
  }
}

/** A quiet SDK; the answer to its request for a fresh token comes when the test says so. */
async function activeWithSlowRefresh() {
  const [first, second] = [await freshToken('quiet'), await freshToken('quiet')];
  const asked = deferred<undefined>();
  const fresh = deferred<object>();
  const request = ({ reason }: RequestContext) => {
    if (reason !== 'refresh') return answers.offer('sumsub', { access_token: first });
    asked.resolve(undefined);
    return fresh.promise;
  };
  const { element } = await activeSumsub({ properties: { request } });
  const answer = () => fresh.resolve(answers.offer('sumsub', { access_token: second }));
  return { element, asked: asked.promise, answer };
}

describe('a token that Sumsub no longer takes', () => {
  it('is replaced by one of a new POST, in place', async () => {
    const { element, run } = await activeSumsub({ replies: [offer('quiet'), offer('quiet')] });
    const frame = frameOf(element);
    const statuses = record(element);
    const first = (await told(element))[0]?.['accessToken'];
    expire(element);
    const [renewal, ...others] = await renewals(element);
    expect(others).to.deep.equal([]);
    expect(renewal?.['accessToken'])
      .to.match(/^_act-sbx-jwt-/)
      .and.not.equal(first);
    expect((await run.requests()).map(({ method }) => method)).to.deep.equal(['POST', 'POST']);
    expect(frameOf(element)).to.equal(frame);
    expect(statuses).to.deep.equal([]);
  });

  it('is asked for with the reason refresh', async () => {
    const reasons: string[] = [];
    const headers = ({ reason }: RequestContext) => {
      reasons.push(reason);
      return { 'user-authorization': `for ${reason}` };
    };
    const { element, run } = await activeSumsub({ properties: { headers } });
    expire(element);
    await renewals(element);
    expect(reasons).to.deep.equal(['start', 'refresh']);
    expect((await run.requests()).map(({ headers: sent }) => sent['user-authorization'])).to.deep.equal([
      'for start',
      'for refresh',
    ]);
  });

  it('may be refused at the very start, and the user sees nothing of it', async () => {
    const { element, run } = await mountUpgrade({
      replies: [offer('token-expired.quiet'), offer('quiet')],
      attributes: { launch: 'manual' },
    });
    const statuses = record(element);
    element.start();
    await until(element, 'active');
    expect(statuses).to.deep.equal(['requesting', 'loading', 'active']);
    expect(await run.requests()).to.have.length(2);
  });

  it('is not asked for without end', async function () {
    this.timeout(15_000);
    const { element, run } = await mountUpgrade({ replies: [offer('token-always-invalid')] });
    const { error } = await until(element, 'failed');
    expect(error).to.include({ code: 'token-refresh-failed', kind: 'provider' });
    expect(error.recovery).to.deep.equal(['retry', 'support']);
    expect(await run.requests()).to.have.length(4);
    expect(frameOf(element)).to.equal(null);
  });

  for (const [words, reply] of [
    ['a server error', { status: 500 }],
    ['an ER code', refusal(403, 'ER705')],
    ['a page instead of data', { body: '<!doctype html><title>Bad gateway</title>' }],
    ['a lost connection', { drop: true }],
    ['another provider', { body: { nextLevel: 'satoshi', upgrade: { access_token: 'x', provider: 'acme' } } }],
    ['another level', { body: { nextLevel: 'nakamoto', upgrade: { access_token: 'x', provider: 'sumsub' } } }],
  ] as const) {
    it(`ends the attempt where the server answers with ${words}`, async () => {
      const { element } = await activeSumsub({ replies: [offer('quiet'), reply] });
      expire(element);
      const { error } = await until(element, 'failed');
      expect(error.code).to.equal('token-refresh-failed');
      expect(frameOf(element)).to.equal(null);
    });
  }

  it('takes another try from the start', async () => {
    const { element, run } = await activeSumsub({ replies: [offer('quiet'), { status: 500 }, offer('quiet')] });
    expire(element);
    await until(element, 'failed');
    element.start();
    await until(element, 'active');
    expect(await run.requests()).to.have.length(3);
  });

  it('does not come back from the dead with a late answer', async () => {
    const { element, asked, answer } = await activeWithSlowRefresh();
    const statuses = record(element);
    expire(element);
    await asked;
    element.cancel();
    answer();
    await nextTask();
    expect(statuses).to.deep.equal(['cancelled']);
    expect(frameOf(element)).to.equal(null);
  });

  for (const [words, body, status] of [
    ['under review', { currentLevel: 'hero', nextLevel: 'satoshi', upgrade: { status: 'pending' } }, 'pending'],
    ['at the level aimed at', { currentLevel: 'satoshi', nextLevel: null }, 'approved'],
  ] as const) {
    it(`is not needed any more by a user who is ${words}`, async () => {
      const { element } = await activeSumsub({ replies: [offer('quiet'), { body }] });
      expire(element);
      await until(element, status);
    });
  }

  it('is not replaced in a frame that a script of the page has led elsewhere: the SDK is mounted anew', async () => {
    const { element, asked, answer } = await activeWithSlowRefresh();
    const frame = frameOf(element);
    expire(element);
    await asked;
    const mounted = message(element, 'onApplicantLoaded');
    if (frame) frame.src = `${await vendorOrigin('hosted')}/stranger`;
    await mounted;
    expect(frame?.isConnected).to.equal(false);
    answer();
    await nextTask();
    expect(new URL(frameOf(element)?.src ?? '').origin).to.equal((await emulators()).sumsub);
    expect(JSON.stringify(await told(element))).to.not.contain('updateAccessToken');
  });

  it('is not handed to a page that has taken the place of Sumsub’s in the frame', async () => {
    const [accessToken, fresh] = [await freshToken('quiet'), deferred<ProviderPayload>()];
    const { sumsub: baseUrl } = await emulators();
    const refresh = () => fresh.promise;
    const fixture = new AdapterFixture({ adapter: sumsub, payload: { accessToken }, options: { baseUrl }, refresh });
    await fixture.mount();
    await fixture.waitFor('ready');
    const frame = fixture.container.querySelector('iframe');
    frame?.contentWindow?.postMessage(
      { emulator: 'send', method: 'idCheck.onError', payload: { code: 'invalid-token' } },
      '*',
    );
    while (fixture.refreshes === 0) await nextTask();
    const loaded = new Promise((resolve) => frame?.addEventListener('load', resolve, { once: true }));
    if (frame) frame.src = `${await vendorOrigin('hosted')}/stranger`;
    await loaded;
    fresh.resolve({ accessToken: await freshToken('quiet') });
    await nextTask();
    // What was posted to the frame before, it has received before this question.
    expect(JSON.stringify(await toldTo(frame)))
      .to.not.contain('updateAccessToken')
      .and.to.not.contain('_act-');
    await fixture.unmount();
  });
});
