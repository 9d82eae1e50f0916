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
  'src/upgrade/answer.ts: 2 => 6': 'Only the order of the ranks counts.',
  'src/upgrade/answer.ts: normalizeFields(ownInner) ?? noFields => normalizeFields(ownInner)':
    'It is given fields, so there is always a result; the other value is there for its type.',
  'src/upgrade/answer.ts: normalizeFields(ownData) ?? noFields => normalizeFields(ownData)':
    'It is given fields, so there is always a result; the other value is there for its type.',
  'src/upgrade/answer.ts: normalizeFields(ownUpgrade) ?? noFields => normalizeFields(ownUpgrade)':
    'It is given fields, so there is always a result; the other value is there for its type.',
  'src/upgrade/provider-events.ts: /^(pending|rejected)$/ => /^(pending|rejected)/':
    'It is compared with a status, and no other status begins like that.',
  'src/upgrade/poll-status.ts: performance.now() > end => performance.now() >= end':
    'The half hour may be a millisecond shorter.',
  'src/upgrade/attempt.ts: next => true': 'Without a state, the transition throws, which ends this as well.',
  'src/upgrade/reply.ts: /^ER[78]01$/ => /ER[78]01$/':
    'No code ends like that but those of the API, and a page that makes up its own.',
  'src/providers/shared/message-source.ts: /^(object|string)$/ => /^(object|string)/':
    'It is compared with what `typeof` returns, and nothing else begins like that.',
  'src/providers/shared/message-source.ts: /^(object|string)$/ => /(object|string)$/':
    'It is compared with what `typeof` returns, and nothing else ends like that.',
  // Of files that are mutated only if they are named on the command line.
  'src/element/visibility.ts: entries.at(-1)?.isIntersecting ?? false => entries.at(-1)?.isIntersecting':
    'Browsers call back with at least one entry; undefined counts as false.',
  'src/element/settings.ts: !name => false':
    'Only attributes of the table are observed; the check is there for its type.',
  'src/element/views/card.ts: /^(https?|mailto|tel):$/ => /^(https?|mailto|tel):/':
    'A protocol has one colon, at its end.',
};
