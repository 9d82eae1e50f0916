import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { urlOf } from './url.js';

const FOLDER = new URL('./frame/', import.meta.url);

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
};

/** The provider's frame: the files in `frame/`, below `/websdk/`. */
export function serveFrame(request: IncomingMessage, response: ServerResponse): void {
  const [, name, extension = ''] = /^\/websdk\/([a-z-]+\.(html|css|js))$/.exec(urlOf(request)?.pathname ?? '') ?? [];
  const file = name ? readFile(fileURLToPath(new URL(name, FOLDER))) : Promise.reject(new Error('No such file.'));
  file.then(
    (content) => {
      response.writeHead(200, { 'content-type': TYPES[extension], 'cache-control': 'no-store' }).end(content);
    },
    () => {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('There is /websdk/websdk.html.');
    },
  );
}
