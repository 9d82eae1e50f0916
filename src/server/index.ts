export { createBackend, type Backend, type Handler } from './backend.js';
export { isConfigured, readEnvironment, readTestUser, type Environment } from './environment.js';
export {
  toLine,
  type Log,
  type LogEntry,
  type Outcome,
  type RequestInfo,
  type ResponseInfo,
  type Route,
} from './log.js';
export { ConfigurationError } from './options.js';
export type { BackendOptions, HeadersInput, Limit, User, UserRoute, WebhookOptions } from './options.js';
export { PartnerError } from './partner-error.js';
export { MemoryStore, type Claim, type Store } from './store.js';
