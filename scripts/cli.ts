/** Bundles the command line, with the parsers that it needs: the package itself depends on nothing for it. */
import { build } from 'rolldown';
import { writeFileSync } from 'node:fs';
import { Notices } from './cdn/notices.js';

const notices = new Notices();

await build({
  input: { 'verification-upgrade': 'src/cli/main.ts' },
  platform: 'node',
  transform: { target: 'node20.19' },
  plugins: [notices.collect()],
  output: {
    dir: 'dist/cli',
    format: 'es',
    entryFileNames: '[name].js',
    codeSplitting: false,
    minify: true,
    comments: false,
  },
});
writeFileSync('dist/cli/LICENSES.txt', notices.toString());
