import { bundle, readBuild } from './bundles.js';
import { bundlePeers } from './peers.js';
import type { Site } from './servers.js';

/** One of the pages that are compared. */
export interface Contender {
  /** Heading of its column. */
  readonly name: string;
  readonly path: string;
  /** The page on which a person has to click first; nothing where that was not built. */
  readonly manualPath?: string;
}

/** The page that the others are compared with. */
export const byHand = 'by hand';

interface Parts {
  readonly head?: string;
  readonly body: string;
}

/** All pages are the same but for the integration; the paragraph below it shows whether it moves. */
const page = ({ head = '', body }: Parts) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>Verify your identity</title>
<style>body { margin: 0 auto; max-width: 40rem; font: 16px/1.5 sans-serif }</style>
${head}
</head>
<body>
<h1>Your account</h1>
${body}
<p>Questions? We are here to help.</p>
</body>
</html>`;

/** Notes when the person clicked, on the clock that the servers use. */
const noteClick = `<script>
addEventListener('click', ({ timeStamp }) => { window.clickedAt = performance.timeOrigin + timeStamp }, true);
</script>`;

const button = '<button id="start">Start</button>';

/** The least that can be done: nothing is loaded, nothing is checked. */
const limit = (manual: boolean): Parts => ({
  body: `${manual ? noteClick + button : ''}
<div id="container"></div>
<script>
const go = async () => {
  const response = await fetch('/upgrade', { method: 'POST' });
  const frame = document.createElement('iframe');
  frame.src = (await response.json()).verification_url;
  document.querySelector('#container').append(frame);
};
${manual ? `document.querySelector('#start').onclick = go` : 'go()'};
</script>`,
});

const handWritten = (manual: boolean): Parts => ({
  head: '<script type="module" src="/by-hand.js"></script>',
  body: `${manual ? noteClick + button : ''}<div id="container"></div>`,
});

/** With the page's own CSS for the time before the element is defined. The provider's host is the bench's. */
const ours = (attributes: string): Parts => ({
  head: `<style>verification-upgrade:not(:defined) { display: block; min-block-size: 602px }</style>
<script type="module" src="/verification-upgrade.js"></script>`,
  body: `${attributes.includes('manual') ? noteClick : ''}
<verification-upgrade endpoint="/upgrade" ${attributes}></verification-upgrade>
<script>
document.querySelector('verification-upgrade').providerOptions = {
  sumsub: { baseUrl: location.protocol + '//localhost:' + new URLSearchParams(location.search).get('frame') },
};
</script>`,
});

const peerBodies: Readonly<Record<string, string>> = {
  AiPrise: '<aiprise-frame mode="SANDBOX" template-id="bench"></aiprise-frame>',
  Persona: '',
};

const empty = (script: string): Parts => ({ head: `<script type="module" src="${script}"></script>`, body: '' });

/** Builds everything that is to be measured. */
export async function buildSite(): Promise<{ site: Site; contenders: readonly Contender[] }> {
  const site = new Map(readBuild());
  site.set('/by-hand.js', await bundle('bench/pages/by-hand.ts'));
  site.set('/plain-lit.js', await bundle('bench/pages/plain-lit.ts'));

  const contenders: Contender[] = [];
  const add = (name: string, parts: Parts, manual?: Parts) => {
    const path = `/${String(contenders.length)}.html`;
    const manualPath = manual && `/${String(contenders.length)}-manual.html`;
    site.set(path, page(parts));
    if (manual && manualPath) site.set(manualPath, page(manual));
    contenders.push({ name, path, ...(manualPath && { manualPath }) });
  };
  add('limit', limit(false), limit(true));
  add(byHand, handWritten(false), handWritten(true));
  add('ours', ours(''), ours('launch="manual"'));
  add('ours, warm-up', ours('warm-up'), ours('warm-up launch="manual"'));
  for (const [name, script] of await bundlePeers()) {
    site.set(`/${name}.js`, script);
    add(name, { ...empty(`/${name}.js`), body: peerBodies[name] ?? '' });
  }
  site.set('/ours.html', page(empty('/verification-upgrade.js')));
  site.set('/plain.html', page(empty('/plain-lit.js')));
  site.set('/hand.html', page({ ...handWritten(false), body: '<div id="container" data-launch="never"></div>' }));
  return { site, contenders };
}
