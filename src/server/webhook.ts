import { answer, HttpError, retryIn, takeBody, type Answer } from './answers.js';
import { parseJson } from './body.js';
import type { Call } from './call.js';
import { TimeoutError, withDeadline } from './deadline.js';
import { digest, fromBase64, toBase64Url } from './digest.js';
import type { WebhookOptions } from './options.js';
import { StoreError, type SharedState } from './shared.js';

/** Bytes that a webhook may have. */
const MOST = 100_000;
/** Milliseconds for which a handled webhook is remembered. */
const DAY = 86_400_000;
const RESEND = { message: 'Please send it again.' };
/** How much longer than `onEvent` may take an event is claimed. Then another process may handle it. */
const MARGIN = 1.25;

/** Takes a webhook: checks who signed it, and hands each event on once. */
export class Webhook {
  readonly #options: WebhookOptions;
  readonly #shared: SharedState;
  readonly #header: string;
  readonly #timeout: number;
  readonly #owner = crypto.randomUUID();
  /** Events that this process handles right now: a repeat meanwhile shares their end. */
  readonly #underWay = new Map<string, Promise<void>>();
  readonly #importKeys: () => ReturnType<typeof importKeys>;

  constructor(options: WebhookOptions, shared: SharedState) {
    this.#options = options;
    this.#shared = shared;
    this.#header = (options.header ?? 'x-signature').toLowerCase();
    this.#timeout = options.timeout ?? 20_000;
    let keys: ReturnType<typeof importKeys> | undefined;
    this.#importKeys = () => (keys ??= importKeys(options.secret));
  }

  /** @throws {HttpError} 400, 401, 413; 500 if the event was not handled; 503 if it is not known whether it was */
  async take(call: Call): Promise<Answer> {
    const signature = readSignature(call.header(this.#header));
    if (!signature) throw new HttpError('no signature', 401, { message: 'The signature is missing or unreadable.' });
    const body = await takeBody(call, MOST);
    if (!(await this.#isSigned(signature, body)))
      throw new HttpError('forged or cut', 401, { message: 'The signature does not match the body.' });
    const event = parseJson(body);
    if (event === undefined) throw new HttpError('no JSON', 400, { message: 'The body is no JSON.' });

    const key = `webhook:${await digest(this.#nameOf(event) ?? toBase64Url(signature))}`;
    try {
      await (this.#underWay.get(key) ?? this.#start(key, event));
    } catch (error) {
      throw toHttpError(error);
    }
    return answer(204, '');
  }

  #nameOf(event: unknown): string | undefined {
    const { keyOf } = this.#options;
    try {
      const name: unknown = keyOf?.(event);
      if (name === undefined || typeof name === 'string') return name;
    } catch {
      // It may be an event of another kind.
    }
    throw new HttpError('keyOf() failed', 500, RESEND);
  }

  #start(key: string, event: unknown): Promise<void> {
    const work = this.#handle(key, event).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, work);
    return work;
  }

  /** A claim that is never settled ends by itself, so that an event is handled even if a process dies. */
  async #handle(key: string, event: unknown): Promise<void> {
    const claim = await this.#shared.claim(key, this.#owner, this.#timeout * MARGIN);
    if (claim === 'done') return;
    if (claim === 'taken') throw new HttpError('another process handles it', 503, RESEND, retryIn(5));
    const handling = (async () => this.#options.onEvent(event))();
    // Also if it ends after its time.
    const settled = handling.then(
      () => this.#shared.settle(key, DAY),
      async (error: unknown) => {
        await this.#shared.giveBack(key, this.#owner);
        throw error;
      },
    );
    // The store has time limits of its own.
    await withDeadline(this.#timeout, () => handling.catch(() => settled));
    await settled;
  }

  /** With one of the secrets. `verify` compares in constant time. */
  async #isSigned(signature: Uint8Array<ArrayBuffer>, body: Uint8Array<ArrayBuffer>): Promise<boolean> {
    const keys = await this.#importKeys();
    const found = await Promise.all(keys.map((key) => crypto.subtle.verify('HMAC', key, signature, body)));
    return found.includes(true);
  }
}

const importKeys = (secrets: WebhookOptions['secret']) =>
  Promise.all(
    [secrets]
      .flat()
      .map((secret) =>
        crypto.subtle.importKey('raw', new TextEncoder().encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
          'verify',
        ]),
      ),
  );

function toHttpError(error: unknown): HttpError {
  if (error instanceof HttpError) return error;
  if (error instanceof StoreError) return new HttpError('the store is away', 503, RESEND, retryIn(5));
  return new HttpError(error instanceof TimeoutError ? 'onEvent() takes too long' : 'onEvent() failed', 500, RESEND);
}

/** The 32 bytes of a signature in hex or base64. */
function readSignature(header: string | null): Uint8Array<ArrayBuffer> | undefined {
  const text = (header ?? '').trim().replace(/^sha256=/i, '');
  if (/^[0-9a-f]{64}$/i.test(text))
    return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return /^[\w+/-]{43}=?$/.test(text) ? fromBase64(text) : undefined;
}
