// A server: the types of Node, and none of the browser's.
import { createBackend, readEnvironment, type Store, type User } from 'verification-upgrade/server';
import { serve, serverOptions, toFastifyHook, toNodeListener } from 'verification-upgrade/server/node';
import { createRedisStore, redisFromEnvironment } from 'verification-upgrade/server/redis';

const store: Store = createRedisStore({ url: 'redis://localhost', key: '' });
const user = async (request: Request): Promise<User> => ({ token: request.headers.get('session') ?? '' });
export const backend = createBackend({ ...readEnvironment({}), store, user, headers: ({ headers }) => headers });
export const answer: Promise<Response> = backend.fetch(new Request('http://site'));
export const others = [serve, serverOptions, toFastifyHook, toNodeListener, redisFromEnvironment];

// @ts-expect-error: the password is missing
createBackend({ api: 'https://api.btcdirect.eu', username: 'partner' });
// @ts-expect-error: one of both
export const both: User = { identifier: 1 };
