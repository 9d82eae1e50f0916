import { slug } from 'github-slugger';
import { defineConfig } from 'vitepress';
import { labelCells } from './cells.js';
import { copySources, siteLinks } from './links.js';
import { readSidebar } from './sidebar.js';

/** The site has the folders of the repository, so that a link between two files is right in both places. */
export default defineConfig({
  srcDir: '..',
  srcExclude: ['.*/**', 'demo/!(backend)/**', 'src/**', 'test/**', 'dist*/**'],
  rewrites: {
    'docs/README.md': 'docs/index.md',
    'docs/decisions/README.md': 'docs/decisions/index.md',
    'docs/server/README.md': 'docs/server/index.md',
  },
  outDir: '../dist-site',
  cacheDir: '../.cache/vitepress',
  title: 'verification-upgrade',
  description: 'One tag that takes a user from one verification level to the next.',
  head: [['link', { rel: 'icon', href: '/icon.svg' }]],
  // A file of its own instead of a tree of Git: what is shown is what was built.
  lastUpdated: false,
  ignoreDeadLinks: 'localhostLinks',
  markdown: {
    config: (markdown) => {
      siteLinks(markdown);
      labelCells(markdown);
    },
    // As GitHub makes them.
    anchor: { slugify: (heading) => slug(heading) },
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  },
  themeConfig: {
    search: { provider: 'local' },
    // The demo is no page of this site's router: the browser goes there by itself.
    nav: [
      { text: 'Documentation', link: '/docs/' },
      { text: 'Demo', link: '/', target: '_self' },
      { text: 'Every view', link: '/demo/gallery.html', target: '_self' },
    ],
    logoLink: '/docs/',
    sidebar: readSidebar('docs/README.md'),
    outline: [2, 3],
  },
  // Not the demo's own, with its emulators.
  vite: { configFile: false, publicDir: 'docs/.vitepress/public' },
  buildEnd: copySources,
});
