import type * as Package from '../../src/index.js';

const copies = new Map<string, Promise<string>>();

/** The package once more, as other modules: what a page gets that loads two copies of the script. */
export async function secondCopy(): Promise<typeof Package> {
  return (await import(await copyOf(new URL('/src/index.ts', location.origin)))) as typeof Package;
}

/** The address of a copy of a module, and of every module of this project that it imports. */
function copyOf(url: URL): Promise<string> {
  const known = copies.get(url.href);
  if (known) return known;
  const copy = copyAnew(url);
  copies.set(url.href, copy);
  return copy;
}

async function copyAnew(url: URL): Promise<string> {
  const source = await (await fetch(url)).text();
  const parts = source.split(/((?:from|import)\s*\(?\s*["'])(\.{0,2}\/[^"']+)/);
  for (let at = 2; at < parts.length; at += 3) {
    const imported = new URL(parts[at] ?? '', url);
    // What is not ours is shared, as it may be on a page.
    parts[at] = imported.pathname.startsWith('/src/') ? await copyOf(imported) : imported.href;
  }
  return URL.createObjectURL(new Blob(parts, { type: 'text/javascript' }));
}
