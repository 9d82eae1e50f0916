import { readdirSync, readFileSync } from 'node:fs';
import { build } from 'rolldown';
import type { Site } from './world.js';

/** One of the pages that are compared. */
export interface Contender {
  /** Heading of its column. */
  readonly name: string;
  /** Path of the page that starts by itself. */
  readonly path?: string;
  /** Path of the page with a start button. */
  readonly manualPath?: string;
}

export const byHand = 'by hand';
export const ours = 'ours';
export const oursEarly = 'ours, early reply and hints';
export const oursAll = 'ours, with warm-up as well';

interface Parts {
  readonly head?: string;
  readonly body: string;
}

/** All pages are the same but for the integration. */
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
<script>
addEventListener('click', ({ timeStamp }) => { window.clickedAt = performance.timeOrigin + timeStamp }, true);
</script>
${body}
<p>Questions? We are here to help.</p>
</body>
</html>`;

const button = '<button id="start">Start</button>';

/** The least that can be done: no script is loaded, nothing is checked. */
const limit = (isManual: boolean): Parts => ({
  body: `${isManual ? button : ''}
<div id="container"></div>
<script>
const launch = async () => {
  const response = await fetch('/api/v2/user/upgrade', { method: 'POST' });
  const frame = document.createElement('iframe');
  frame.src = (await response.json()).verification_url;
  document.querySelector('#container').append(frame);
};
${isManual ? `document.querySelector('#start').onclick = launch` : 'launch()'};
</script>`,
});

const handWritten = (isManual: boolean): Parts => ({
  head: '<script type="module" src="/by-hand.js"></script>',
  body: `${isManual ? button : ''}<div id="container"></div>`,
});

/** The provider's host is the bench's. */
const withElement = (attributes = '', hints = '', frame = ''): Parts => ({
  head: `${hints}
<style>verification-upgrade:not(:defined) { display: block; min-block-size: 602px }</style>
<script type="module" src="/verification-upgrade.js"></script>`,
  body: `${frame}<verification-upgrade ${attributes}></verification-upgrade>
<script>
document.querySelector('verification-upgrade').providerOptions = {
  sumsub: { baseUrl: location.protocol + '//localhost:' + new URLSearchParams(location.search).get('frame') },
};
</script>`,
});

async function bundleByHand(): Promise<string> {
  const { output } = await build({
    input: 'bench/by-hand.ts',
    platform: 'browser',
    write: false,
    transform: { target: 'chrome125' },
    output: { minify: true, comments: false, codeSplitting: false },
  });
  return output[0].code;
}

/** What a script tag loads: the build as it is published. Read once, so that a later build changes nothing. */
export function readBuild(): ReadonlyMap<string, string> {
  const folder = 'dist/cdn/';
  const files = readdirSync(folder).filter((file) => /\.(js|html)$/.test(file));
  return new Map(files.map((file) => [`/${file}`, readFileSync(folder + file, 'utf8')]));
}

/** Builds everything that is measured. */
export async function buildSite(): Promise<{ site: Site; contenders: readonly Contender[] }> {
  const site = new Map(readBuild());
  site.set('/by-hand.js', await bundleByHand());
  const preload = (site.get('/preload.html') ?? '').replaceAll('href="./', 'href="/');
  const hints = preload.replace(/<!--[^]*?-->/g, '');
  const [frame = ''] = /<iframe .*<\/iframe>/.exec(preload) ?? [];
  const add = (path: string, parts: Parts) => {
    site.set(path, page(parts));
    return path;
  };
  const contenders: readonly Contender[] = [
    { name: 'limit', path: add('/limit.html', limit(false)), manualPath: add('/limit-manual.html', limit(true)) },
    {
      name: byHand,
      path: add('/hand.html', handWritten(false)),
      manualPath: add('/hand-manual.html', handWritten(true)),
    },
    {
      name: ours,
      path: add('/ours.html', withElement()),
      manualPath: add('/manual.html', withElement('launch="manual"')),
    },
    { name: oursEarly, path: add('/early.html', withElement('', hints)) },
    {
      name: oursAll,
      path: add('/all.html', withElement('', hints, frame)),
      manualPath: add('/warm-manual.html', withElement('launch="manual" warm-up')),
    },
  ];
  return { site, contenders };
}
