import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { watchFrames } from '../../src/upgrade/monitors.js';
import { frameAddress } from './support/begin.js';
import { fakeTime } from './support/fake-time.js';

const address = 'http://127.0.0.1:1/websdk/websdk.html?_=id_c2VjcmV0LXRva2Vu';

/** A container with a provider's frame that no server answers, and what is reported about it. */
async function watched() {
  const container = await fixture<HTMLElement>(html`<div></div>`);
  const frame = document.createElement('iframe');
  frame.src = address;
  container.append(frame);
  const said: string[] = [];
  const end = new AbortController();
  const onBlocked = (message: string) => void said.push(message);
  watchFrames(container, end.signal, { onBlocked, onReload: () => undefined, onRemoved: () => undefined });
  return { said, end };
}

function violate(facts: Partial<SecurityPolicyViolationEventInit>): void {
  const init: SecurityPolicyViolationEventInit = {
    documentURI: location.href,
    violatedDirective: 'frame-src',
    effectiveDirective: 'frame-src',
    originalPolicy: "frame-src 'self'",
    disposition: 'enforce',
    blockedURI: 'http://127.0.0.1:1',
    statusCode: 200,
    ...facts,
  };
  document.dispatchEvent(new SecurityPolicyViolationEvent('securitypolicyviolation', { bubbles: true, ...init }));
}

describe('a Content-Security-Policy in the provider’s way', () => {
  for (const directive of ['frame-src', 'child-src', 'default-src']) {
    it(`is noticed in ${directive}, and named with the origin to add`, async () => {
      const { said } = await watched();
      violate({ effectiveDirective: directive });
      expect(said.length).to.equal(1);
      expect(said[0]).to.contain(`${directive} http://127.0.0.1:1`);
    });
  }

  it('is noticed where the browser tells the whole address, and the token in it goes no further', async () => {
    const { said } = await watched();
    violate({ blockedURI: address });
    expect(said.join()).to.contain('frame-src http://127.0.0.1:1').and.not.to.contain('c2VjcmV0');
  });

  const others: Readonly<Record<string, Partial<SecurityPolicyViolationEventInit>>> = {
    'that only reports': { disposition: 'report' },
    'in another frame’s way': { blockedURI: 'https://ads.example' },
    'in a script’s way': { effectiveDirective: 'script-src-elem' },
    'in an image’s way': { effectiveDirective: 'img-src' },
    'in the way of a fenced frame': { effectiveDirective: 'fenced-frame-src' },
    'in the way of inline code': { effectiveDirective: 'script-src', blockedURI: 'inline' },
    'in the way of a page without an address': { blockedURI: '' },
  };
  for (const [name, facts] of Object.entries(others)) {
    it(`${name} is not watched`, async () => {
      const { said } = await watched();
      violate(facts);
      expect(said).to.deep.equal([]);
    });
  }

  it('is ignored once the SDK is unmounted', async () => {
    const { said, end } = await watched();
    end.abort();
    violate({});
    expect(said).to.deep.equal([]);
  });
});

describe('what an SDK has rendered', () => {
  const time = fakeTime();
  const frame = '<iframe></iframe>';

  /** A container with this inside, how often it was missed, and what else there is. */
  async function watched(content: string) {
    const element = await fixture<HTMLElement>(html`<div><div></div></div>`);
    const container = element.firstElementChild as HTMLElement;
    const end = new AbortController();
    const seen = { element, container, end, missed: 0 };
    const onRemoved = () => seen.missed++;
    watchFrames(container, end.signal, { onRemoved, onBlocked: () => undefined, onReload: () => undefined });
    container.innerHTML = content;
    await Promise.resolve();
    return seen;
  }
  type Watched = Awaited<ReturnType<typeof watched>>;

  const missing: Readonly<Record<string, readonly [content: string, change: (seen: Watched) => unknown]>> = {
    'its container is removed': [frame, ({ container }) => container.remove()],
    'its container is emptied': ['<p>Hello.</p>', ({ container }) => container.replaceChildren()],
    'its frame is removed from a wrapper': [
      `<p>${frame}</p>`,
      ({ container }) => container.firstElementChild?.replaceChildren(),
    ],
  };
  for (const [what, [content, change]] of Object.entries(missing)) {
    it(`is missed a second after ${what}, once`, async () => {
      const seen = await watched(content);
      change(seen);
      await time.clock.tickAsync(999);
      expect(seen.missed).to.equal(0);
      await time.clock.tickAsync(1);
      expect(seen.missed).to.equal(1);
      await time.clock.tickAsync(60_000);
      expect(seen.missed).to.equal(1);
    });
  }

  const others: typeof missing = {
    'it has not rendered anything yet': ['', ({ element }) => element.append('Hello.')],
    'it changes, and is there': [frame, ({ container }) => container.append('Hello.')],
    'it has rendered no frame, and no words': [
      '<p>Hello.</p>',
      ({ container }) => container.firstElementChild?.replaceChildren(),
    ],
    'it shows words in place of a frame': [
      `<p>${frame}</p>`,
      ({ container }) => container.firstElementChild?.replaceChildren('Hello.'),
    ],
    'it replaces its frame within a second': [
      frame,
      async ({ container }) => {
        container.replaceChildren();
        await time.clock.tickAsync(999);
        container.innerHTML = frame;
      },
    ],
    'its element has left the page': [
      frame,
      ({ element, container }) => {
        container.remove();
        element.remove();
      },
    ],
    'it is unmounted': [
      frame,
      ({ container, end }) => {
        end.abort();
        container.remove();
      },
    ],
    'it is unmounted a moment later': [
      frame,
      async ({ container, end }) => {
        container.remove();
        await time.clock.tickAsync(500);
        end.abort();
      },
    ],
  };
  for (const [what, [content, change]] of Object.entries(others)) {
    it(`is not missed if ${what}`, async () => {
      const seen = await watched(content);
      await change(seen);
      await time.clock.tickAsync(60_000);
      expect(seen.missed).to.equal(0);
    });
  }
});

describe('a frame that loads again', () => {
  const time = fakeTime();
  const reloading = 'reloaded';
  const blocked = 'blocked';

  /** A container with a frame that has loaded, and what is reported about it. */
  async function watched(src = frameAddress) {
    const container = await fixture<HTMLElement>(html`<div></div>`);
    const frame = document.createElement('iframe');
    frame.src = src;
    const end = new AbortController();
    const said: string[] = [];
    watchFrames(container, end.signal, {
      onRemoved: () => undefined,
      onBlocked: () => said.push(blocked),
      onReload: () => said.push(reloading),
    });
    const loaded = oneEvent(frame, 'load');
    container.append(frame);
    await loaded;
    const load = (target: Element = frame) => target.dispatchEvent(new Event('load'));
    return { container, frame, end, said, load };
  }
  type Watched = Awaited<ReturnType<typeof watched>>;

  const elsewhere = () => violate({ blockedURI: 'https://elsewhere.example' });
  const cases: Readonly<Record<string, readonly [act: (seen: Watched) => unknown, expected: readonly string[]]>> = {
    'under the same address was reloaded': [({ load }) => load(), [reloading]],
    'under another address was not': [
      ({ frame, load }) => {
        frame.src = `${frameAddress}&other`;
        load();
      },
      [],
    ],
    'as a copy of the former was reloaded': [
      async ({ container, frame }) => {
        const copy = frame.cloneNode() as HTMLIFrameElement;
        const loaded = oneEvent(copy, 'load');
        container.replaceChildren(copy);
        await loaded;
      },
      [reloading],
    ],
    'beside another one of the same address was not': [
      async ({ container, frame }) => {
        const other = frame.cloneNode() as HTMLIFrameElement;
        const loaded = oneEvent(other, 'load');
        container.append(other);
        await loaded;
      },
      [],
    ],
    'and is an image was not': [
      ({ container, load }) => {
        const image = document.createElement('img');
        container.append(image);
        load(image);
        load(image);
      },
      [],
    ],
    'and is unmounted at once was not': [
      ({ load, end }) => {
        load();
        end.abort();
      },
      [],
    ],
    'after a policy has blocked an address is blocked': [
      ({ load }) => {
        elsewhere();
        time.clock.tick(2_999);
        load();
      },
      [blocked],
    ],
    'before a policy blocks an address is blocked': [
      ({ load }) => {
        load();
        time.clock.tick(2_999);
        elsewhere();
      },
      [reloading, blocked],
    ],
    'long after a policy has blocked another one was reloaded': [
      ({ load }) => {
        elsewhere();
        time.clock.tick(3_000);
        load();
      },
      [reloading],
    ],
  };
  for (const [what, [act, expected]] of Object.entries(cases)) {
    it(what, async () => {
      const seen = await watched();
      await act(seen);
      time.clock.tick(1);
      expect(seen.said).to.deep.equal(expected);
    });
  }

  it('without an address was not reloaded', async () => {
    const { said, load } = await watched('about:blank');
    load();
    load();
    time.clock.tick(1);
    expect(said).to.deep.equal([]);
  });
});
