import type { ProviderPayload } from '../providers/provider.js';
import { canBegin } from './credentials.js';
import { given } from './given.js';
import { plainName } from './plain-name.js';
import type { Levels } from './state.js';

/** One entry of the API's `errors`. */
export interface ApiError {
  readonly code: `ER${number}`;
  readonly message?: string;
  readonly solution?: string;
}

/** What any answer of the upgrade endpoint comes down to. */
export type UpgradeAnswer =
  | { readonly kind: 'errors'; readonly errors: readonly ApiError[] }
  | { readonly kind: 'unavailable'; readonly currentLevel?: string }
  | ({ readonly kind: 'offer'; readonly payload: ProviderPayload } & AnswerFacts)
  | ({ readonly kind: 'pending' | 'approved' | 'rejected' } & AnswerFacts)
  | { readonly kind: 'bad-response' };

interface AnswerFacts {
  /** As the server spells it; absent where it named none. */
  readonly provider?: string;
  readonly levels: Levels;
}

type Fields = Readonly<Record<string, unknown>>;

/** Status words of the API's documentation, and those of providers that may shine through. */
const decisions = {
  pending: /^(pending|open|queued|submitted|inreview)$/,
  approved: /^(approved|verified|validated)$/,
  rejected: /^(rejected|declined)$/,
};

/**
 * Reads any body of the upgrade endpoint. Pure and total: whatever comes in, nothing is thrown.
 *
 * The API's page describes two shapes (prose: `name`, `type`, `status`, `data.accessToken`; schema:
 * `upgrade: { access_token, status, provider }`), so both are read, in any mix.
 *
 * @param isProvider whether a name is a registered provider's: `type` and `name` are often something else entirely.
 */
export function readAnswer(body: unknown, isProvider: (name: string) => boolean = () => false): UpgradeAnswer {
  try {
    return read(body, isProvider);
  } catch {
    // Only an object of the page's own making can do this, with a getter that throws.
    return { kind: 'bad-response' };
  }
}

function read(body: unknown, isProvider: (name: string) => boolean): UpgradeAnswer {
  const envelope = fields(body);
  if (!envelope) return { kind: 'bad-response' };

  const complaints = envelope['errors'] ?? envelope['error'];
  const errors = [complaints, [envelope]].map(readErrors).find(({ length }) => length > 0);
  if (errors) return { kind: 'errors', errors };
  if (complaints && !isEmpty(complaints)) return { kind: 'bad-response' };

  const currentLevel = text(envelope['currentLevel']);
  const nextLevel = text(envelope['nextLevel']);
  const unavailable = { kind: 'unavailable', ...given({ currentLevel }) } as const;
  if (isEmpty(envelope['nextLevel'])) return unavailable;

  // PHP may wrap a single object in a list, and writes an empty one as `[]`.
  const upgrade = fields([envelope['upgrade']].flat()[0]) ?? {};
  const inner = fields(upgrade['data']) ?? {};
  const data = fields(envelope['data']) ?? {};

  const provider =
    firstText(upgrade['provider'], envelope['provider'], data['provider'], inner['provider']) ??
    [upgrade['type'], envelope['type'], upgrade['name'], envelope['name']]
      .map(text)
      .find((name) => name && isProvider(name));
  const facts: AnswerFacts = { ...given({ provider }), levels: given({ currentLevel, nextLevel }) };

  const accessToken = firstText(
    upgrade['access_token'],
    upgrade['accessToken'],
    inner['accessToken'],
    inner['access_token'],
    upgrade['token'],
    data['accessToken'],
    data['access_token'],
    envelope['access_token'],
    envelope['accessToken'],
  );
  const payload = { ...data, ...inner, ...upgrade, ...(accessToken && { accessToken }) };
  const offer = { kind: 'offer', ...facts, payload } as const;
  if (accessToken || (provider && isProvider(provider) && canBegin(provider, payload))) return offer;

  const status = plainName(firstText(upgrade['status'], envelope['status'], inner['status'], data['status']) ?? '');
  for (const kind of ['pending', 'approved', 'rejected'] as const) {
    if (decisions[kind].test(status)) return { kind, ...facts };
  }

  // Nobody here knows this provider: that is for whoever looks for its adapter to say.
  if (provider && canBegin(provider, payload)) return offer;
  const nothingOffered = envelope['nextLevel'] === undefined || isEmpty(envelope['upgrade'] ?? null);
  return nothingOffered ? unavailable : { kind: 'bad-response' };
}

/** The API's `errors`: an object keyed by code, several at once possible. A list, and a single one, are understood too. */
function readErrors(complaints: unknown): ApiError[] {
  const single = fields(complaints);
  const list = single && text(single['code']) ? [single] : complaints;
  return Object.entries(Object(typeof list === 'string' ? [list] : list) as Fields).flatMap(([key, entry]) => {
    const error = fields(entry) ?? {};
    const code = [error['code'], key, entry].map((name) => text(name)?.toUpperCase()).find(isApiCode);
    return code ? [{ code, ...given({ message: text(error['message']), solution: text(error['solution']) }) }] : [];
  });
}

const isApiCode = (name: string | undefined): name is `ER${number}` => /^ER\d+$/.test(name ?? '');

/** No API of good faith sends `__proto__`: what carries it is nothing to act on, nor to hand on. */
const fields = (value: unknown): Fields | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !Object.hasOwn(value, '__proto__')
    ? (value as Fields)
    : undefined;

const text = (value: unknown): string | undefined => (typeof value === 'string' && value.trim()) || undefined;

const firstText = (...values: unknown[]): string | undefined => values.map(text).find(Boolean);

const isEmpty = (value: unknown): boolean =>
  value === null ||
  (typeof value === 'object' ? Object.keys(value).length === 0 : typeof value === 'string' && !text(value));
