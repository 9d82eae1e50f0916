import { expect } from '@open-wc/testing';
import { confirmed } from '../../src/upgrade/confirmation.js';
import type { Reply } from '../../src/upgrade/request.js';
import { setOnline, setVisible } from './support/fake-page.js';
import { fakeTime } from './support/fake-time.js';

const minute = 60_000;
const reply = (body: unknown, init?: ResponseInit): Reply => [body, new Response(null, init)];
const notYet = reply({ currentLevel: 'hero', nextLevel: 'satoshi', upgrade: { status: 'pending' } });
const done = reply({ currentLevel: 'satoshi', nextLevel: null, upgrade: null });

describe('asking the server for its word', () => {
  const time = fakeTime();

  beforeEach(() => {
    setVisible(true);
    setOnline(true);
  });

  /** Asks from now on; the last of the answers repeats. An error among them is a fault of the endpoint. */
  function wait(answers: readonly (Reply | Error)[] = [notYet], nextLevel: string | null = 'satoshi') {
    const end = new AbortController();
    const started = Date.now();
    const asked: number[] = [];
    const outcome = { value: undefined as unknown };
    const ask = (): Promise<Reply> => {
      const answer = answers[Math.min(asked.push(Date.now() - started), answers.length) - 1];
      return answer instanceof Error || !answer ? Promise.reject(answer ?? new Error()) : Promise.resolve(answer);
    };
    confirmed({ ask, nextLevel: nextLevel ?? undefined, signal: end.signal }).then(
      (value) => (outcome.value = value),
      (error: unknown) => (outcome.value = error),
    );
    return { asked, outcome, end };
  }

  describe('when it asks', () => {
    it('asks first after five seconds', async () => {
      const { asked } = wait();
      await time.clock.tickAsync(4_999);
      expect(asked).to.deep.equal([]);
      await time.clock.tickAsync(1);
      expect(asked).to.deep.equal([5_000]);
    });

    it('then asks slower by half each time, spread out, and never more than a minute apart', async () => {
      const { asked } = wait();
      await time.clock.tickAsync(25 * minute);
      const gaps = asked.map((at, index) => at - (asked[index - 1] ?? 0));
      expect(gaps.length).to.be.greaterThan(20);
      for (const [index, gap] of gaps.entries()) {
        const most = Math.min(5_000 * 1.5 ** index, minute);
        expect(gap, `gap ${index}`).to.be.within(index === 0 ? most : most / 2, most);
      }
    });

    it('asks at other moments than another page does', async () => {
      const [one, other] = [wait(), wait()];
      await time.clock.tickAsync(5 * minute);
      expect(one.asked).not.to.deep.equal(other.asked);
    });

    it('gives up after half an hour', async () => {
      const { asked, outcome } = wait();
      await time.clock.tickAsync(29 * minute);
      expect(outcome.value).to.equal(undefined);
      await time.clock.tickAsync(2 * minute);
      expect(outcome.value).to.equal(false);
      expect(asked.at(-1)).to.be.at.most(30 * minute);
      const { length } = asked;
      await time.clock.tickAsync(60 * minute);
      expect(asked.length).to.equal(length);
      expect(time.clock.countTimers()).to.equal(0);
    });

    for (const [name, set] of [
      ['the tab is hidden', (here: boolean) => setVisible(here)],
      ['the browser is offline', (here: boolean) => setOnline(here)],
    ] as const) {
      it(`waits while ${name}, and asks soon after`, async () => {
        const { asked } = wait();
        set(false);
        await time.clock.tickAsync(10 * minute);
        expect(asked).to.deep.equal([]);
        set(true);
        await time.clock.tickAsync(0);
        expect(asked).to.deep.equal([10 * minute]);
      });
    }

    it('waits for both, the tab in front and the network', async () => {
      const { asked } = wait();
      setVisible(false);
      setOnline(false);
      await time.clock.tickAsync(minute);
      setVisible(true);
      await time.clock.tickAsync(minute);
      expect(asked).to.deep.equal([]);
      setOnline(true);
      await time.clock.tickAsync(0);
      expect(asked.length).to.equal(1);
    });

    it('asks no more where the tab comes back after half an hour', async () => {
      const { asked, outcome } = wait();
      setVisible(false);
      await time.clock.tickAsync(31 * minute);
      setVisible(true);
      await time.clock.tickAsync(0);
      expect(asked).to.deep.equal([]);
      expect(outcome.value).to.equal(false);
    });

    for (const hidden of [false, true]) {
      it(`ends with its signal${hidden ? ' in a hidden tab too' : ''}, and leaves no timer`, async () => {
        const { asked, outcome, end } = wait();
        setVisible(!hidden);
        await time.clock.tickAsync(6_000);
        const { length } = asked;
        end.abort();
        setVisible(true);
        await time.clock.tickAsync(10 * minute);
        expect(outcome.value).not.to.be.oneOf([undefined, true, false]);
        expect(asked.length).to.equal(length);
        expect(time.clock.countTimers()).to.equal(0);
      });
    }
  });

  describe('what counts as a yes', () => {
    const list = reply([{ name: 'idDocument', status: 'pending' }]);
    const empty = reply([]);
    const cases: readonly (readonly [what: string, yes: boolean, answers: readonly (Reply | Error)[], next?: null])[] =
      [
        ['the level aimed at', true, [done]],
        ['the level aimed at, after a while', true, [notYet, notYet, done]],
        ['the level aimed at where the page’s own client brings the body', true, [[{ currentLevel: 'satoshi' }]]],
        ['the level from before', false, [notYet]],
        ['another level', false, [reply({ currentLevel: 'whale' })]],
        ['a status word, without the level', false, [reply({ currentLevel: 'hero', status: 'approved' })]],
        ['an empty list after a list of what is left to do', true, [list, empty]],
        ['an empty list long after a list of what is left to do', true, [list, new Error(), notYet, empty]],
        ['an empty list from the start', false, [empty]],
        ['a list of what is left to do', false, [list]],
        ['a level where none is known to aim at', false, [done], null],
        ['an answer without a level where none is known to aim at', false, [reply({})], null],
        ['an empty list after another, where no level is known', true, [list, empty], null],
        ['an empty list from the start, where no level is known', false, [empty], null],
      ];
    for (const [what, yes, answers, next] of cases) {
      it(`is ${yes ? '' : 'not '}${what}`, async () => {
        const { outcome } = wait(answers, next);
        await time.clock.tickAsync(5 * minute);
        expect(outcome.value).to.equal(yes ? true : undefined);
      });
    }

    const faults: Readonly<Record<string, Reply | Error>> = {
      'no answer': new Error('Down.'),
      'an error with a fitting body': reply({ currentLevel: 'satoshi' }, { status: 500 }),
      'a refusal': reply({ errors: { ER701: { code: 'ER701' } } }, { status: 400 }),
      'a refusal with an empty list': reply([], { status: 403 }),
      nothing: reply(undefined),
      null: reply(null),
      'a number': reply(7),
      'a text': reply('satoshi'),
    };
    for (const [name, fault] of Object.entries(faults)) {
      it(`is not ${name}, and the next answer is awaited as ever`, async () => {
        const { outcome } = wait([list, fault, fault, done]);
        await time.clock.tickAsync(20_000);
        expect(outcome.value).to.equal(undefined);
        await time.clock.tickAsync(minute);
        expect(outcome.value).to.equal(true);
      });
    }
  });
});
