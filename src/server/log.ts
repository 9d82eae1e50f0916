export type Route = 'upgrade' | 'status' | 'levels' | 'liveness' | 'webhook' | 'health';

/**
 * One request, one login or renewal of the partner's token, or a change of the store. It has no field that could hold a
 * token, a name, an address or a body.
 */
export interface LogEntry {
  /** `request` is one that belongs to no route, or cannot be read. */
  readonly what: Route | 'request' | 'login' | 'refresh' | 'store';
  /** HTTP status: the one sent to the page, or for a login and a refresh the API's; 0 if there was none. */
  readonly status: number;
  readonly milliseconds: number;
  /** ER codes of the API's answer. */
  readonly codes?: readonly string[];
  /** Why this server refused or failed, in a few fixed words. */
  readonly why?: string;
  /** The request was sent once more, with a new partner token. */
  readonly repeated?: boolean;
}

export type Log = (entry: LogEntry) => void;

/** An entry as one line: `upgrade 400 ER801 12 ms`. */
export const toLine = ({ what, status, codes = [], why, repeated, milliseconds }: LogEntry): string =>
  [what, status, ...codes, repeated && 'repeated', why && `(${why})`, `${milliseconds} ms`].filter(Boolean).join(' ');

/** A request as the hooks see it. */
export interface RequestInfo {
  readonly route: Route;
  readonly method: string;
  /** The request's W3C trace context, if it has a valid one. */
  readonly traceparent?: string;
  readonly tracestate?: string;
}

/** How a request ended. */
export interface ResponseInfo {
  readonly status: number;
  readonly milliseconds: number;
  readonly outcome: Outcome;
  /** ER codes of the API's answer. */
  readonly codes: readonly string[];
}

/**
 * `answered`: by the API, or by the route itself. `refused`: this server let the request go no further (4xx). `aborted`: the page
 * has gone (499). `unavailable`: the API or the store gave no usable answer (502, 503, 504). `failed`: an error in this server or
 * in a function of yours (500).
 */
export type Outcome = 'answered' | 'refused' | 'aborted' | 'unavailable' | 'failed';

/** @param status of this server's own error; undefined if there was none */
export function outcomeOf(status: number | undefined): Outcome {
  if (status === undefined) return 'answered';
  if (status === 499) return 'aborted';
  return status < 500 ? 'refused' : status === 500 ? 'failed' : 'unavailable';
}

/** A hook or a log that throws must not change the answer, nor one whose promise rejects. */
export function callSafely<Args extends readonly unknown[]>(
  hook: ((...args: Args) => unknown) | undefined,
  ...args: Args
): void {
  try {
    const result = hook?.(...args);
    if (result instanceof Promise) result.catch(() => undefined);
  } catch {
    // There is nowhere left to report it.
  }
}
