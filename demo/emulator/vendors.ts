import { readFile } from 'node:fs/promises';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { listen } from './listen.js';
import { urlOf } from './url.js';

/** The emulated vendors beside Sumsub. */
export const vendorNames = ['veriff', 'persona', 'didit', 'stripe-identity', 'onfido', 'hosted'] as const;

export type VendorName = (typeof vendorNames)[number];

/** Their origins. */
export type VendorOrigins = Readonly<Record<VendorName, string>>;

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
};

/** One origin each: any path is the vendor's page, `/sdk.js` and `/v14` its script; their files are below `/_emulator/`. */
function serve(name: VendorName): RequestListener {
  const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Identity check</title>
    <link rel="stylesheet" href="/_emulator/frame/websdk.css" />
    <script type="module" src="/_emulator/vendors/${name}.js"></script>
  </head>
  <body>
    <main id="flow"></main>
  </body>
</html>
`;
  return (request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = urlOf(request) ?? { pathname: '/' };
    const [, part] = /^\/_emulator\/((?:frame|vendors)\/[a-z.-]+\.(?:css|js))$/.exec(pathname) ?? [];
    const file = /^\/(sdk\.js|v\d[\d.]*)$/.test(pathname) ? `vendors/${name}.sdk.js` : part;
    const content = file === undefined ? page : readFile(fileURLToPath(new URL(file, import.meta.url)), 'utf8');
    Promise.resolve(content).then(
      (text) => {
        const type = types[file?.split('.').at(-1) ?? ''] ?? 'text/html; charset=utf-8';
        response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(text);
      },
      () => {
        response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('There is no such file.');
      },
    );
  };
}

/** @throws {Error} if a port is taken; no server is left running then. */
export async function startVendors(): Promise<{ origins: VendorOrigins; close: () => Promise<void> }> {
  const started = await Promise.allSettled(vendorNames.map((name) => listen(serve(name))));
  const up = started.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const close = async () => {
    await Promise.all(up.map((server) => server.close()));
  };
  const failed = started.find((result) => result.status === 'rejected');
  if (failed) {
    await close();
    throw failed.reason;
  }
  // Persona's SDK uses plain http for "localhost" alone.
  const origins = vendorNames.map((name, index) => [name, `http://localhost:${String(up[index]?.port ?? 0)}`]);
  return { origins: Object.fromEntries(origins) as VendorOrigins, close };
}
