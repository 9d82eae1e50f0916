import { expect, fixture, html, nextFrame, waitUntil } from '@open-wc/testing';
import en from '../../src/locales/en.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import { openPage, script, tag } from '../support/page.js';
import { emulators, mountUpgrade, offer, offerOf, part, Run, until } from '../support/upgrade.js';
import { action, firstView } from '../support/view.js';

/** What the page’s own script has seen of its layout. */
interface Seen {
  /** Before our views have come: the element’s height, and whether they had come already. */
  readonly early: { readonly height: number; readonly staged: boolean };
  /** Each height that the element has had, and each place of what is below it. */
  readonly heights: readonly number[];
  readonly tops: readonly number[];
}

/** Known to Chromium alone, and not to TypeScript. */
interface LayoutShift extends PerformanceEntry {
  readonly sources: readonly { readonly node: Node | null }[];
}

const watch = (sumsub: string) => `<p id="below">Below</p><script>
  const element = document.querySelector('verification-upgrade');
  element.providerOptions = { sumsub: { baseUrl: '${sumsub}' } };
  const seen = (window.seen = { heights: [], tops: [] });
  const note = () => {
    seen.heights.push(element.offsetHeight);
    seen.tops.push(document.getElementById('below').offsetTop);
  };
  customElements.whenDefined('verification-upgrade').then(async () => {
    await element.updateComplete;
    seen.early = { height: element.offsetHeight, staged: element.shadowRoot.querySelector('[part=panel]') !== null };
    note();
    new ResizeObserver(note).observe(element);
    for (const status of ['requesting', 'loading', 'active']) element.addEventListener('upgrade-' + status, note);
  });
</script>`;

const once = (numbers: readonly number[]) => [...new Set(numbers)];

describe('the layout', () => {
  it('does not shift from the first moment until the SDK is in use', async () => {
    const run = new Run();
    const { sumsub } = await emulators();
    const { element, window } = await openPage(`${tag(run.endpoint([offer()]))}${watch(sumsub)}${script}`);
    await until(element, 'active');
    await nextFrame();
    await nextFrame();
    const { seen } = window as unknown as { seen: Seen };
    expect(seen.early.staged).to.equal(false);
    expect(seen.early.height).to.be.at.least(600);
    expect(once(seen.heights)).to.deep.equal([seen.early.height]);
    expect(once(seen.tops)).to.have.length(1);
  });

  if (PerformanceObserver.supportedEntryTypes.includes('layout-shift')) {
    for (const [name, verdict, showsRejection] of [
      ['the SDK makes way for our view', { type: 'approved' }, false],
      ['a rejection adds its buttons below the SDK', { type: 'rejected', final: false }, true],
    ] as const)
      it(`does not shift when ${name}, by the browser’s own count`, async () => {
        const provider = new FakeProvider({ showsRejection });
        const { element } = await mountUpgrade({
          replies: [offerOf('acme')],
          attributes: { 'support-url': '/help' },
          properties: { providers: { acme: provider.load } },
        });
        await until(element, 'active');
        await fixture(html`<p>Below</p>`);
        // The browser counts when it likes. Once it tells of a shift of the test's own, it has told of all before.
        const last = await fixture<HTMLElement>(html`<p style="position: absolute; inset-block-start: 0">A line</p>`);
        await nextFrame();
        await nextFrame();
        const moved = new Promise<readonly (Node | null)[]>((resolve) => {
          const nodes: (Node | null)[] = [];
          new PerformanceObserver((list, observer) => {
            for (const entry of list.getEntries() as LayoutShift[])
              nodes.push(...entry.sources.map(({ node }) => node));
            if (!nodes.includes(last)) return;
            observer.disconnect();
            resolve(nodes);
          }).observe({ type: 'layout-shift' });
        });
        (await provider.mounted()).report(verdict);
        await until(element, verdict.type);
        await nextFrame();
        await nextFrame();
        last.style.insetBlockStart = '300px';
        expect(await moved).to.deep.equal([last]);
      });
  }

  it('keeps the height that the page asks for', async () => {
    const run = new Run();
    const { sumsub } = await emulators();
    const style = 'style="--verification-upgrade-min-height: 720px"';
    const { element, window } = await openPage(`${tag(run.endpoint([offer()]), style)}${watch(sumsub)}${script}`);
    await until(element, 'active');
    await nextFrame();
    const { seen } = window as unknown as { seen: Seen };
    expect(seen.early.height).to.be.within(765, 769); // The area, the line of help, and a border.
    expect(once(seen.heights)).to.deep.equal([seen.early.height]);
  });

  for (const [launch, height] of [
    ['visible', 647],
    ['manual', 466],
  ] as const)
    it(`is the same before the element is defined, with the CSS of the documentation, launch="${launch}"`, async () => {
      const css = `<style>verification-upgrade:not(:defined) { display: block; min-block-size: ${height}px }</style>`;
      const { element, document } = await openPage(
        `${css}${tag(new Run().endpoint([{ hang: true }]), `launch="${launch}"`)}`,
      );
      const early = element.getBoundingClientRect().height;
      const late = document.createElement('script');
      Object.assign(late, { type: 'module', src: '/src/index.ts' });
      document.body.append(late);
      await document.defaultView?.customElements.whenDefined('verification-upgrade');
      await firstView(element);
      expect(element.getBoundingClientRect().height).to.equal(early);
    });

  it('is the same for every view from the start of an attempt on', async () => {
    const heights: number[] = [];
    const { element } = await mountUpgrade({
      replies: [{ status: 500 }, { body: { nextLevel: null } }, { body: { upgrade: { status: 'pending' } } }],
      attributes: { launch: 'manual' },
    });
    await firstView(element);
    expect(element.offsetHeight, 'before').to.be.below(602);
    for (const status of ['failed', 'unavailable', 'pending'] as const) {
      element.start();
      await element.updateComplete;
      heights.push(element.offsetHeight);
      await until(element, status);
      heights.push(element.offsetHeight);
    }
    expect(once(heights)).to.deep.equal([647]);
  });

  it('becomes lower when the user acts', async () => {
    const fake = new FakeProvider();
    const { element } = await mountUpgrade({
      replies: [offerOf('acme')],
      properties: { providers: { acme: fake.load } },
    });
    await until(element, 'active');
    await waitUntil(() => part(element, 'help'));
    part(element, 'help')?.querySelector('summary')?.click();
    action(element, en['help.later']).click();
    await until(element, 'cancelled');
    expect(element.offsetHeight).to.be.below(602);
  });

  it('leaves the page’s viewport alone', async () => {
    const before = document.querySelectorAll('meta[name=viewport]').length;
    const { element } = await mountUpgrade();
    await until(element, 'active');
    expect(document.querySelectorAll('meta[name=viewport]')).to.have.length(before);
  });
});
