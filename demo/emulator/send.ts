import type { ServerResponse } from 'node:http';
import { contentOf } from './content.js';
import { refuse } from './listen.js';
import type { Reply } from './reply.js';

const dropped = new WeakSet<ServerResponse>();

/** Whether a script, and not the client, ended the connection of this response. */
export function wasDropped(response: ServerResponse): boolean {
  return dropped.has(response);
}

/** Sends a scripted reply: late, in part, or not at all. */
export function sendReply(response: ServerResponse, reply: Reply): void {
  if (reply.hang) return;
  const timer = setTimeout(() => {
    try {
      answer(response, reply);
    } catch {
      // Such as a header with a line break in it.
      refuse(response);
    }
  }, reply.delay ?? 0);
  response.once('close', () => {
    clearTimeout(timer);
  });
}

/** Answers at once with JSON, for the emulator's own endpoints. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  answer(response, { status, body });
}

function answer(response: ServerResponse, { status = 200, headers = {}, body, drop, truncate }: Reply): void {
  if (drop === true) {
    hangUp(response);
    return;
  }
  const { bytes, half, type } = contentOf(body);
  const content = truncate ? half : bytes;
  response.statusCode = status;
  response.setHeader('cache-control', 'no-store');
  if (content.length > 0) response.setHeader('content-type', type);
  response.setHeader('content-length', content.length);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (drop === 'midway') {
    response.write(half, () => {
      hangUp(response);
    });
  } else {
    response.end(content);
  }
}

function hangUp(response: ServerResponse): void {
  dropped.add(response);
  response.socket?.destroy();
}
