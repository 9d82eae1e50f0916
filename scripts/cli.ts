/** Bundles the command line, with the parsers that it needs: the package itself depends on nothing for it. */
import { writeFileSync } from 'node:fs';
import { build } from 'rolldown';
<<<<<<< HEAD
import { Notices } from './cdn/notices.js';

const folder = 'dist/cli';
=======
import { writeFileSync } from 'node:fs';
import { Notices } from './cdn/notices.js';

>>>>>>> main
const notices = new Notices();

await build({
  input: { 'verification-upgrade': 'src/cli/main.ts' },
  platform: 'node',
  transform: { target: 'node20.19' },
  plugins: [notices.collect()],
  output: {
    dir: folder,
    format: 'es',
    entryFileNames: '[name].js',
    codeSplitting: false,
    minify: true,
    comments: false,
  },
});
<<<<<<< HEAD
writeFileSync(`${folder}/LICENSES.txt`, notices.toString());
=======
writeFileSync('dist/cli/LICENSES.txt', notices.toString());
>>>>>>> main
