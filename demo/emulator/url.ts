import type { IncomingMessage } from 'node:http';

/**
 * The URL of a request, on a made-up host. Request targets such as `//` or `http://[` are legal on the wire and throw in `new URL()`.
 * @returns undefined if the target is no URL
 */
export function urlOf({ url: target = '/' }: IncomingMessage): URL | undefined {
  const address = target.startsWith('/') ? `http://emulator${target}` : target;
  return URL.canParse(address) ? new URL(address) : undefined;
}
