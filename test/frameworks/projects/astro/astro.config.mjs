import node from '@astrojs/node';
import { defineConfig } from 'astro/config';

export default defineConfig({
  output: 'server',
  adapter: node({ mode: 'standalone' }),
  // The hosts of your pages. Astro answers a POST from any other one with 403.
  security: { allowedDomains: [{ hostname: 'localhost' }] },
});
