import { isUpgradeError, rowOf, UpgradeError } from './error.js';

/**
 * Keeps what the server handed out for the provider from leaking through a vendor's messages: an error that quotes the
 * access token reaches neither an event nor the console.
 */
export class Redactor {
  readonly #secrets = new Set<string>();

  /** From now on this is secret, and so is the base64 that Sumsub's frame address makes of it. */
  keep(secret: string): void {
    // What is not Latin-1 has no base64 of this kind.
    const forms = /^[\0-\xff]*$/.test(secret) ? [secret, btoa(secret)] : [secret];
    for (const form of forms) {
      this.#secrets.add(form);
      // Half a character has no URI-encoded form. (By a pattern, WebKit does not find each.)
      if (form.isWellFormed()) this.#secrets.add(encodeURIComponent(form));
    }
  }

  text(text: string): string {
    let clean = text;
    for (const secret of this.#secrets) clean = clean.replaceAll(secret, '…');
    return clean;
  }

  /** Whether a secret shows anywhere in a value. What cannot be looked through, such as an event, counts as a yes. */
  shows(value: unknown, seen = new Set<unknown>()): boolean {
    if (typeof value === 'string') return this.text(value) !== value;
    if (typeof value !== 'object' || value === null || seen.has(value)) return false;
    seen.add(value);
    try {
      const isError = value instanceof Error;
      if (!isError && !isPlain(value)) return true;
      // A DOMException has its words on the prototype.
      const keys = [...Reflect.ownKeys(value), ...(isError ? ['name', 'message', 'stack'] : [])];
      return keys.some((key) => this.shows(key, seen) || this.shows(Reflect.get(value, key), seen));
    } catch {
      return true;
    }
  }

  /**
   * Whatever was thrown or reported, as one of ours that quotes no secret. An adapter needs no import for that: an error
   * with a `code` of the design will do, and every other is the provider's own trouble.
   */
  error(thrown: unknown): UpgradeError {
    if (isUpgradeError(thrown) && !this.shows(thrown)) return thrown;
    try {
      return this.#clean(thrown);
    } catch {
      // It throws when it is looked at.
      return new UpgradeError('provider-error');
    }
  }

  #clean(thrown: unknown): UpgradeError {
    const { code, message, cause, solution, status, retryAfter } = Object(thrown) as Partial<UpgradeError>;
    const words = [message, !isKnown(code) && code].filter((word) => typeof word === 'string').join(' ');
    const origin = thrown instanceof Error && !isUpgradeError(thrown) ? thrown : cause;
    return new UpgradeError(isKnown(code) ? code : 'provider-error', {
      message: this.text(words) || undefined,
      solution: typeof solution === 'string' ? this.text(solution) : undefined,
      status: typeof status === 'number' ? status : undefined,
      retryAfter: typeof retryAfter === 'number' ? retryAfter : undefined,
      cause: this.shows(origin) ? undefined : origin,
    });
  }
}

/** Whether a code is one of the design's own. */
export const isKnown = (code: unknown): code is string => typeof code === 'string' && rowOf(code) !== undefined;

const isPlain = (value: object): boolean =>
  [null, Object.prototype, Array.prototype].includes(Object.getPrototypeOf(value) as object | null);
