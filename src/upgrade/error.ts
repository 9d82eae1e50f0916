import { given } from './given.js';

/** What went wrong, as seen by whoever has to mend it. */
export type ErrorKind =
  'authentication' | 'account' | 'configuration' | 'rate-limit' | 'server' | 'network' | 'provider';

/** A way out that the person is offered. */
export type Recovery = 'sign-in' | 'wait' | 'support' | 'retry';

/** Codes of ours; the API's are `ER<number>`, those of bare HTTP `http-<status>`. Unknown ones are welcome. */
export type ErrorCode =
  | `ER${number}`
  | `http-${number}`
  | 'network'
  | 'offline'
  | 'timeout'
  | 'bad-response'
  | 'unknown-provider'
  | 'untrusted-host'
  | 'provider-load-failed'
  | 'provider-timeout'
  | 'provider-error'
  | 'provider-blocked'
  | 'token-refresh-failed'
  | 'camera-denied'
  | 'device-unsupported'
  | (string & {});

export interface UpgradeErrorOptions {
  /** For the developer. Never shown outside the details box. */
  readonly message?: string | undefined;
  /** HTTP status of the answer. */
  readonly status?: number | undefined;
  /** Seconds until another try makes sense; a rate limit without one means 30. */
  readonly retryAfter?: number | undefined;
  /** The API's own advice, for the console and the details box only. */
  readonly solution?: string | undefined;
  readonly cause?: unknown;
}

type Row = readonly [codes: RegExp, kind: ErrorKind, ...recovery: Recovery[]];

const serversFault: Row = [/^(ER\d+|http-\d+|bad-response)$/, 'server', 'retry', 'support'];

/** Which code means what, and what the person is offered. */
const table: readonly Row[] = [
  [/^(ER70[0124]|http-40[13])$/, 'authentication', 'sign-in'],
  [/^ER70[35679]$/, 'account', 'support'],
  [/^(ER80[0-6]|ER998|http-40[45]|provider-blocked)$/, 'configuration', 'retry', 'support'],
  [/^(ER920|http-429)$/, 'rate-limit', 'wait'],
  [/^(network|offline|timeout)$/, 'network', 'retry'],
  [/^un(known-provider|trusted-host)$/, 'configuration', 'support'],
  [/^(provider-(load-failed|timeout|error)|token-refresh-failed|camera-denied)$/, 'provider', 'retry'],
  [/^device-unsupported$/, 'provider', 'support'],
  serversFault,
];

/** Nothing for a code that the table does not know. */
export const rowOf = (code: string): Row | undefined => table.find(([codes]) => codes.test(code));

/** Everything that can end an upgrade badly. `message` speaks to the developer; the views have words of their own. */
export class UpgradeError extends Error {
  override readonly name = 'UpgradeError';
  declare readonly code: ErrorCode;
  declare readonly kind: ErrorKind;
  /** In the order of offer. */
  declare readonly recovery: readonly Recovery[];
  declare readonly status?: number;
  declare readonly retryAfter?: number;
  declare readonly solution?: string;

  constructor(code: ErrorCode, { message = code, cause, ...facts }: UpgradeErrorOptions = {}) {
    super(message, cause === undefined ? undefined : { cause });
    const [, kind, ...recovery]: Row = rowOf(code) ?? serversFault;
    this.code = code;
    this.kind = kind;
    this.recovery = recovery;
    Object.assign(this, kind === 'rate-limit' && { retryAfter: 30 }, given(facts));
  }
}

/** Also true for an error of another copy of this package on the same page. */
export const isUpgradeError = (value: unknown): value is UpgradeError =>
  value instanceof Error && value.name === 'UpgradeError' && 'recovery' in value;
