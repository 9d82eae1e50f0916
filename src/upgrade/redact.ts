import { toText } from './answer.js';
import { isErrorCode, isUpgradeError, UpgradeError } from './error.js';
import { fieldOf, tryTo } from './util.js';

/** A text that shares this many letters and digits in a row with a secret is taken to quote it. */
const RUN = 16;
/** The longest secret that is looked for. With a longer one, no text of an SDK is passed on. */
const MAX_SECRET = 16_384;
/** The longest text of an SDK that is passed on. */
const MAX_TEXT = 300;

/**
 * Keeps the server's secrets out of events, errors and the console, in whatever spelling an SDK quotes them: in part, in
 * capitals, in base64, or decoded.
 */
export class Redactor {
  readonly #runs = new Set<string>();
  readonly #whole = new Set<string>();
  #isTooLong = false;

  addSecret(secret: string): void {
    this.#isTooLong ||= secret.length > MAX_SECRET;
    if (this.#isTooLong) return;
    for (const text of [secret, encode(secret), ...secret.split('.').map(decode)]) {
      const folded = fold(text);
      if (folded.length >= RUN / 2) this.#whole.add(folded);
      for (let at = 0; at + RUN <= folded.length; at++) this.#runs.add(folded.slice(at, at + RUN));
    }
  }

  containsSecret(text: string): boolean {
    if (this.#isTooLong) return true;
    const folded = fold(text);
    for (const secret of this.#whole) if (folded.includes(secret)) return true;
    for (let at = 0; at + RUN <= folded.length; at++) if (this.#runs.has(folded.slice(at, at + RUN))) return true;
    return false;
  }

  /** The text, cut; `…` in place of one that quotes a secret. */
  redact(text: unknown): string {
    const cut = String(text).slice(0, MAX_TEXT);
    return this.containsSecret(cut) ? '…' : cut;
  }

  /**
   * Whatever an adapter has thrown or reported, as an UpgradeError. An adapter needs no import for that: an error with a
   * `code` of the error table is enough. A cause is kept if it is an error that quotes no secret.
   */
  toUpgradeError(thrown: unknown): UpgradeError {
    try {
      const [code, message, cause] = ['code', 'message', 'cause'].map((name) => fieldOf(thrown, name));
      // If only a cause is given, it may carry its own code and message.
      if (code === undefined && !message && cause instanceof Error) return this.toUpgradeError(cause);
      const text = [isErrorCode(code) ? '' : code, message].map(toText).filter(Boolean).join(' ');
      const facts = isUpgradeError(thrown) ? { status: thrown.status, retryAfter: thrown.retryAfter } : {};
      const origin = thrown instanceof Error && !isUpgradeError(thrown) ? thrown : cause;
      return new UpgradeError(isErrorCode(code) ? code : 'provider-error', {
        ...facts,
        message: text ? this.redact(text) : undefined,
        cause: this.#isSafe(origin) ? origin : undefined,
      });
    } catch {
      // It throws when it is read.
      return new UpgradeError('provider-error');
    }
  }

  /** Errors with fields of their own, which may hold anything, are not safe. */
  #isSafe(cause: unknown): boolean {
    if (!(cause instanceof Error) || cause instanceof DOMException) return false;
    const texts = Reflect.ownKeys(cause).map((key): unknown => Reflect.get(cause, key));
    // Firefox adds numbers: the line and the column.
    return texts.every((text) => /^(string|number)$/.test(typeof text) && !this.containsSecret(String(text)));
  }
}

/** Without case and punctuation, so that base64 and base64url, raw and URI-encoded are one. */
const fold = (text = ''): string => text.toLowerCase().replace(/%[\da-f]{2}|[^\p{L}\p{N}]/giu, '');

/** The base64 of a secret, as Sumsub's SDK puts it into the address of its frame. Text beyond Latin-1 has none. */
const encode = (text: string): string | undefined => tryTo(() => btoa(text));

/** The text behind base64url, such as the claims of a JWT. */
const decode = (text: string): string | undefined => tryTo(() => atob(text.replaceAll('-', '+').replaceAll('_', '/')));
