import { expect } from '@open-wc/testing';
import { pollStatus } from '../../src/upgrade/poll-status.js';
import { send } from '../../src/upgrade/request.js';
import type { UpgradeSettings } from '../../src/upgrade/host.js';
import { defaults } from '../../src/element/settings.js';
import { setOnline, setVisible } from './support/fake-page.js';
import { fakeTime } from './support/fake-time.js';

const minute = 60_000;
const reply = (body: unknown, init?: ResponseInit): Response => new Response(JSON.stringify(body ?? null), init);
const notYet = () => reply({ currentLevel: 'hero', nextLevel: 'satoshi', upgrade: { status: 'pending' } });
const done = () => reply({ currentLevel: 'satoshi', nextLevel: null, upgrade: null });

/** What the server answers, made anew for each request; an error is a fault of the endpoint. */
type Answer = () => unknown;

describe('asking the status endpoint', () => {
  const time = fakeTime();

  beforeEach(() => {
    setVisible(true);
    setOnline(true);
  });

  const ends: AbortController[] = [];
  afterEach(() => {
    for (const end of ends.splice(0)) end.abort();
  });

  /** Polls from now on, until the test ends; the last of the answers repeats. */
  function poll(
    answers: readonly Answer[] = [notYet],
    nextLevel: string | null = 'satoshi',
    more: Partial<UpgradeSettings> = {},
  ) {
    const end = new AbortController();
    ends.push(end);
    const started = Date.now();
    const asked: number[] = [];
    const outcome = { value: 'open' as unknown };
    const request = () => answers[Math.min(asked.push(Date.now() - started), answers.length) - 1]?.();
    const settings = {
      ...defaults,
      send,
      statusEndpoint: '/status',
      ...more,
      request,
    };
    const levels = { currentLevel: 'hero', ...(nextLevel !== null && { nextLevel }) };
    pollStatus(settings, { status: 'pending', ...levels }, {}, end.signal).then(
      (state) => (outcome.value = `${state.status} ${'confirmedBy' in state ? state.confirmedBy : ''}`),
      () => (outcome.value = 'aborted'),
    );
    return { asked, outcome, end };
  }

  describe('when it asks', () => {
    it('asks first after five seconds', async () => {
      const { asked } = poll();
      await time.clock.tickAsync(4_999);
      expect(asked).to.deep.equal([]);
      await time.clock.tickAsync(1);
      expect(asked).to.deep.equal([5_000]);
    });

    it('then asks slower by half each time, spread out, and never more than a minute apart', async () => {
      const { asked } = poll();
      await time.clock.tickAsync(25 * minute);
      const gaps = asked.map((at, index) => at - (asked[index - 1] ?? 0));
      expect(gaps.length).to.be.greaterThan(20);
      for (const [index, gap] of gaps.entries()) {
        const most = Math.min(5_000 * 1.5 ** index, minute);
        expect(gap, `gap ${index}`).to.be.within(index === 0 ? most : most / 2, most);
      }
    });

    it('asks at other moments than another page does', async () => {
      const [one, other] = [poll(), poll()];
      await time.clock.tickAsync(5 * minute);
      expect(one.asked).not.to.deep.equal(other.asked);
    });

    it('waits as long as the server wants, and then goes on as ever', async () => {
      const busy = () => reply({}, { status: 503, headers: { 'retry-after': '120' } });
      const { asked } = poll([busy, notYet]);
      await time.clock.tickAsync(124_999);
      expect(asked).to.deep.equal([5_000]);
      await time.clock.tickAsync(minute + 1);
      expect(asked.slice(0, 2)).to.deep.equal([5_000, 125_000]);
      expect(asked.length).to.be.above(2);
    });

    it('waits half a minute after a limit without a time', async () => {
      const { asked } = poll([() => reply({}, { status: 429 }), notYet]);
      await time.clock.tickAsync(34_999);
      expect(asked).to.deep.equal([5_000]);
      await time.clock.tickAsync(1);
      expect(asked).to.deep.equal([5_000, 35_000]);
    });

    it('asks no more after half an hour, until the user comes back', async () => {
      const { asked } = poll();
      await time.clock.tickAsync(32 * minute);
      expect(asked.at(-1)).to.be.within(28 * minute, 30 * minute);
      const { length } = asked;
      await time.clock.tickAsync(60 * minute);
      expect(asked.length).to.equal(length);
      expect(time.clock.countTimers()).to.equal(0);
      for (const returns of [1, 2]) {
        setVisible(false);
        await time.clock.tickAsync(minute);
        expect(asked.length).to.equal(length + returns - 1);
        setVisible(true);
        await time.clock.tickAsync(60 * minute);
        expect(asked.length).to.equal(length + returns);
      }
    });

    for (const [name, set] of [
      ['the tab is hidden', (here: boolean) => setVisible(here)],
      ['the browser is offline', (here: boolean) => setOnline(here)],
    ] as const) {
      it(`waits while ${name}, and asks soon after`, async () => {
        const { asked } = poll();
        set(false);
        await time.clock.tickAsync(10 * minute);
        expect(asked).to.deep.equal([]);
        set(true);
        await time.clock.tickAsync(0);
        expect(asked).to.deep.equal([10 * minute]);
      });
    }

    it('waits for both, the tab in front and the network', async () => {
      const { asked } = poll();
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

    it('asks once where the tab comes back after half an hour', async () => {
      const { asked } = poll();
      setVisible(false);
      await time.clock.tickAsync(31 * minute);
      expect(asked).to.deep.equal([]);
      setVisible(true);
      await time.clock.tickAsync(60 * minute);
      expect(asked).to.deep.equal([31 * minute]);
    });

    it('asks once where the page comes back after having been frozen for more than half an hour', async () => {
      const { asked } = poll();
      await time.clock.tickAsync(20_000);
      const { length } = asked;
      setVisible(false);
      // The browser keeps the page with the user's history: timers go on when it is shown again.
      setVisible(true);
      time.clock.jump(60 * minute);
      await time.clock.tickAsync(60 * minute);
      expect(asked.length).to.equal(length + 1);
    });

    it('asks in a browser that has claimed to be offline all along', async () => {
      setOnline(false);
      const { asked } = poll();
      await time.clock.tickAsync(5_000);
      expect(asked).to.deep.equal([5_000]);
    });

    for (const hidden of [false, true]) {
      it(`ends with its signal${hidden ? ' in a hidden tab too' : ''}, and leaves no timer`, async () => {
        const { asked, outcome, end } = poll();
        setVisible(!hidden);
        await time.clock.tickAsync(6_000);
        const { length } = asked;
        end.abort();
        setVisible(true);
        await time.clock.tickAsync(10 * minute);
        expect(outcome.value).to.equal('aborted');
        expect(asked.length).to.equal(length);
        expect(time.clock.countTimers()).to.equal(0);
      });
    }
  });

  describe('what the server says', () => {
    const items =
      (...statuses: readonly string[]) =>
      () =>
        reply(statuses.map((status, index) => ({ name: `item ${index}`, status })));
    const list = items('pending');
    const empty = items();
    const down = () => Promise.reject(new Error('Down.'));
    const approved = 'approved server';
    const rejected = 'rejected server';
    const cases: readonly (readonly [what: string, outcome: string, answers: readonly Answer[], nextLevel?: null])[] = [
      ['the level aimed at', approved, [done]],
      ['the level aimed at, after a while', approved, [notYet, notYet, done]],
      [
        'the level aimed at, as the body that the page’s client brings',
        approved,
        [() => ({ currentLevel: 'satoshi' })],
      ],
      ['the level from before', 'open', [notYet]],
      ['another level', 'open', [() => reply({ currentLevel: 'whale' })]],
      [
        'an approving status word without the level',
        'open',
        [() => reply({ currentLevel: 'hero', status: 'approved' })],
      ],
      [
        'a rejecting status word',
        rejected,
        [() => reply({ currentLevel: 'hero', nextLevel: 'satoshi', upgrade: { status: 'Rejected' } })],
      ],
      [
        '"declined" after a while',
        rejected,
        [notYet, () => reply({ currentLevel: 'hero', nextLevel: 'satoshi', status: 'declined' })],
      ],
      ['an empty list after a filled one', approved, [list, empty]],
      ['an empty list long after a filled one', approved, [list, down, notYet, empty]],
      ['an empty list from the start', 'open', [empty]],
      ['a filled list', 'open', [list]],
      ['an item that was pending and is missing', rejected, [list, items('missing')]],
      ['an item that was pending and is open', rejected, [items('missing', 'pending'), items('missing', 'open')]],
      ['an item that is missing from the start', 'open', [items('missing')]],
      [
        'an item whose status is in capitals',
        rejected,
        [() => reply([{ name: 'id', status: 'PENDING' }]), () => reply([{ name: 'id', status: 'Missing' }])],
      ],
      [
        'an item that was pending, then something else, and is missing',
        rejected,
        [items('pending', 'missing'), items('processed', 'missing'), items('missing', 'missing')],
      ],
      [
        'an item with a type in place of a name that was pending and is missing',
        rejected,
        [() => reply([{ type: 'id', status: 'pending' }]), () => reply([{ type: 'id', status: 'missing' }])],
      ],
      [
        'items without a name',
        'open',
        [
          () => reply([{ status: 'pending' }, { status: 'missing' }]),
          () => reply([{ status: 'pending' }, { status: 'missing' }]),
        ],
      ],
      ...['depending', 'pending review'].map(
        (status) => [`an item that was "${status}" and is missing`, 'open', [items(status), items('missing')]] as const,
      ),
      ['another item that is missing', 'open', [items('pending', 'missing'), items('pending', 'missing')]],
      ['a level if none is known to aim at', 'open', [done], null],
      ['an answer without a level if none is known to aim at', 'open', [() => reply({})], null],
      ['an empty list after a filled one if no level is known', approved, [list, empty], null],
      ['an empty list from the start if no level is known', 'open', [empty], null],
    ];
    for (const [what, expected, answers, next] of cases) {
      it(`${what}: ${expected}`, async () => {
        const { outcome } = poll(answers, next);
        await time.clock.tickAsync(5 * minute);
        expect(outcome.value).to.equal(expected);
      });
    }

    it('approves by a status word if "endpoint" itself is read', async () => {
      const { outcome } = poll([() => reply({ name: 'liveness', status: 'approved' })], null, {
        method: 'get',
        statusEndpoint: '',
      });
      await time.clock.tickAsync(minute);
      expect(outcome.value).to.equal(approved);
    });

    const faults: Readonly<Record<string, Answer>> = {
      'no answer': down,
      'an error with a fitting body': () => reply({ currentLevel: 'satoshi' }, { status: 500 }),
      'a refusal with an empty list': () => reply([], { status: 403 }),
      'an ER code': () => reply({ errors: { ER999: { code: 'ER999' } } }, { status: 400 }),
      nothing: () => undefined,
      null: () => reply(null),
      'a number': () => reply(7),
      'a text': () => reply('satoshi'),
    };
    for (const [name, fault] of Object.entries(faults)) {
      it(`${name} counts as "not yet", and the next answer is read as ever`, async () => {
        const { outcome } = poll([list, fault, fault, done]);
        await time.clock.tickAsync(20_000);
        expect(outcome.value).to.equal('open');
        await time.clock.tickAsync(minute);
        expect(outcome.value).to.equal(approved);
      });
    }
  });
});
