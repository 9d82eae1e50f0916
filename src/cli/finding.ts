/** One line of the doctor's report. */
export interface Finding {
  /** `error`: it does not work, or it is not safe. `unreadable`: what was sent cannot be understood. */
  readonly level: 'ok' | 'note' | 'warning' | 'error' | 'unreadable';
  /** What it is about, e.g. `frame-src`. */
  readonly about: string;
  readonly message: string;
  /** The exact line to set. */
  readonly line?: string;
}

export const ok = (about: string, message: string): Finding => ({ level: 'ok', about, message });

export const note = (about: string, message: string): Finding => ({ level: 'note', about, message });

export const warning = (about: string, message: string, line?: string): Finding => ({
  level: 'warning',
  about,
  message,
  ...(line && { line }),
});

export const error = (about: string, message: string, line?: string): Finding => ({
  level: 'error',
  about,
  message,
  ...(line && { line }),
});

export const unreadable = (about: string, message: string): Finding => ({ level: 'unreadable', about, message });
