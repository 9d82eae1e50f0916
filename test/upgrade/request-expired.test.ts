import { expect } from '@open-wc/testing';
import type { RequestContext, VerificationUpgradeElement } from '../../src/index.js';
import type { Reply } from '../support/upgrade.js';
import { next, offer, refusal, until } from '../support/upgrade.js';
import { begin, failure, recordConsole } from './support/begin.js';

/** Headers from a function, and the reasons that it was asked for. */
function rotating() {
  const reasons: string[] = [];
  const headers = ({ reason }: RequestContext) => (reasons.push(reason), { authorization: `Bearer ${reasons.length}` });
  return { reasons, properties: { headers } };
}

const none = { unavailable: { body: { currentLevel: 'satoshi', nextLevel: null } } };

describe('an expired session', () => {
  recordConsole();

  for (const [code, status] of [
    ['ER701', 401],
    ['ER701', 400],
    ['ER801', 400],
    ['ER801', 200],
  ] as const) {
    it(`${code} with HTTP ${status} is repeated once with new headers if headers is a function`, async () => {
      const { properties, reasons } = rotating();
      const { element, run } = await begin({ replies: [refusal(status, code), none.unavailable], properties });
      await until(element, 'unavailable');
      expect(reasons).to.deep.equal(['start', 'expired']);
      const requests = await run.requests();
      expect(requests.map(({ headers }) => headers['authorization'])).to.deep.equal(['Bearer 1', 'Bearer 2']);
    });

    it(`${code} with HTTP ${status} is repeated once if request is a function`, async () => {
      const reasons: string[] = [];
      const request = ({ reason }: RequestContext) => {
        reasons.push(reason);
        const body = reasons.length === 1 ? refusal(status, code).body : none.unavailable.body;
        return new Response(JSON.stringify(body), { status: reasons.length === 1 ? status : 200 });
      };
      const { element } = await begin({ properties: { request } });
      await until(element, 'unavailable');
      expect(reasons).to.deep.equal(['start', 'expired']);
    });
  }

  it('the repeat for an expired session fires no event', async () => {
    const { properties } = rotating();
    const { element } = await begin({ replies: [refusal(400, 'ER701'), offer()], properties });
    expect(element.state.status).to.equal('requesting');
    const loading = await next<Event & { previousState?: unknown }>(element, 'upgrade-state-change');
    expect(loading.previousState).to.deep.equal({ status: 'requesting' });
    await until(element, 'active');
  });

  it('start() allows another repeat for an expired session', async () => {
    const { properties, reasons } = rotating();
    const replies = [refusal(400, 'ER701'), refusal(400, 'ER701'), refusal(400, 'ER701'), none.unavailable];
    const { element } = await begin({ replies, properties });
    await until(element, 'failed');
    element.start();
    await until(element, 'unavailable');
    expect(reasons).to.deep.equal(['start', 'expired', 'start', 'expired']);
  });

  for (const codes of [
    ['ER701', 'ER701'],
    ['ER801', 'ER801'],
    ['ER701', 'ER801'],
    ['ER801', 'ER701'],
  ] as const) {
    it(`an expired session fails after one repeat (${codes.join(', then ')})`, async () => {
      const { properties, reasons } = rotating();
      const { error } = await failure({ replies: codes.map((code) => refusal(400, code)), properties });
      expect(error.code).to.equal(codes[1]);
      expect(reasons).to.deep.equal(['start', 'expired']);
    });
  }

  const unchanging: Readonly<Record<string, Partial<VerificationUpgradeElement>>> = {
    'there are no headers': {},
    'headers is an object': { headers: { authorization: 'Bearer 1' } },
    'headers is a Headers object': { headers: new Headers({ authorization: 'Bearer 1' }) },
  };
  for (const [name, properties] of Object.entries(unchanging)) {
    for (const code of ['ER701', 'ER801']) {
      it(`${code} is not repeated if ${name}`, async () => {
        const { error, requests } = await failure({ replies: [refusal(400, code), offer()], properties });
        expect(error).to.include({ code, status: 400, solution: `Solution of ${code}.` });
        expect(error.recovery).to.deep.equal(code === 'ER701' ? ['sign-in'] : ['retry', 'support']);
        expect(requests.length).to.equal(1);
      });
    }
  }
});

describe('whatever else goes wrong', () => {
  recordConsole();

  const replies: Readonly<Record<string, Reply>> = {
    ...Object.fromEntries(
      ['ER700', 'ER702', 'ER703', 'ER704', 'ER709', 'ER800', 'ER802', 'ER803', 'ER806', 'ER920', 'ER998', 'ER999'].map(
        (code) => [code, refusal(400, code)],
      ),
    ),
    ...Object.fromEntries([400, 401, 403, 404, 429, 500, 502, 503].map((status) => [`http-${status}`, { status }])),
    'bad-response': { body: '<!doctype html>' },
    timeout: { hang: true },
  };
  for (const [code, reply] of Object.entries(replies)) {
    it(`${code} is not repeated by itself`, async () => {
      const { properties, reasons } = rotating();
      // A busy machine may need longer than any short timeout for an answer: only the request that hangs has one.
      const attributes = code === 'timeout' ? { 'request-timeout': '400' } : {};
      const setup = { replies: [reply, offer()], attributes, properties };
      const { error, requests } = await failure(setup);
      expect(error.code).to.equal(code);
      expect(reasons).to.deep.equal(['start']);
      expect(requests.length).to.equal(1);
    });
  }

  it('ER7010 is not repeated as ER701 is, of a POST or of a GET', async () => {
    for (const method of ['post', 'get']) {
      const reasons: string[] = [];
      const request = ({ reason }: RequestContext) => {
        reasons.push(reason);
        return new Response(JSON.stringify(refusal(400, 'ER7010').body), { status: 400 });
      };
      const { error } = await failure({ attributes: { method }, properties: { request } });
      expect(error.code).to.equal('ER7010');
      expect(reasons).to.deep.equal(['start']);
    }
  });

  it('a request whose connection broke is not repeated by itself', async () => {
    const { properties, reasons } = rotating();
    const { error } = await failure({ replies: [{ drop: true }], properties });
    expect(error.code).to.equal('network');
    expect(reasons).to.deep.equal(['start']);
  });

  it('ER801 is not repeated if ER700 comes with it', async () => {
    const { properties, reasons } = rotating();
    const { error } = await failure({ replies: [refusal(400, 'ER801', 'ER700'), offer()], properties });
    expect(error.code).to.equal('ER700');
    expect(reasons).to.deep.equal(['start']);
  });
});
