/** Why there is no partner token. The message is one line without a secret, for the log or the terminal. */
export class PartnerError extends Error {
  override readonly name = 'PartnerError';
  readonly kind: 'credentials' | 'rate-limit' | 'unavailable';
  /** Milliseconds in which there is no point in asking again, at most five minutes. */
  readonly pause: number;

  constructor(kind: PartnerError['kind'], message: string, pause: number) {
    super(message);
    this.kind = kind;
    this.pause = Math.min(Math.max(pause, 0), LONGEST_PAUSE);
  }
}

/** However long the API wants to be left alone: an answer that is wrong must not end the service until a restart. */
export const LONGEST_PAUSE = 300_000;
