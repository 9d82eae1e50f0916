import { expect } from '@open-wc/testing';
import type { VerificationUpgradeElement } from '../../src/index.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import { offerOf, until } from '../support/upgrade.js';
import { begin, frameAddress, recordConsole } from './support/begin.js';
import { fakeTime } from './support/fake-time.js';

/** A provider with nothing but its frame in the container. */
const bareFrame = (survivesReload = false): FakeProvider =>
  new FakeProvider({
    singleLevel: false,
    survivesReload,
    onMount(mount) {
      const frame = document.createElement('iframe');
      frame.src = frameAddress;
      frame.addEventListener('load', () => mount.report({ type: 'ready' }), { once: true });
      mount.context.container.replaceChildren(frame);
      return mount;
    },
  });

async function active(fake: FakeProvider): Promise<{ element: VerificationUpgradeElement; frame: HTMLIFrameElement }> {
  const { element } = await begin({ replies: [offerOf('acme')], properties: { providers: { acme: fake.load } } });
  await until(element, 'active');
  return { element, frame: frameIn(element) };
}

function frameIn(element: Element): HTMLIFrameElement {
  const frame = element.querySelector<HTMLIFrameElement>(':scope > [slot=provider] iframe');
  if (!frame) throw new Error('No frame.');
  return frame;
}

const reload = (element: Element) => frameIn(element).contentWindow?.location.reload();

describe('an SDK that a script of the page', () => {
  recordConsole();

  const placeholder = Object.assign(document.createElement('iframe'), { srcdoc: 'Accept our cookies to see this.' });
  const changes: Readonly<Record<string, (frame: HTMLIFrameElement, container: HTMLElement) => unknown>> = {
    'keeps back until the user accepts cookies: its frame is blank': (frame) => (frame.src = 'about:blank'),
    'replaces in its frame by a page of its own': (frame) => (frame.src = 'data:text/html,Accept our cookies.'),
    'replaces by a frame of its own': (frame) => frame.replaceWith(placeholder),
    'takes for another slot': (_, container) => (container.slot = 'start'),
    'takes out of all slots': (_, container) => container.removeAttribute('slot'),
    'wraps in an element of its own': (_, container) => {
      const wrapper = document.createElement('div');
      container.replaceWith(wrapper);
      wrapper.append(container);
    },
  };
  for (const [what, change] of Object.entries(changes)) {
    for (const survivesReload of [false, true]) {
      it(`${what}, is mounted anew${survivesReload ? ', also if it survives reloads' : ''}`, async () => {
        const fake = bareFrame(survivesReload);
        const { element, frame } = await active(fake);
        change(frame, (await fake.mounted()).context.container);
        const second = await fake.mounted(2);
        expect([...element.querySelectorAll(':scope > [slot=provider]')]).to.deep.equal([second.context.container]);
        expect(frameIn(element).getBoundingClientRect().height).to.be.greaterThan(0);
        expect(element.state.status).to.equal('active');
      });
    }
  }

  it('leads to another page of the same origin is left alone', async () => {
    const fake = bareFrame();
    const { frame } = await active(fake);
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    frame.src = `${frameAddress}&other`;
    await loaded;
    expect(fake.mounts).to.have.length(1);
  });
});

describe('a frame that is reloaded', () => {
  const time = fakeTime();
  recordConsole();

  /** Reloads the frame so often; each time, the SDK is mounted anew or has failed. */
  async function reloadTimes(element: VerificationUpgradeElement, fake: FakeProvider, times: number, pause: number) {
    for (let reloads = 0; reloads < times; reloads += 1) {
      const mounts = fake.mounts.length;
      const loads = new Promise((resolve) => frameIn(element).addEventListener('load', resolve, { once: true }));
      reload(element);
      await loads;
      await time.clock.tickAsync(1);
      if (element.state.status === 'failed') return;
      await fake.mounted(mounts + 1);
      await new Promise((resolve) => frameIn(element).addEventListener('load', resolve, { once: true }));
      await time.clock.tickAsync(pause);
    }
  }

  it('by a user in trouble with the camera, every few minutes, never is an error', async () => {
    const fake = bareFrame();
    const { element } = await active(fake);
    await reloadTimes(element, fake, 6, 120_000);
    expect(element.state.status).to.equal('active');
    expect(fake.mounts).to.have.length(7);
  });

  it('four times within a minute is an error', async () => {
    const fake = bareFrame();
    const { element } = await active(fake);
    await reloadTimes(element, fake, 6, 10_000);
    expect((await until(element, 'failed')).error.code).to.equal('provider-error');
    expect(fake.mounts).to.have.length(4);
  });
});
