/** One request, or one renewal of the partner's token. There is no place in it for a token, a name, an address or a body. */
export interface LogEntry {
  readonly what: 'upgrade' | 'status' | 'webhook' | 'login' | 'refresh';
  /** HTTP status: the one sent to the page, or for a login and a refresh the API's; 0 where there was no answer. */
  readonly status: number;
  readonly milliseconds: number;
  /** ER codes of the API's answer. */
  readonly codes?: readonly string[];
  /** Why this server itself refused or failed, in a word or two. */
  readonly why?: string;
  /** The request was sent once more, with a new partner token. */
  readonly repeated?: boolean;
}

export type Log = (entry: LogEntry) => void;

/** An entry as one line: `upgrade 400 ER801 12 ms`. */
export const toLine = ({ what, status, codes = [], why, repeated, milliseconds }: LogEntry): string =>
  [what, status, ...codes, repeated && 'repeated', why && `(${why})`, `${milliseconds} ms`].filter(Boolean).join(' ');
