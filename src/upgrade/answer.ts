import type { ProviderPayload } from '../providers/provider.js';
import { hasCredentials } from './credentials.js';
import type { FindProvider } from './host.js';
import type { Levels } from './state.js';
import { normalizeName, omitUndefined, ownFields, tryTo } from './util.js';

/** A code of the API's, or that of a session that is over, which GraphQL servers call UNAUTHENTICATED. */
type ApiCode = `ER${number}` | 'http-401';

/** One entry of the API's `errors`. */
export interface ApiError {
  readonly code: ApiCode;
  readonly message?: string;
  readonly solution?: string;
}

/** What an answer of the upgrade endpoint means. */
export type UpgradeAnswer =
  | { readonly kind: 'errors'; readonly errors: readonly ApiError[] }
  | { readonly kind: 'unavailable'; readonly levels: Levels }
  | ({ readonly kind: 'offer'; readonly payload: ProviderPayload; readonly wasRejected?: true } & AnswerDetails)
  | ({ readonly kind: 'pending' | 'approved' | 'rejected' } & AnswerDetails)
  | { readonly kind: 'bad-response' };

interface AnswerDetails {
  /** As the server spells it; absent if it named none. */
  readonly provider?: string;
  readonly levels: Levels;
}

type Fields = Readonly<Record<string, unknown>>;

const noFields: Fields = ownFields({});

/** The most error codes that are read, and the most fields that an object may have. */
const MAX_ERRORS = 32;
const MAX_FIELDS = 1_000;

/** Status words of the API's documentation, and those that providers use. */
const statusPatterns = {
  pending: /^(pending|open|queued|submitted|inreview)$/,
  approved: /^(approved|verified|validated)$/,
  rejected: /^(rejected|declined)$/,
};

/** Whether fields are those of an answer: it has at least one of these. Names as `normalizeFields` spells them. */
const isAnswer = (fields: Fields): boolean =>
  ['currentlevel', 'nextlevel', 'upgrade'].some((name) => Object.hasOwn(fields, name));

/** Fields in which servers and clients wrap an answer. Names as `normalizeFields` spells them. */
const wrappers = /^(data|result|response|body|payload|content|value|error|detail|message|attributes)$/;

/** How many wrappers are opened, one in the other. */
const MAX_WRAPPERS = 3;

/**
 * Reads any body of the upgrade endpoint. Pure and total: nothing is thrown.
 *
 * The API's page describes two shapes (prose: `name`, `type`, `status`, `data.accessToken`; schema:
 * `upgrade: { access_token, status, provider }`), so both are read, in any mix.
 *
 * @param findProvider tells whether a name is a registered provider's: `type` and `name` often mean something else
 */
export function readAnswer(body: unknown, findProvider: FindProvider = () => undefined): UpgradeAnswer {
  // Only an object that the page has made can fail, with a getter that throws.
  return ownFields(tryTo(() => read(body, findProvider)) ?? { kind: 'bad-response' });
}

function read(body: unknown, findProvider: FindProvider): UpgradeAnswer {
  const envelope = unwrap(body);
  if (!envelope) return { kind: 'bad-response' };

  const list = envelope['errors'] ?? envelope['error'] ?? envelope['graphqlerrors'];
  const errors = [list, [envelope]].map(readErrors).find(([error]) => error);
  if (errors) return { kind: 'errors', errors };
  if (list && !isEmpty(list)) return { kind: 'bad-response' };

  const levels = omitUndefined({
    currentLevel: toText(envelope['currentlevel']),
    nextLevel: toText(envelope['nextlevel']),
  });
  const unavailable = { kind: 'unavailable', levels } as const;
  if (isEmpty(envelope['nextlevel'])) return unavailable;

  // PHP may wrap a single object in a list, and writes an empty one as `[]`.
  const ownUpgrade = toFields([parseJson(envelope['upgrade'])].flat()[0]);
  const upgrade = normalizeFields(ownUpgrade) ?? noFields;
  const ownInner = toFields(upgrade['data']);
  const ownData = toFields(envelope['data']);
  const inner = normalizeFields(ownInner) ?? noFields;
  const data = normalizeFields(ownData) ?? noFields;

  const find = (name: string) => firstText(...[upgrade, envelope, data, inner].map((fields) => fields[name]));
  const provider =
    find('provider') ??
    [upgrade['type'], envelope['type'], upgrade['name'], envelope['name']]
      .map(toText)
      .find((name) => name && findProvider(name));
  const details: AnswerDetails = { ...omitUndefined({ provider }), levels };

  const accessToken = firstText(
    upgrade['accesstoken'],
    inner['accesstoken'],
    upgrade['token'],
    inner['token'],
    data['accesstoken'],
    data['token'],
    // Not the envelope's `token`, which may be the page's own.
    envelope['accesstoken'],
  );
  const payload = omitUndefined({ ...ownData, ...ownInner, ...ownUpgrade, accessToken });
  const status = normalizeName(find('status') ?? '');
  const wasRejected = statusPatterns.rejected.test(status) && ({ wasRejected: true } as const);
  const offer = { kind: 'offer', ...details, payload, ...wasRejected } as const;
  const registered = provider && findProvider(provider);
  const canStart = provider && hasCredentials(payload);
  if (accessToken || (registered && canStart && !registered.requiresAccessToken)) return offer;

  for (const kind of ['pending', 'approved', 'rejected'] as const) {
    if (statusPatterns[kind].test(status)) return { kind, ...details };
  }

  // An unknown provider with credentials is an offer, so that it fails as `unknown-provider`.
  if (canStart && !registered) return offer;
  const hasNoUpgrade = isEmpty(envelope['upgrade'] ?? null);
  return hasNoUpgrade && isAnswer(envelope) ? unavailable : { kind: 'bad-response' };
}

/**
 * Opens wrappers, such as axios' `data`, a Lambda's `body` or tRPC's `result.data`, if they hold what the envelope itself lacks. The
 * only field of an object may have any name, if an upgrade is in it: a level alone may be that of a profile.
 */
function unwrap(value: unknown, depth = MAX_WRAPPERS): Fields | undefined {
  const envelope = normalizeFields(value);
  if (!depth || !isWrapper(envelope)) return envelope;
  const entries = Object.entries(envelope ?? noFields);
  for (const [name, inner] of entries) {
    const isKnown = wrappers.test(name);
    if (!isKnown && entries[1]) continue;
    const fields = unwrap(parseJson(inner), depth - 1);
    if (fields && !isWrapper(fields) && (isKnown || 'upgrade' in fields || 'nextlevel' in fields)) return fields;
  }
  return envelope;
}

const isWrapper = (fields: Fields | undefined): boolean =>
  !fields || (!isAnswer(fields) && isEmpty(fields['errors'] ?? null));

/**
 * The value of JSON text, also of text with byte order marks or encoded twice, or with other text around it: a prefix against
 * inclusion as a script, a warning of PHP, the comment of a cache, the words of an error. Undefined for any other text.
 */
export const parseJson = (value: unknown): unknown =>
  // The parser's message may quote the text, token included.
  tryTo(() => {
    const once: unknown =
      typeof value === 'string' ? JSON.parse(value.trim().replace(/^(?!")[^{[]+|(?<=[}\]])[^"}\]]+$/g, '')) : value;
    return typeof once === 'string' ? (JSON.parse(once) as unknown) : once;
  });

/** The API's `errors`: an object keyed by code, several at once possible. A list and a single one are understood, too. */
function readErrors(value: unknown): ApiError[] {
  const single = normalizeFields(value);
  const list = single && toText(single['code']) ? [single] : typeof value === 'string' ? [value] : value;
  const entries = Object.entries(Object(list) as Fields).slice(0, MAX_ERRORS);
  return entries.flatMap(([key, entry]) => {
    const error = normalizeFields(entry) ?? noFields;
    const code = [error['code'], error['errorcode'], normalizeFields(error['extensions'])?.['code'], key, entry]
      .map((name) => toText(name)?.toUpperCase())
      .map((name) => (name === 'UNAUTHENTICATED' ? 'http-401' : name))
      .find(isApiCode);
    return code
      ? [{ code, ...omitUndefined({ message: toText(error['message']), solution: toText(error['solution']) }) }]
      : [];
  });
}

const isApiCode = (name: string | undefined): name is ApiCode => /^(ER\d{1,6}|http-401)$/.test(name ?? '');

/** The fields under names that compare without case and punctuation: `next_level` and `NextLevel` are `nextlevel`. */
export function normalizeFields(value: unknown): Fields | undefined {
  const fields = toFields(value);
  if (!fields) return undefined;
  const entries = Object.entries(fields).map(([name, value]) => [normalizeName(name), value] as const);
  // Of two names that become one, the one with a text counts, or at least with a value; of equals, the last, as in JSON.
  const rank = (value: unknown) => (toText(value) ? 2 : Number(!isEmpty(value ?? null)));
  return ownFields(Object.fromEntries(entries.toSorted(([, a], [, b]) => rank(a) - rank(b))));
}

/** Objects with an own `__proto__` (prototype pollution) and oversized ones are rejected. */
function toFields(value: unknown): Fields | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  if (Object.hasOwn(value, '__proto__') || Object.keys(value).length > MAX_FIELDS) return undefined;
  return ownFields(value as Fields);
}

export const toText = (value: unknown): string | undefined => (typeof value === 'string' && value.trim()) || undefined;

const firstText = (...values: unknown[]): string | undefined => values.map(toText).find(Boolean);

/** Also what PHP and others write for "none". */
const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === false ||
  value === 0 ||
  (typeof value === 'object' ? Object.keys(value).length === 0 : typeof value === 'string' && !toText(value));
