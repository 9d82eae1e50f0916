import { Refusal, answer } from './answers.ts';
import { parseJson, readBody, TooLargeError } from './body.ts';
import type { Remembered, WebhookOptions } from './options.ts';

/** Bytes that a webhook may have. */
const MOST = 100_000;
const DAY = 86_400_000;
const KEPT = 10_000;

/** Takes a webhook: checks who signed it, and hands each event on once. */
export class Webhook {
  readonly #options: WebhookOptions;
  readonly #remembered: Remembered;
  /** Deliveries at work: a repeat meanwhile shares their end. */
  readonly #atWork = new Map<string, Promise<void>>();

  constructor(options: WebhookOptions, now: () => number) {
    this.#options = options;
    this.#remembered = options.remembered ?? inMemory(now);
  }

  /** @throws {Refusal} 401 for a signature that does not fit the bytes, 400 for what is no JSON, 413, 500 */
  async take(request: Request): Promise<Response> {
    const signature = readSignature(request.headers.get(this.#options.header ?? 'x-signature'));
    if (!signature) throw new Refusal('no signature', 401, { message: 'The signature is missing or unreadable.' });
    const body = await readBody(request, MOST).catch((error: unknown) => {
      throw error instanceof TooLargeError
        ? new Refusal('too large', 413, { message: 'This is too much.' })
        : new Refusal('broken off', 400, { message: 'The body ends too early.' });
    });
    if (!(await this.#isSigned(signature, body)))
      throw new Refusal('forged or cut', 401, { message: 'The signature does not fit the body.' });
    const event = parseJson(body);
    if (event === undefined) throw new Refusal('no JSON', 400, { message: 'This is no JSON.' });

    const key = this.#options.keyOf?.(event) ?? toHex(signature);
    const underWay = this.#atWork.get(key) ?? this.#handOn(key, event);
    await underWay.catch(() => {
      throw new Refusal('the event was not dealt with', 500, { message: 'Please send it again.' });
    });
    return answer(204, '');
  }

  #handOn(key: string, event: unknown): Promise<void> {
    const work = (async () => {
      if (!(await this.#remembered.add(key))) return;
      try {
        await this.#options.onEvent(event);
      } catch (error) {
        await this.#remembered.delete(key);
        throw error;
      }
    })().finally(() => this.#atWork.delete(key));
    this.#atWork.set(key, work);
    return work;
  }

  /** `verify` compares in constant time. */
  async #isSigned(signature: Uint8Array<ArrayBuffer>, body: Uint8Array<ArrayBuffer>): Promise<boolean> {
    const secret = new TextEncoder().encode(this.#options.secret);
    const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
    return crypto.subtle.verify('HMAC', key, signature, body);
  }
}

/** The 32 bytes of a signature in hex or base64. */
function readSignature(header: string | null): Uint8Array<ArrayBuffer> | undefined {
  const text = (header ?? '').trim().replace(/^sha256=/i, '');
  if (/^[0-9a-f]{64}$/i.test(text))
    return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  if (/^[\w+/-]{43}=?$/.test(text)) {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  }
  return undefined;
}

const toHex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

function inMemory(now: () => number): Remembered {
  const seen = new Map<string, number>();
  return {
    add(key) {
      for (const [oldest, at] of seen) {
        if (seen.size < KEPT && at > now() - DAY) break;
        seen.delete(oldest);
      }
      if (seen.has(key)) return false;
      seen.set(key, now());
      return true;
    },
    delete(key) {
      seen.delete(key);
    },
  };
}
