/**
 * Mutants that no test can kill, because they change nothing that can be noticed: by the name that `npm run mutants` prints, with the reason.
 */
export const equivalents: Readonly<Record<string, string>> = {};
