import { expect, waitUntil } from '@open-wc/testing';
import sinon from 'sinon';
import { emulators, mountUpgrade, offer, play, Run, until } from '../support/upgrade.js';

/** Requests of a page that no list of resources has. */
const otherWays = [
  'WebSocket',
  'EventSource',
  'XMLHttpRequest',
  'RTCPeerConnection',
  'SharedWorker',
  'Worker',
] as const;

const isOwnFile = ({ origin, pathname }: URL) =>
  origin === location.origin && /^\/(src|node_modules|__web-dev-server__|__wds-outside-root__)\//.test(pathname);

describe('the element contacts', () => {
  afterEach(() => sinon.restore());

  it('its endpoints, its own files and, after the answer, the provider, and no other host', async () => {
    const { sumsub } = await emulators();
    const seen: PerformanceResourceTiming[] = [];
    const observer = new PerformanceObserver((list) =>
      seen.push(...(list.getEntries() as PerformanceResourceTiming[])),
    );
    observer.observe({ type: 'resource' });
    const beacon = sinon.stub(navigator, 'sendBeacon').returns(true);
    const others = otherWays.filter((name) => name in globalThis).map((name) => sinon.spy(globalThis, name));

    const statusEndpoint = new Run().endpoint([{ body: { currentLevel: 'satoshi' } }]);
    const isListed = (part: string) =>
      seen.some(({ name }) => decodeURIComponent(name).includes(decodeURIComponent(part)));
    const since = performance.now();
    const { element } = await mountUpgrade({ replies: [offer()], attributes: { 'status-endpoint': statusEndpoint } });
    await until(element, 'active');
    play(element, 'idCheck.onApplicantSubmitted');
    await until(element, 'pending');
    await waitUntil(() => isListed(statusEndpoint) && isListed(sumsub), 'both are asked', { timeout: 15_000 });
    element.remove();

    const endpoints = [element.endpoint, statusEndpoint].map((address) => new URL(address, location.href).href);
    observer.disconnect();
    const contacted = seen.filter(({ startTime }) => startTime >= since);
    const answer = contacted.find(({ name }) => name === endpoints[0]);
    const strangers = contacted.filter(({ name, startTime }) => {
      const url = new URL(name);
      if (url.origin === sumsub) return startTime < (answer?.responseStart ?? Infinity);
      return !endpoints.includes(url.href) && !isOwnFile(url);
    });
    expect(strangers.map(({ name }) => name)).to.deep.equal([]);
    expect(contacted.some(({ name }) => new URL(name).origin === sumsub)).to.equal(true);
    expect(beacon.called).to.equal(false);
    expect(others.filter((way) => way.called).map((way) => way.getCalls())).to.deep.equal([]);
  });
});
