import { build, preview } from 'vite';

/** Pages of the demo, built and served with the emulators behind them. */
export interface DemoSite {
  /** With a slash at its end. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Builds and serves pages of the demo. Unlike with the dev server, nothing is compiled while a page loads.
 *
 * @param pages the HTML files, from the root of the project
 * @param folder output folder, emptied first
 */
export async function serveDemo(pages: readonly string[], folder: string): Promise<DemoSite> {
  const built = { outDir: folder, emptyOutDir: true, rolldownOptions: { input: [...pages] } };
  await build({ logLevel: 'error', build: { ...built, target: 'es2022' } });
  const server = await preview({ logLevel: 'error', build: { outDir: folder }, preview: { port: 0 } });
  const [url = ''] = server.resolvedUrls?.local ?? [];
  return { url, close: () => server.close() };
}
