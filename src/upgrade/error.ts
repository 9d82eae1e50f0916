import { fieldOf, ownFields } from './util.js';

/** Which part has failed, and so who can help. */
export type ErrorKind =
  'authentication' | 'account' | 'configuration' | 'rate-limit' | 'server' | 'network' | 'provider';

/** What the user is offered. */
export type Recovery = 'sign-in' | 'wait' | 'support' | 'retry';

/** The element's own codes, the API's `ER<number>` and `http-<status>`. Other strings are accepted. */
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
  /** For the developer. Never shown to the user. */
  readonly message?: string | undefined;
  /** In place of the kind that the code stands for. */
  readonly kind?: ErrorKind | undefined;
  /** HTTP status of the answer. */
  readonly status?: number | undefined;
  /** Seconds until another try makes sense; 30 for a rate limit without one. */
  readonly retryAfter?: number | undefined;
  /** The API's own advice, for the console only. */
  readonly solution?: string | undefined;
  readonly cause?: unknown;
}

type ErrorRow = readonly [codes: RegExp, kind: ErrorKind, ...recovery: Recovery[]];

const serverError: ErrorRow = [/^(ER\d+|http-\d+|bad-response)$/, 'server', 'retry', 'support'];

/** What each code means, and what the user is offered. */
const table: readonly ErrorRow[] = [
  [/^(ER70[0124]|http-(40[13]|419|440))$/, 'authentication', 'sign-in'],
  [/^ER(70[35679]|150)$/, 'account', 'support'],
  [/^(ER(03[345]|80[0-6]|998)|http-40[45]|provider-blocked)$/, 'configuration', 'retry', 'support'],
  [/^(ER920|http-429)$/, 'rate-limit', 'wait'],
  [/^(network|offline|timeout)$/, 'network', 'retry', 'support'],
  [/^un(known-provider|trusted-host)$/, 'configuration', 'support'],
  [
    /^(provider-(load-failed|timeout|error)|token-refresh-failed|camera-denied|device-unsupported)$/,
    'provider',
    'retry',
    'support',
  ],
  serverError,
];

const findRow = (code: string): ErrorRow | undefined => table.find(([codes]) => codes.test(code));

/** Whether a code is in the table. */
export const isErrorCode = (code: unknown): code is string => typeof code === 'string' && findRow(code) !== undefined;

/** Every error that can end an upgrade. `message` is for the developer; the views have texts of their own. */
export class UpgradeError extends Error {
  override readonly name = 'UpgradeError';
  readonly code: ErrorCode;
  readonly kind: ErrorKind;
  /** In the order of offer. */
  readonly recovery: readonly Recovery[];
  declare readonly status?: number;
  declare readonly retryAfter?: number;
  declare readonly solution?: string;

  constructor(code: ErrorCode, options: UpgradeErrorOptions = {}) {
    const { message = code, cause, kind, ...facts } = ownFields(options);
    super(message, cause === undefined ? undefined : { cause });
    const [, ownKind, ...recovery] = (kind && table.findLast((row) => row[1] === kind)) ?? findRow(code) ?? serverError;
    this.code = code;
    this.kind = ownKind;
    this.recovery = recovery;
    if (ownKind === 'rate-limit') this.retryAfter = 30;
    for (const [name, value] of Object.entries(facts)) if (value !== undefined) Reflect.set(this, name, value);
  }

  /** Also true for an error of another copy of this package. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isUpgradeError(value);
  }
}

/** Also true for an error of another copy of this package, or of another frame. */
export const isUpgradeError = (value: unknown): value is UpgradeError =>
  Object.prototype.toString.call(value) === '[object Error]' &&
  fieldOf(value, 'name') === 'UpgradeError' &&
  typeof fieldOf(value, 'code') === 'string' &&
  Array.isArray(fieldOf(value, 'recovery'));
