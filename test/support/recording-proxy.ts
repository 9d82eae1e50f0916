import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A proxy that keeps every byte that goes to the browser: headers and bodies, of all pages and frames. */
export interface RecordingProxy {
  /** For Chromium's `--proxy-server`. */
  readonly address: string;
  /** One entry an answer: its address, headers and body. */
  readonly answers: readonly { readonly url: string; readonly bytes: () => Buffer }[];
  close(): void;
}

/** Plain HTTP to this machine alone. Nothing is compressed on the way, so that it can be read. */
export async function startRecordingProxy(): Promise<RecordingProxy> {
  const answers: { url: string; bytes: () => Buffer }[] = [];
  const server = createServer((request, response) => {
    const url = request.url ?? '';
    if (!/^http:\/\/(localhost|127\.0\.0\.1):\d+\//.test(url)) return void response.writeHead(502).end();
    const headers = { ...request.headers, 'accept-encoding': 'identity' };
    const onward = send(url, { method: request.method, headers }, (answer) => {
      const parts: Buffer[] = [Buffer.from(answer.rawHeaders.join('\n'))];
      answers.push({ url, bytes: () => Buffer.concat(parts) });
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.on('data', (chunk: Buffer) => parts.push(chunk)).pipe(response);
    });
    onward.on('error', () => response.destroy());
    response.once('close', () => onward.destroy());
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    answers,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
