import { expect } from '@open-wc/testing';
import { trackMessageSource } from '../../src/providers/shared/message-source.js';

describe('the source of a message', () => {
  const end = new AbortController();
  const origin = 'https://vendor.example';
  const isFromFrame = trackMessageSource({ window: () => window, origin, signal: end.signal });
  const heard: (readonly [data: unknown, isFromFrame: boolean])[] = [];
  addEventListener('message', ({ data }) => heard.push([data, isFromFrame()]), { signal: end.signal });
  after(() => end.abort());
  beforeEach(() => heard.splice(0));

  /** Long after the messages of the test before. */
  let now = 0;
  beforeEach(() => (now += 1_000_000));

  const post = (data: unknown, from: MessageEventInit = {}, at = now) => {
    const event = new MessageEvent('message', { source: window, origin, data, ...from });
    Object.defineProperty(event, 'timeStamp', { value: at });
    dispatchEvent(event);
  };
  const times = (count: number, act: () => void) => {
    for (let time = 0; time < count; time += 1) act();
  };

  it('is the frame for its window and its origin, both', () => {
    post('own');
    post('other origin', { origin: 'https://other.example' });
    post('other window', { source: null });
    expect(heard).to.deep.equal([
      ['own', true],
      ['other origin', false],
      ['other window', false],
    ]);
  });

  it('is heard 200 times a second, and again in the next second', () => {
    times(300, () => post('flood'));
    expect(heard).to.have.length(200);
    post('a second later', {}, now + 1_000);
    expect(heard).to.have.length(200);
    post('more than a second later', {}, now + 1_001);
    expect(heard).to.have.length(201);
    times(300, () => post('flood', {}, now + 1_002));
    expect(heard).to.have.length(400);
  });

  it('is heard 200 times in the first second of a page, and again after it', () => {
    const early: string[] = [];
    const own = new AbortController();
    const other = 'https://early.example';
    const isOwn = trackMessageSource({ window: () => window, origin: other, signal: own.signal });
    addEventListener('message', ({ data }) => isOwn() && early.push(String(data)), { signal: own.signal });
    times(201, () => post('flood', { origin: other }, 500));
    post('after it', { origin: other }, 1_000.5);
    own.abort();
    expect(early).to.deep.equal([...Array<string>(200).fill('flood'), 'after it']);
  });

  it('is heard also after a stranger has flooded the page', () => {
    times(300, () => post('flood', { source: null }));
    post('own');
    expect(heard.at(-1)).to.deep.equal(['own', true]);
    expect(heard).to.have.length(301);
  });

  for (const data of [null, 7, 7n, true]) {
    it(`is not heard with data that an SDK cannot read (${String(data)}), of a window of its origin either`, () => {
      post(data);
      post(data, { source: null });
      expect(heard).to.deep.equal([]);
      expect(isFromFrame()).to.equal(false);
      post(data, { origin: 'https://other.example' });
      expect(heard).to.deep.equal([[data, false]]);
    });
  }

  for (const data of ['', 'text', {}, []]) {
    it(`is heard with data that an SDK can read (${JSON.stringify(data)})`, () => {
      post(data);
      expect(heard).to.deep.equal([[data, true]]);
    });
  }
});
