import { createBackend, readEnvironment, toLine } from 'verification-upgrade/server';

/** One backend for the whole process, so that there is one partner token. */
export const backend = createBackend({
  ...readEnvironment(process.env, (event) => console.log('Ask the API about the user of', event)),
  user: () => ({ token: 'the-token-of-this-user' }),
  log: (entry) => console.log(toLine(entry)),
});
