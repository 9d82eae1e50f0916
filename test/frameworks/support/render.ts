import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from './run.js';

/** A built app that can be rendered in Node, too. */
export interface RenderedApp {
  readonly cwd: string;
  /** Exports `render()`, which comes to HTML. */
  readonly server: string;
  /** Where the build has put its page. */
  readonly output: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Puts what an app is on a server into the page of its build, as `rendered.html` beside it.
 * @returns what the server made of it
 */
export async function renderPage({ cwd, server, output, env }: RenderedApp): Promise<string> {
  await run(['vite', 'build', '--logLevel', 'warn', '--ssr', server, '--outDir', `${output}-server`], cwd, env);
  const module = `./${output}-server/${path.parse(server).name}.js`;
  const print = `import { render } from '${module}'; process.stdout.write(await render());`;
  const html = await run(['node', '--input-type=module', '--eval', print], cwd, env);
  const page = await readFile(path.join(cwd, output, 'index.html'), 'utf8');
  const place = '<div id="app"></div>';
  if (!page.includes(place)) throw new Error(`There is no ${place} in the page.`);
  await writeFile(
    path.join(cwd, output, 'rendered.html'),
    page.replace(place, () => `<div id="app">${html}</div>`),
  );
  return html;
}
