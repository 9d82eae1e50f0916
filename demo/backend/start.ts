/** The back end as a server of its own: `npx tsx demo/backend/start.ts`, with the settings of `environment.ts` and `PORT`. */
import { createServer } from 'node:http';
import { createBackend } from './backend.ts';
import { readEnvironment, readTestUser } from './environment.ts';
import { toLine } from './log.ts';
import { toNodeListener } from './node.ts';
import { ConfigurationError } from './options.ts';
import { PartnerError } from './partner.ts';

try {
  const user = readTestUser(process.env);
  const backend = createBackend({
    ...readEnvironment(process.env, () => {
      console.log('A webhook has come: ask the API about the customer that it names.');
    }),
    ...(user && { user: () => user }),
    log: (entry) => {
      console.log(toLine(entry));
    },
  });
  await backend.signIn();
  // Whoever sends by the drop is not waited for.
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 }, toNodeListener(backend.fetch));
  server.listen(Number(process.env['PORT'] ?? 3000), () => {
    console.log('The back end is up.');
  });
} catch (error) {
  if (!(error instanceof ConfigurationError || error instanceof PartnerError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
