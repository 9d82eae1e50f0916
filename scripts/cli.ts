/** Bundles the command line, with the parsers that it needs: the package itself depends on nothing for it. */
import { build } from 'rolldown';
import { licences } from './cdn/licences.js';

await build({
  input: { 'verification-upgrade': 'src/cli/main.ts' },
  platform: 'node',
  transform: { target: 'node20.19' },
  plugins: [licences('LICENSES.txt')],
  output: {
    dir: 'dist/cli',
    format: 'es',
    entryFileNames: '[name].js',
    codeSplitting: false,
    minify: true,
    comments: false,
  },
});
