import { readdirSync, readFileSync } from 'node:fs';
import { build, type Plugin } from 'rolldown';

/** Bundles and minifies one script, as a page would ship it. */
export async function bundle(input: string, plugins: Plugin[] = []): Promise<string> {
  const { output } = await build({
    input,
    platform: 'browser',
    write: false,
    plugins,
    transform: { target: 'chrome125', define: { 'process.env.NODE_ENV': '"production"' } },
    output: { format: 'es', minify: true, comments: false, codeSplitting: false },
  });
  const code = output.find((file) => file.type === 'chunk')?.code;
  if (code === undefined) throw new Error(`${input} became no script.`);
  return code;
}

/** What a script tag loads: our build as it is published, read once so that a build meanwhile changes nothing. */
export function readBuild(): ReadonlyMap<string, string> {
  const folder = 'dist/cdn/';
  const files = readdirSync(folder).filter((file) => file.endsWith('.js'));
  if (!files.includes('verification-upgrade.js')) throw new Error('There is no build to measure. Run: npm run build');
  return new Map(files.map((file) => [`/${file}`, readFileSync(folder + file, 'utf8')]));
}
