/**
 * Mutants that no test can kill, because they change nothing that can be noticed: by the name that `npm run mutants` prints, with the reason.
 */
export const equivalents: Readonly<Record<string, string>> = {
  "src/upgrade/provider-session.ts: cause instanceof Error ? cause.message : '' => cause.message":
    'All that can be thrown there is an Error; the check is there for its type.',
  'src/upgrade/provider-session.ts: /^(pending|rejected)$/ => /(pending|rejected)$/':
    'It is compared with a status, and no other status ends like that.',
};
