/**
 * Runs an `import()`, and once more under another address where the download failed. Firefox remembers a failed download
 * for as long as the page lives, so that a person who is back online could try again for ever (seen in 153; Chromium 156
 * asks anew by itself).
 */
export async function load<Module>(run: () => Promise<Module>): Promise<Module> {
  try {
    return await run();
  } catch (cause) {
    const [, url] = /imported module: (\S+)/.exec(String(cause)) ?? [];
    // A page that pins its modules by hash means the address as well: under another one nothing would be checked.
    const isPinned = [...document.scripts].some(
      (script) => script.type === 'importmap' && script.text.includes('integrity'),
    );
    if (!url || isPinned) throw cause;
    // For the server it is the same address.
    return import(/* @vite-ignore */ /* webpackIgnore: true */ `${url}#${Date.now()}`) as Promise<Module>;
  }
}
