import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import en from '../../src/locales/en.js';
import { openPage, script, tag } from '../support/page.js';
import { action, firstView, untilObserved } from '../support/view.js';
import type { Reply } from '../support/upgrade.js';
import { createUpgrade, mountUpgrade, Run, until } from '../support/upgrade.js';

const nothingToDo: Reply = { body: { currentLevel: 'satoshi', nextLevel: null } };
const replies = [nothingToDo];

/** What the page's script has set, as its server has seen it. */
const setBy = async (run: Run) => (await run.requests()).map(({ headers }) => headers['x-set-by']);

describe('launch="auto"', () => {
  it('waits for headers that a later module script of the page sets', async () => {
    const run = new Run();
    const query = `run=${run.id}&replies=${encodeURIComponent(JSON.stringify(replies))}`;
    const { element } = await openPage(`/test/pages-fixtures/late-headers.html?${query}`);
    await until(element, 'unavailable');
    expect(await setBy(run)).to.deep.equal(['a later module']);
  });

  it('waits for headers that the page sets on DOMContentLoaded', async () => {
    const run = new Run();
    const { element } = await openPage(`${script}${tag(run.endpoint(replies))}<script type="module">
      document.addEventListener('DOMContentLoaded', () => {
        document.querySelector('verification-upgrade').headers = { 'x-set-by': 'a listener' };
      });
    </script>`);
    await until(element, 'unavailable');
    expect(await setBy(run)).to.deep.equal(['a listener']);
  });

  it('takes what was set before the element was defined', async () => {
    const run = new Run();
    const { element } = await openPage(`${tag(run.endpoint(replies))}
      <script>document.querySelector('verification-upgrade').headers = { 'x-set-by': 'an early script' };</script>
      ${script}`);
    await until(element, 'unavailable');
    expect(await setBy(run)).to.deep.equal(['an early script']);
  });

  it('stays still when a page’s later script asks for manual', async () => {
    const run = new Run();
    const { element } = await openPage(`${script}${tag(run.endpoint(replies))}<script type="module">
      document.querySelector('verification-upgrade').launch = 'manual';
    </script>`);
    expect((await firstView(element)).actions).to.deep.equal([en['start.button']]);
    expect(await run.requests()).to.deep.equal([]);
  });

  it('stays still where manual was set before the element was defined', async () => {
    const run = new Run();
    const { element } = await openPage(`${tag(run.endpoint(replies))}
      <script>document.querySelector('verification-upgrade').launch = 'manual';</script>${script}`);
    expect((await firstView(element)).actions).to.deep.equal([en['start.button']]);
    expect(await run.requests()).to.deep.equal([]);
  });

  it('starts at once on a page that is long there', async () => {
    const { element, run } = await createUpgrade({ replies });
    document.body.append(element);
    // As late as a page can be that has just put the element there.
    element.headers = { 'x-set-by': 'the same task' };
    await until(element, 'unavailable');
    expect(await setBy(run)).to.deep.equal(['the same task']);
    element.remove();
  });

  it('starts when the script comes long after the page', async () => {
    const run = new Run();
    const { element, document } = await openPage(tag(run.endpoint(replies)));
    const late = document.createElement('script');
    Object.assign(late, { type: 'module', src: '/src/index.ts' });
    document.body.append(late);
    await document.defaultView?.customElements.whenDefined('verification-upgrade');
    await until(element, 'unavailable');
    expect(await run.requests()).to.have.length(1);
  });

  it('asks once, however often the attribute is set', async () => {
    const { element, run } = await mountUpgrade({ replies });
    element.launch = 'visible';
    element.launch = 'auto';
    await until(element, 'unavailable');
    element.setAttribute('launch', 'auto');
    await element.updateComplete;
    element.setAttribute('launch', 'visible');
    await element.updateComplete;
    await nextFrame();
    expect(await run.requests()).to.have.length(1);
  });
});

describe('launch="visible"', () => {
  /** An element that many pixels below the fold. */
  async function below(distance: number) {
    const { element, run } = await createUpgrade({ replies, attributes: { launch: 'visible' } });
    scrollTo(0, 0);
    await fixture(html`<div style="padding-top: ${innerHeight + distance}px">${element}</div>`);
    return { element, run };
  }

  it('asks nothing while the element is far away, and starts once it is scrolled near', async () => {
    const { element, run } = await below(3000);
    await untilObserved(element);
    await untilObserved(element);
    expect(element.state.status).to.equal('idle');
    expect(await run.requests()).to.deep.equal([]);
    scrollTo(0, 2900);
    await until(element, 'unavailable');
    expect(await run.requests()).to.have.length(1);
    scrollTo(0, 0);
    await untilObserved(element);
    scrollTo(0, 2900);
    await untilObserved(element);
    expect(await run.requests()).to.have.length(1);
  });

  it('starts a little before the element can be seen', async () => {
    const { element } = await below(100);
    await until(element, 'unavailable');
    expect(element.getBoundingClientRect().top).to.be.greaterThan(innerHeight);
  });

  it('asks nothing for an element that is taken off again', async () => {
    const { element, run } = await below(3000);
    await untilObserved(element);
    const host = element.parentElement;
    element.remove();
    await Promise.resolve();
    host?.style.removeProperty('padding-top');
    await nextFrame();
    await nextFrame();
    expect(element.state.status).to.equal('idle');
    expect(await run.requests()).to.deep.equal([]);
  });

  it('starts when the page changes its mind and wants auto', async () => {
    const { element } = await below(3000);
    await untilObserved(element);
    element.setAttribute('launch', 'auto');
    await until(element, 'unavailable');
  });
});

describe('launch="manual"', () => {
  it('shows a start button, which starts', async () => {
    const { element, run } = await mountUpgrade({
      replies,
      attributes: { launch: 'manual' },
      properties: { headers: ({ reason }) => ({ 'x-reason': reason }) },
    });
    const view = await firstView(element);
    expect(view).to.deep.include({ heading: 'Verify your identity', actions: [en['start.button']] });
    expect(await run.requests()).to.deep.equal([]);
    action(element, en['start.button']).click();
    await until(element, 'unavailable');
    expect((await run.requests()).map(({ headers }) => headers['x-reason'])).to.deep.equal(['start']);
  });

  it('lets the page start', async () => {
    const { element, run } = await mountUpgrade({ replies, attributes: { launch: 'manual' } });
    element.start();
    await until(element, 'unavailable');
    expect(await run.requests()).to.have.length(1);
  });

  it('starts by itself once the page wants auto', async () => {
    const { element, run } = await mountUpgrade({ replies, attributes: { launch: 'manual' } });
    await firstView(element);
    element.removeAttribute('launch');
    await until(element, 'unavailable');
    expect(await run.requests()).to.have.length(1);
  });
});
