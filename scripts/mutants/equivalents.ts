/**
 * Mutants that no test can kill, because they change nothing that can be noticed: by the name that `npm run mutants` prints, with the reason.
 * A number, such as ` (1)`, is for one of several mutants with that name.
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
  "src/upgrade/monitors.ts: blocked[0] ?? 'camera' => blocked[0]":
    'The list is not empty there; the other value is there for its type.',
  'src/upgrade/monitors.ts: !element => false': 'A container is in its element; the check is there for its type.',
  'src/upgrade/provider-events.ts: /^(pending|rejected)$/ => /^(pending|rejected)/':
    'It is compared with a status, and no other status begins like that.',
  'src/upgrade/poll-status.ts: performance.now() > end => performance.now() >= end':
    'The half hour may be a millisecond shorter.',
  'src/upgrade/state.ts: /^(requesting|offered|loading|active|pending)$/ => /(requesting|offered|loading|active|pending)$/':
    'It is compared with a status, and no other status ends like that.',
  'src/upgrade/state.ts: /^(requesting|offered|loading|active|pending)$/ => /^(requesting|offered|loading|active|pending)/':
    'It is compared with a status, and no other status begins like that.',
  'src/providers/sumsub.ts: frame() ?? container => frame()':
    'The SDK adds its frame before launch() returns; the check is there for its type.',
  'src/providers/shared/fields.ts: /^(number|boolean)$/ => /(number|boolean)$/':
    'It is compared with what `typeof` returns, and nothing else ends like that.',
  'src/providers/shared/fields.ts: /^(number|boolean)$/ => /^(number|boolean)/':
    'It is compared with what `typeof` returns, and nothing else begins like that.',
  'src/providers/veriff/top-layer.ts: root instanceof ShadowRoot ? root.host : null => root.host':
    'Only a shadow root has a host; undefined ends the search as well.',
  'src/providers/sumsub.ts: /^(string|undefined)$/ => /(string|undefined)$/':
    'It is compared with what `typeof` returns, and nothing else ends like that.',
  'src/providers/sumsub.ts: /^(string|undefined)$/ => /^(string|undefined)/':
    'It is compared with what `typeof` returns, and nothing else begins like that.',
  'src/upgrade/attempt.ts: next => true': 'Without a state, the transition throws, which ends this as well.',
  'src/upgrade/client-reply.ts: 4 => 12':
    'Any limit ends a chain of causes that is a circle, and no client nests five of them.',
  "src/upgrade/answer.ts: name ?? '' => name": 'No code is spelled "undefined"; the other value is there for its type.',
  'src/upgrade/reply.ts: /^ER[78]01$/ => /ER[78]01$/':
    'No code ends like that but those of the API, and a page that makes up its own.',
  'src/providers/shared/message-source.ts: /^(object|string)$/ => /^(object|string)/':
    'It is compared with what `typeof` returns, and nothing else begins like that.',
  'src/providers/shared/message-source.ts: /^(object|string)$/ => /(object|string)$/':
    'It is compared with what `typeof` returns, and nothing else ends like that.',
  'src/providers/onfido.ts: , undefined => nothing': 'An entry without a value has the value undefined.',
  'src/upgrade/controller.ts: false => true (1)': 'It is read during an attempt only, which sets it first.',
  'src/upgrade/redact.ts: /^(string|number)$/ => /(string|number)$/':
    'It is compared with what `typeof` returns, and nothing else ends like that.',
  'src/upgrade/redact.ts: /^(string|number)$/ => /^(string|number)/':
    'It is compared with what `typeof` returns, and nothing else begins like that.',
  'src/providers/didit.ts: await sdk.startVerification({ url: address, configuration }) => sdk.startVerification({ url: address, configuration })':
    'The package has added its frame when it returns, and its promise never rejects.',
  'src/providers/shared/outside.ts: /^(frame|child|default)-src$/ => /^(frame|child|default)-src/':
    'It is compared with the name of a directive, and no other one begins like that.',
  'src/upgrade/monitors.ts: /^(frame|child|default)-src$/ => /^(frame|child|default)-src/':
    'It is compared with the name of a directive, and no other one begins like that.',
  'src/upgrade/reply.ts: 3 => 9': 'Only the order counts.',
  'src/upgrade/reply.ts: 4 => 12': 'The list has four elements.',
  // Of files that are mutated only if they are named on the command line.
  'src/element/visibility.ts: entries.at(-1)?.isIntersecting ?? false => entries.at(-1)?.isIntersecting':
    'Browsers call back with at least one entry; undefined counts as false.',
  'src/element/settings.ts: !name => false':
    'Only attributes of the table are observed; the check is there for its type.',
  'src/element/views/card.ts: /^(https?|mailto|tel):$/ => /^(https?|mailto|tel):/':
    'A protocol has one colon, at its end.',
};
