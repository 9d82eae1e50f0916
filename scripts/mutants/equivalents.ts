/**
 * Mutants that no test can kill, because nobody can notice them: by the name that `npm run mutants` prints, with the reason.
 */
export const equivalents: Readonly<Record<string, string>> = {};
