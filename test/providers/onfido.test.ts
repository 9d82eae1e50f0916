import { expect, nextFrame } from '@open-wc/testing';
import type { UpgradeWarningEvent } from '../../src/index.js';
import { readError } from '../../src/providers/onfido/errors.js';
import { readTokenUrls } from '../../src/providers/onfido/token.js';
import { tearDown } from '../../src/providers/onfido/tear-down.js';
import en from '../../src/locales/en.js';
import { frameOf, next, part, record, until } from '../support/upgrade.js';
import { mountVendor, offerBy, postFrom } from '../support/vendor.js';
import { untilDom } from '../support/view.js';
import { fakeTime } from '../upgrade/support/fake-time.js';

const run = (play = 'quiet') => ({ token: `{{token:${play}}}`, workflowRunId: 'run-1' });

const active = async (setup: Partial<Parameters<typeof mountVendor>[0]> = {}) => {
  const mounted = await mountVendor({ vendor: 'onfido', payload: run(), ...setup });
  await until(mounted.element, 'active');
  await loaded(mounted.element);
  return mounted;
};

const loaded = (element: Element) =>
  new Promise((resolve) => frameOf(element)?.addEventListener('load', resolve, { once: true }));

const sdk = () => (window as unknown as { Onfido: { calls: string[] } }).Onfido;

const say = (element: Element, data: object) => postFrom(frameOf(element), { remote: 'word', ...data });

const jwt = (claims: unknown) => `e30.${btoa(JSON.stringify(claims)).replaceAll('=', '')}.x`;

describe('Onfido', () => {
  it('is not there before it is named', async () => {
    await import('../../src/providers/onfido.js');
    expect(window).to.not.have.property('Onfido');
    expect(window).to.not.have.property('OnfidoDistribution');
  });

  it('says that its script did not come, and leaves none behind', async () => {
    const { element } = await mountVendor({
      vendor: 'onfido',
      payload: run(),
      options: { baseUrl: 'http://localhost:1' },
    });
    const { error } = await until(element, 'failed');
    expect(error.code).to.equal('provider-load-failed');
    expect(error.message).to.contain('http://localhost:1');
    expect(document.querySelectorAll('script[src*="localhost:1/"]')).to.have.length(0);
  });

  for (const version of ['v15-preview', '15-preview']) {
    it(`is loaded in the version ${version}`, async () => {
      const sources: string[] = [];
      const observer = new MutationObserver((records) => {
        for (const node of records.flatMap(({ addedNodes }) => [...addedNodes]))
          if (node instanceof HTMLScriptElement) sources.push(node.src);
      });
      observer.observe(document, { childList: true, subtree: true });
      const options = { baseUrl: 'http://localhost:1', version };
      const { element } = await mountVendor({ vendor: 'onfido', payload: run(), options });
      await until(element, 'failed');
      observer.disconnect();
      expect(sources).to.deep.equal(['http://localhost:1/v15-preview']);
    });
  }

  it('goes from the POST to a review, and never to an approval', async () => {
    const { element } = await mountVendor({ vendor: 'onfido', payload: run('auto'), attributes: { launch: 'manual' } });
    const statuses = record(element);
    element.start();
    await until(element, 'active');
    const container = element.querySelector('[slot=provider]');
    expect(await until(element, 'pending')).to.include({ provider: 'onfido' });
    await untilDom(element, () => container?.isConnected === false);
    expect(new Set(statuses)).to.deep.equal(new Set(['requesting', 'loading', 'active', 'pending']));
  });

  it('gets the language and the theme, and a place with a height', async () => {
    const { element } = await active({ attributes: { lang: 'pt-BR', theme: 'dark' } });
    expect(Object.fromEntries(new URL(frameOf(element)?.src ?? '').searchParams)).to.include({
      lang: 'pt_BR',
      theme: 'dark',
    });
    expect(frameOf(element)?.offsetHeight).to.be.at.least(500);
  });

  for (const [type, code, heading] of [
    ['permissions_unavailable', 'camera-denied', 'camera-denied'],
    ['no_camera', 'camera-denied', 'camera-denied'],
    ['unsupported', 'device-unsupported', 'device-unsupported'],
    ['geoblocked_request', 'device-unsupported', 'device-unsupported'],
    ['workflow_error', 'provider-error', 'provider'],
  ] as const) {
    it(`fails as ${code} on ${type}`, async () => {
      const { element } = await active();
      say(element, { error: { type, message: 'Some words.' } });
      const { error } = await until(element, 'failed');
      expect(error.code).to.equal(code);
      expect(error.recovery).to.deep.equal(['retry', 'support']);
      expect(part(element, 'heading')?.textContent.trim()).to.equal(en[`failed.${heading}.heading`]);
      expect(part(element, 'actions')?.textContent).to.not.equal('');
    });
  }

  it('is cancelled by its close button, and if consent is refused', async () => {
    const left = await active();
    postFrom(frameOf(left.element), { remote: 'exit' });
    await until(left.element, 'cancelled');
    const refused = await active();
    say(refused.element, { error: { type: 'user_consent_denied', message: '' } });
    await until(refused.element, 'cancelled');
  });

  it('is not heard any more once its token has run out, and asks for one fresh token at a time', async () => {
    const { element, run: server } = await active({ replies: [offerBy('onfido', run()), offerBy('onfido', run())] });
    const frame = frameOf(element);
    sdk().calls.length = 0;
    for (const type of ['expired_token', 'expired_token', 'workflow_error'])
      postFrom(frame, { remote: 'word', error: { type } });
    while (!sdk().calls.includes('init')) await nextFrame();
    await nextFrame();
    expect(sdk().calls).to.deep.equal(['tearDown', 'gone', 'init']);
    expect(await server.requests()).to.have.length(2);
    expect(element.state.status).to.equal('active');
  });

  it('asks for a fresh token where one is invalid, too', async () => {
    const { element, run: server } = await active();
    say(element, { error: { type: 'invalid_token', message: '' } });
    while ((await server.requests()).length < 2) await nextFrame();
    expect(element.state.status).to.equal('active');
  });

  it('is not started anew when its frame loads again', async () => {
    const { element } = await active();
    sdk().calls.length = 0;
    frameOf(element)?.dispatchEvent(new Event('load'));
    await nextFrame();
    await nextFrame();
    expect(sdk().calls).to.deep.equal([]);
  });

  it('is waited for where its package says "gone" before it has come', async () => {
    const order: string[] = [];
    let count = 0;
    // As the loader of the vendor's package does it.
    const late = {
      init({ containerEl }: { containerEl: HTMLElement }) {
        const number = ++count;
        let child: HTMLElement | undefined;
        let isLeaving = false;
        const leave = () => {
          if (!child?.isConnected) return;
          order.push(`gone ${number}`);
          child.remove();
        };
        setTimeout(() => {
          order.push(`there ${number}`);
          child = containerEl.appendChild(document.createElement('div'));
          if (isLeaving) setTimeout(leave, 20);
        }, 150);
        return {
          tearDown() {
            if (!child) isLeaving = true;
            else leave();
            return Promise.resolve();
          },
        };
      },
    };
    const { element } = await mountVendor({
      vendor: 'onfido',
      payload: run(),
      options: { sdk: late },
      attributes: { launch: 'manual' },
    });
    element.start();
    while (count === 0) await nextFrame();
    element.cancel();
    element.start();
    await until(element, 'active');
    expect(order).to.deep.equal(['there 1', 'gone 1', 'there 2']);
  });

  it('begins again with a fresh token where one has expired, once the old one is torn down', async () => {
    const { element } = await active({ replies: [offerBy('onfido', run()), offerBy('onfido', run())] });
    const first = frameOf(element)?.src;
    const container = frameOf(element)?.closest('[slot]');
    sdk().calls.length = 0;
    say(element, { error: { type: 'expired_token', message: '' } });
    while (sdk().calls.length < 3) await nextFrame();
    expect(sdk().calls).to.deep.equal(['tearDown', 'gone', 'init']);
    expect(frameOf(element)?.src).to.not.equal(first);
    // In its place: else it was mounted anew because what it has rendered is gone.
    expect(frameOf(element)?.closest('[slot]')).to.equal(container);
    expect(element.state.status).to.equal('active');
  });

  it('is torn down before another one begins, however late that is', async () => {
    const { element } = await active();
    sdk().calls.length = 0;
    element.cancel();
    element.start();
    await until(element, 'active');
    expect(sdk().calls).to.deep.equal(['tearDown', 'gone', 'init']);
    expect(element.querySelectorAll('iframe')).to.have.length(1);
  });

  it('is loaded also on a page that has something else under its name', async () => {
    Object.assign(window, { Onfido: {} });
    const { element } = await active();
    expect(element.querySelectorAll('iframe')).to.have.length(1);
  });

  it('has failed to load if its script defines nothing', async () => {
    const own = Object.getOwnPropertyDescriptor(window, 'Onfido');
    Object.defineProperty(window, 'Onfido', { configurable: true, get: () => undefined, set: () => undefined });
    try {
      const { element } = await mountVendor({ vendor: 'onfido', payload: run() });
      const { error } = await until(element, 'failed');
      expect(error.code).to.equal('provider-load-failed');
      expect(error.message).to.contain('does not define "Onfido"');
    } finally {
      Reflect.deleteProperty(window, 'Onfido');
      if (own) Object.defineProperty(window, 'Onfido', own);
    }
  });

  it('is known by the whole word of its errors', () => {
    for (const type of ['no_camera_now', 'has_no_camera', 'expired_tokens', 'an_invalid_token', 'not_unsupported'])
      expect(readError({ type }), type).to.deep.equal({ type: 'failed', message: `Onfido: ${type}` });
  });

  it('warns about a setting that would put it elsewhere', async () => {
    const attributes = { launch: 'manual' };
    const { element } = await mountVendor({
      vendor: 'onfido',
      payload: run(),
      options: { useModal: true },
      attributes,
    });
    const warned = next<UpgradeWarningEvent>(element, 'upgrade-warning');
    element.start();
    expect((await warned).code).to.equal('refused-option');
    expect((await warned).message).to.contain('useModal');
    await until(element, 'active');
    expect(frameOf(element)).not.to.equal(null);
  });

  it('starts without a workflow if the page names the steps', async () => {
    const { element } = await mountVendor({
      vendor: 'onfido',
      payload: { token: '{{token:quiet}}' },
      options: { steps: ['welcome'] },
    });
    await until(element, 'active');
  });

  it('says which field is missing', async () => {
    const { element } = await mountVendor({ vendor: 'onfido', payload: { token: 'only-this-one' } });
    const { error } = await until(element, 'failed');
    expect(error.code).to.equal('bad-response');
    expect(error.message).to.contain('workflowRunId').and.to.not.contain('only-this-one');
  });
});

describe('an Onfido SDK that is torn down before it has rendered', () => {
  const time = fakeTime();
  const begin = () => {
    let calls = 0;
    let render: () => void = () => undefined;
    const rendered = new Promise<void>((resolve) => (render = resolve));
    const tornDown = tearDown(
      { tearDown: () => Promise.resolve(void (calls += 1)) },
      document.createElement('div'),
      rendered,
    );
    return { render, tornDown, calls: () => calls };
  };

  it('is not torn down inside of its own callback, which may have asked for it', async () => {
    const { calls } = begin();
    expect(calls()).to.equal(0);
    await time.clock.tickAsync(0);
    expect(calls()).to.equal(1);
  });

  it('is torn down again as soon as it has rendered', async () => {
    const { render, tornDown, calls } = begin();
    await time.clock.tickAsync(100);
    expect(calls()).to.equal(1);
    render();
    await tornDown;
    expect(calls()).to.equal(2);
  });

  it('is waited for no longer than one and a half seconds', async () => {
    const { tornDown, calls } = begin();
    await time.clock.tickAsync(1_400);
    expect(calls()).to.equal(1);
    await time.clock.tickAsync(100);
    await tornDown;
    expect(calls()).to.equal(2);
  });
});

describe('Onfido, attacked', () => {
  for (const urls of [
    { onfido_api_url: 'https://evil.example' },
    { onfido_api_url: 'https://api.onfido.com', sync_url: 'https://onfido.com.evil.example' },
    { onfido_api_url: 'http://api.onfido.com' },
    { onfido_api_url: null },
    'https://evil.example',
  ]) {
    it(`hands nothing to the SDK where the token names ${JSON.stringify(urls)}`, async () => {
      const { element } = await mountVendor({
        vendor: 'onfido',
        payload: { token: jwt({ urls }), workflowRunId: 'run-1' },
        properties: { providerOptions: {} },
      });
      const { error } = await until(element, 'failed');
      expect(error.code).to.equal('untrusted-host');
    });
  }

  it('reads the claims as they are, and not at all where they cannot be read', () => {
    expect(readTokenUrls(jwt({ urls: { a: 'https://api.eu.onfido.com' } }))).to.deep.equal([
      'https://api.eu.onfido.com',
    ]);
    expect(readTokenUrls(jwt({ exp: 1 }))).to.deep.equal([]);
    const odd = 'https://api.onfido.com/>>>???ÿÿÿ~~~';
    const base64url = jwt({ urls: { odd } }).replaceAll('+', '-').replaceAll('/', '_');
    expect(base64url).to.match(/[-_]/);
    expect(readTokenUrls(base64url)).to.deep.equal([odd]);
    for (const token of ['', 'x', 'a.b.c', 'e30.*.x']) expect(readTokenUrls(token), token).to.deep.equal([undefined]);
  });
});
