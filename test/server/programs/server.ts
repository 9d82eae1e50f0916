import {
  ConfigurationError,
  createBackend,
  PartnerError,
  readEnvironment,
  readTestUser,
  toLine,
} from 'verification-upgrade/server';
import { serve } from 'verification-upgrade/server/node';
import { redisFromEnvironment } from 'verification-upgrade/server/redis';

try {
  const user = readTestUser(process.env);
  const store = redisFromEnvironment(process.env);
  const backend = createBackend({
    ...readEnvironment(process.env, (event) => console.log('event', JSON.stringify(event))),
    ...(user && { user: () => user }),
    ...(store && { store }),
    log: (entry) => console.log(toLine(entry)),
  });
  // A password that is refused is seen now. If the API is away, the first request tries again.
  await backend.signIn().catch((error: unknown) => {
    if (error instanceof PartnerError && error.kind !== 'credentials') console.log(error.message);
    else throw error;
  });
  const server = await serve(backend, { port: Number(process.env['PORT'] ?? 3000) });
  console.log(`http://localhost:${server.port}`);
  process.once('SIGTERM', () => {
    console.log('closing');
    void server.close();
  });
} catch (error) {
  if (!(error instanceof ConfigurationError || error instanceof PartnerError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
