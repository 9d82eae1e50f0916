export { createBackend, type Backend } from './backend.ts';
export { readEnvironment, readTestUser } from './environment.ts';
export { toLine, type Log, type LogEntry } from './log.ts';
export { ConfigurationError } from './options.ts';
export type { BackendOptions, Limit, Remembered, User, WebhookOptions } from './options.ts';
export { PartnerError } from './partner.ts';
