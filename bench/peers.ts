import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'rolldown';
import { bundle } from './bundles.js';

const folder = fileURLToPath(new URL('peers', import.meta.url));

interface Peer {
  readonly name: string;
  readonly packageName: string;
  /** The page's own script, as the peer's readme has it. */
  readonly script: string;
  /** What is changed in the peer's code, so that it runs without the internet. */
  readonly changes: Readonly<Record<string, string>>;
}

const peers: readonly Peer[] = [
  {
    name: 'AiPrise',
    packageName: 'aiprise-web-sdk',
    script: `import 'aiprise-web-sdk';`,
    // It asks its own API: here the page's, which saves it a connection.
    changes: { 'https://api-sandbox.aiprise.com': '' },
  },
  {
    name: 'Persona',
    packageName: 'persona',
    script: `
      import { Client } from 'persona';
      const response = await fetch('/upgrade', { method: 'POST' });
      const { upgrade, verification_url } = await response.json();
      const client = new Client({
        inquiryId: 'inq_bench',
        sessionToken: upgrade.access_token,
        customHost: new URL(verification_url).host,
        onReady: () => client.open(),
      });`,
    // Also where the bench speaks HTTPS.
    changes: { '`http://${e}`': '`${location.protocol}//${e}`' },
  },
];

/** @returns why it failed, in one line; nothing where it worked. */
function install(): string | undefined {
  if (peers.every(({ packageName }) => existsSync(`${folder}/node_modules/${packageName}`))) return undefined;
  try {
    const options = [
      '--ignore-scripts',
      '--omit=dev',
      '--no-package-lock',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ];
    execFileSync('npm', ['install', ...options], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: 120_000,
    });
    return undefined;
  } catch (cause) {
    return String(cause).split('\n', 1)[0];
  }
}

/** Rolldown plugin: the page's script, and the peer's code with its changes. */
function changed({ script, changes }: Peer): Plugin {
  const entry = `${folder}/page.js`;
  return {
    name: 'peer',
    resolveId: (source) => (source === entry ? source : null),
    load: (id) => (id === entry ? script : null),
    transform(code, id) {
      if (id === entry) return null;
      return Object.entries(changes).reduce((text, [from, to]) => text.replaceAll(from, to), code);
    },
    generateBundle(_options, bundle) {
      const all = Object.values(bundle)
        .map((file) => ('code' in file ? file.code : ''))
        .join('');
      const kept = Object.keys(changes).find((from) => from.startsWith('https:') && all.includes(from));
      if (kept) this.error(`${kept} is still in it.`);
    },
  };
}

/** The peers that can be driven offline, each as one script; those that cannot be had are left out, with a line that says so. */
export async function bundlePeers(): Promise<ReadonlyMap<string, string>> {
  const scripts = new Map<string, string>();
  const fault = install();
  if (fault) console.log(`Peers are left out: npm could not install them (${fault}).`);
  for (const peer of fault ? [] : peers) {
    try {
      scripts.set(peer.name, await bundle(`${folder}/page.js`, [changed(peer)]));
    } catch (cause) {
      console.log(`${peer.name} is left out: it could not be bundled (${String(cause).split('\n', 1)[0] ?? ''}).`);
    }
  }
  return scripts;
}
