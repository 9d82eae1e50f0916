/** Everything but the registration: importing this has no side effect. */
export { VerificationUpgradeElement } from './element/verification-upgrade.js';
export { builtInProviders } from './providers/registry.js';
export type { ProviderLoaders } from './providers/registry.js';
export type * from './providers/provider.js';
export type { SumsubOptions } from './providers/sumsub.js';
export { isUpgradeError, UpgradeError } from './upgrade/error.js';
export type { ErrorCode, ErrorKind, Recovery, UpgradeErrorOptions } from './upgrade/error.js';
export * from './upgrade/events.js';
export type { Levels, UpgradeState, UpgradeStatus } from './upgrade/state.js';
export type { RequestContext, RequestReason } from './upgrade/request.js';
export type { MessageKey, Messages } from './locales/en.js';
