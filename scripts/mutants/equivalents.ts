/**
 * Mutants that no test can kill, because they change nothing that can be noticed: by the name that `npm run mutants` prints, with the reason.
 */
export const equivalents: Readonly<Record<string, string>> = {
  "src/upgrade/provider-session.ts: cause instanceof Error ? cause.message : '' => cause.message":
    'All that can be thrown there is an Error; the check is there for its type.',
  'src/upgrade/provider-events.ts: /^(pending|rejected)$/ => /(pending|rejected)$/':
    'It is compared with a status, and no other status ends like that.',
  'src/providers/persona/frame.ts: /^(complete|fail|exit)$/ => /^(complete|fail|exit)/':
    'The package passes on the events that it knows, and none of them begins like that.',
  'src/upgrade/answer.ts: !envelope => false': 'Then reading a field throws, and that is `bad-response` as well.',
  // Of files that are mutated only if they are named on the command line.
  'src/element/visibility.ts: entries.at(-1)?.isIntersecting ?? false => entries.at(-1)?.isIntersecting':
    'Browsers call back with at least one entry; undefined counts as false.',
  'src/element/settings.ts: !name => false':
    'Only attributes of the table are observed; the check is there for its type.',
  'src/element/views/card.ts: /^(https?|mailto|tel):$/ => /^(https?|mailto|tel):/':
    'A protocol has one colon, at its end.',
};
