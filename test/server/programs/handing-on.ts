/** A server that hands each webhook on to another one, at `EVENTS`, and waits for its answer. */
import { createBackend, readEnvironment } from 'verification-upgrade/server';
import { serve } from 'verification-upgrade/server/node';
import { redisFromEnvironment } from 'verification-upgrade/server/redis';

const onEvent = async (event: unknown) => {
  const answer = await fetch(process.env['EVENTS'] ?? '', { method: 'POST', body: JSON.stringify(event) });
  if (!answer.ok) throw new Error('It was not taken.');
};
const { webhook, ...options } = readEnvironment(process.env, onEvent);
const store = redisFromEnvironment(process.env);
const backend = createBackend({
  ...options,
  ...(store && { store }),
  ...(webhook && { webhook: { ...webhook, timeout: 2_000 } }),
});
const server = await serve(backend, { port: Number(process.env['PORT'] ?? 0) });
console.log(`http://localhost:${server.port}`);
process.once('SIGTERM', () => void server.close());
