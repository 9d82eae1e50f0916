import { isKnown, isUpgradeError, UpgradeError } from './error.js';

/**
 * Keeps what the server handed out for the provider from leaking through a vendor's messages: an error that quotes the
 * access token reaches neither an event nor the console.
 */
export class Redactor {
  readonly #secrets = new Set<string>();

  /** From now on this is secret, and so is the base64 that Sumsub's frame address makes of it. */
  keep(secret: string): void {
    this.#secrets.add(secret).add(encodeURIComponent(secret));
    // What is not Latin-1 has no base64 of this kind.
    if (/^[\0-\xff]*$/.test(secret)) this.#secrets.add(btoa(secret));
  }

  text(text: string): string {
    let clean = text;
    for (const secret of this.#secrets) clean = clean.replaceAll(secret, '…');
    return clean;
  }

  /** Whether a secret shows anywhere in a value. What is too deep to look through counts as a yes. */
  shows(value: unknown, depth = 0): boolean {
    if (typeof value === 'string') return this.text(value) !== value;
    if (typeof value !== 'object' || value === null) return false;
    return depth > 5 || Reflect.ownKeys(value).some((key) => this.shows(Reflect.get(value, key), depth + 1));
  }

  /**
   * Whatever was thrown or reported, as one of ours that quotes no secret. An adapter needs no import for that: an error
   * with a `code` of the design will do, and every other is the provider's own trouble.
   */
  error(thrown: unknown): UpgradeError {
    const { code, message, cause, ...facts } = Object(thrown) as Partial<UpgradeError>;
    if (isUpgradeError(thrown) && !this.shows(thrown)) return thrown;
    const words = [message, !isKnown(code) && code].filter((word) => typeof word === 'string').join(' ');
    const origin = thrown instanceof Error && !isUpgradeError(thrown) ? thrown : cause;
    return new UpgradeError(isKnown(code) ? code : 'provider-error', {
      message: this.text(words) || undefined,
      solution: facts.solution && this.text(facts.solution),
      status: facts.status,
      cause: this.shows(origin) ? undefined : origin,
    });
  }
}
