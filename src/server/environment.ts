import { ConfigurationError, originOf, type BackendOptions, type User } from './options.js';

export type Environment = Readonly<Record<string, string | undefined>>;

const NEEDED = ['BTCDIRECT_API', 'BTCDIRECT_USERNAME', 'BTCDIRECT_PASSWORD'] as const;

/** Whether any of the three needed settings is there. */
export const isConfigured = (environment: Environment): boolean => NEEDED.some((name) => environment[name]);

/**
 * The options of `createBackend` from the environment: `BTCDIRECT_API`, `BTCDIRECT_USERNAME` and `BTCDIRECT_PASSWORD`, which are
 * needed; `PUBLIC_ORIGIN`; `PUBLIC_HOSTS`, separated by commas; `BTCDIRECT_WEBHOOK_SECRET` and `BTCDIRECT_WEBHOOK_HEADER`, which need an `onEvent`.
 *
 * @throws {ConfigurationError} that names what is missing
 */
export function readEnvironment(
  environment: Environment,
  onEvent?: (event: unknown) => void | Promise<void>,
): BackendOptions {
  const missing = NEEDED.filter((name) => !environment[name]);
  if (missing.length > 0) throw new ConfigurationError(`Not set: ${missing.join(', ')}.`);
  const { BTCDIRECT_API: api = '', BTCDIRECT_USERNAME: username = '', BTCDIRECT_PASSWORD: password = '' } = environment;
  const {
    PUBLIC_ORIGIN: origin,
    PUBLIC_HOSTS: hosts,
    BTCDIRECT_WEBHOOK_SECRET: secret,
    BTCDIRECT_WEBHOOK_HEADER: header,
  } = environment;
  return {
    api: originOf(api),
    username,
    password,
    ...(origin && { origin }),
    ...(hosts && { hosts: hosts.split(',').map((host) => host.trim()) }),
    ...(secret && onEvent && { webhook: { secret, onEvent, ...(header && { header }) } }),
  };
}

/** One user for all requests, to try things with: `BTCDIRECT_USER_TOKEN` or `BTCDIRECT_USER_IDENTIFIER`. */
export function readTestUser(environment: Environment): User | undefined {
  const { BTCDIRECT_USER_TOKEN: token, BTCDIRECT_USER_IDENTIFIER: identifier } = environment;
  return token ? { token } : identifier ? { identifier } : undefined;
}
