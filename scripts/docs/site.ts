import { cp } from 'node:fs/promises';
import { build, type Plugin } from 'vite';
import { build as buildPages } from 'vitepress';
import { writeTexts } from './assistants.js';

const demoPages = ['index', 'demo/gallery', 'demo/sign-in', 'demo/support', 'demo/privacy'].map(
  (name) => `${name}.html`,
);

const header = /(<header class="top">.*?)(<\/header>)/s;
const toDocs = '$1<a class="to-docs" href="/docs/">Documentation</a>$2';
/** Links to pages that need a server. */
const serverLinks = /\s*<a class="needs-server".*?<\/a>/gs;

/** The demo as files alone: its pages play the server themselves, and lead to the documentation. */
const withoutServer: Plugin = {
  name: 'without-server',
  transformIndexHtml: {
    order: 'pre',
    handler: (html) => ({
      html: html.replace(header, toDocs).replace(serverLinks, ''),
      tags: [{ tag: 'script', attrs: { type: 'module', src: '/demo/without-server.ts' }, injectTo: 'head-prepend' }],
    }),
  },
};

/**
 * Builds the site of files alone: the demo at `/`, the documentation at `/docs/`. It wants to be at the root of its host.
 *
 * @param folder only for this site, as it is emptied first
 */
export async function buildSite(folder: string): Promise<void> {
  await buildPages('docs', { outDir: folder });
  writeTexts(folder);
  await build({
    configFile: false,
    logLevel: 'error',
    plugins: [withoutServer],
    build: {
      outDir: folder,
      emptyOutDir: false,
      assetsDir: 'demo/assets',
      target: 'es2022',
      rolldownOptions: { input: demoPages },
    },
  });
  await cp('demo/emulator/frame', `${folder}/websdk`, { recursive: true });
}
