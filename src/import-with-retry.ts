/** Milliseconds until a download of the element's own code has failed. */
const LOAD_TIMEOUT = 30_000;

/**
 * Runs an `import()`, and once more under another address if the download failed. Firefox remembers a failed download for
 * the lifetime of the page, so that "Try again" could never succeed (seen in 153; Chromium 156 asks again by itself).
 *
 * @throws the error of the import; an Error after 30 s
 */
export function importWithRetry<Module>(load: () => Promise<Module>): Promise<Module> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Timeout.')), LOAD_TIMEOUT);
    load()
      // The classic script has no address, and no files beside it.
      .catch(import.meta.url ? retry<Module> : undefined)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}

async function retry<Module>(cause: unknown): Promise<Module> {
  const [, url = ''] = /imported module: (\S+)/.exec(String(cause)) ?? [];
  // The text of an error is not trusted: only files beside this one are asked for again.
  // Parsed, since "../" leads out of the folder.
  const address = URL.canParse(url) ? new URL(url).href : '';
  const isOwn = address.startsWith(import.meta.url.replace(/[^/]*$/, ''));
  // A page that pins its modules by hash pins their addresses: another address would not be checked.
  const isPinned = [...document.scripts].some(({ type, text }) => type === 'importmap' && text.includes('integrity'));
  if (!isOwn || isPinned) throw cause;
  // The server sees the same address: a fragment is not sent.
  return import(/* @vite-ignore */ /* webpackIgnore: true */ `${address}#${Date.now()}`) as Promise<Module>;
}
