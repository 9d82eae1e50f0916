import type { StatusMemory, UpgradeSettings } from './host.js';
import { normalizeFields, readAnswer, toText } from './answer.js';
import { isUpgradeError } from './error.js';
import { readBody, request } from './reply.js';
import type { UpgradeState } from './state.js';
import { levelsOf, providerOf } from './state.js';
import { delay } from './timers.js';
import { warnOnce } from './warn-once.js';
import { isSameLevel, isTabVisible, normalizeName, now } from './util.js';

/** Fields in which servers wrap every list. Names as `normalizeFields` spells them. */
const wrappers = /^(data|result|response|body|items|results|content)$/;

/** Milliseconds until the first look, the longest time between two, and the time after which it is not asked any more. */
const FIRST_DELAY = 5_000;
const MAX_DELAY = 60_000;
const MAX_DURATION = 30 * 60_000;

/**
 * Asks the server until it has decided: first after 5 s, then slower by half each time, up to a minute apart, with jitter so
 * that many pages spread out; only while the tab is in front and online; after half an hour only when the user comes back.
 * A failing endpoint counts as "not yet"; its `Retry-After`, or that of a limit, is waited for.
 *
 * @returns the state that follows
 * @throws the signal's reason once it is aborted
 */
export async function pollStatus(
  settings: UpgradeSettings,
  state: UpgradeState,
  memory: StatusMemory,
  signal: AbortSignal,
): Promise<UpgradeState> {
  // Not by the time of day, which may be set meanwhile.
  const end = now() + MAX_DURATION;
  // A browser that has been offline all along is wrong, such as behind a VPN: the upgrade came over the network.
  const isBelieved = navigator.onLine;
  // The server may list for a while as missing what the user has handed in again.
  memory.pending = undefined;
  const isReachable = () => isTabVisible() && (navigator.onLine || !isBelieved);
  for (let pause = FIRST_DELAY; ; pause = Math.min(pause * 1.5, MAX_DELAY)) {
    const isOver = now() + pause > end;
    const own = pause === FIRST_DELAY ? pause : pause * (0.8 + 0.2 * Math.random());
    await delay(Math.max(own, (memory.retryAfter ?? 0) * 1000), signal);
    if (isOver) await nextChange(signal);
    while (!isReachable()) await nextChange(signal);
    const next = await askStatus(settings, state, memory, signal);
    if (next) return next;
  }
}

/**
 * Asks the server once.
 *
 * @returns the state that follows, if any
 */
export async function askStatus(
  settings: UpgradeSettings,
  state: UpgradeState,
  memory: StatusMemory,
  signal: AbortSignal,
): Promise<UpgradeState | undefined> {
  // Without a `status-endpoint`, this is called only if `endpoint` itself is read with GET.
  const url = settings.statusEndpoint || settings.endpoint;
  const context = { reason: 'status', method: 'GET', url, signal } as const;
  memory.retryAfter = undefined;
  const body = await request(settings, context, readBody).catch((error: unknown) => {
    if (isUpgradeError(error)) memory.retryAfter = error.retryAfter;
  });
  const { nextLevel } = levelsOf(state);
  const decision = readStatus(body, memory, { nextLevel, isAnswer: !settings.statusEndpoint });
  const provider = providerOf(state);
  const facts = { ...(provider && { provider }), ...levelsOf(state) };
  if (decision === 'approved') return { status: 'approved', confirmedBy: 'server', ...facts };
  // An SDK on screen knows better than a status that may be older than what the user is doing.
  if (decision === undefined || state.status !== 'pending') return undefined;
  return { status: 'rejected', final: false, confirmedBy: 'server', ...facts };
}

/**
 * What a status says about the upgrade. An upgrade-shaped answer approves by its `currentLevel` and rejects by its `status`.
 * BTC Direct's verification-status lists what is left to do: an empty list approves only if an earlier one was not empty,
 * since a user who was verified before has an empty one, too; an item that was pending and is not any more rejects.
 *
 * @param memory what was seen before in this attempt; updated
 * @param isAnswer the status is the answer of `endpoint` itself: its status words approve, too
 */
export function readStatus(
  body: unknown,
  memory: StatusMemory,
  { nextLevel, isAnswer }: { readonly nextLevel: string | undefined; readonly isAnswer: boolean },
): 'approved' | 'rejected' | undefined {
  const answer = readAnswer(body);
  const fields = Object.entries(normalizeFields(body) ?? {});
  const items = [body, ...fields.map(([name, value]) => wrappers.test(name) && value)].find(Array.isArray);
  if (answer.kind === 'bad-response' && items) return readItems(items, memory);
  if (answer.kind === 'bad-response' && !isAnswer) warnOnce('No status: is "status-endpoint" right?');
  const { currentLevel } = 'levels' in answer ? answer.levels : {};
  if (isSameLevel(currentLevel, nextLevel)) return 'approved';
  if (answer.kind === 'rejected') return memory.wasRejected ? undefined : 'rejected';
  if (answer.kind !== 'bad-response') memory.wasRejected = false;
  return answer.kind === 'approved' && isAnswer ? 'approved' : undefined;
}

function readItems(items: readonly unknown[], memory: StatusMemory): 'approved' | 'rejected' | undefined {
  if (items.length === 0) return memory.sawItems ? 'approved' : undefined;
  memory.sawItems = true;
  const namesOf = (words: RegExp) =>
    items
      .map((item) => normalizeFields(item) ?? {})
      .filter(({ status }) => words.test(normalizeName(toText(status) ?? '')))
      .map(({ name, type }) => name ?? type)
      // Those without a name cannot be recognised the next time.
      .filter((name) => typeof name === 'string');
  const isBack = namesOf(/^(missing|open)$/).some((name) => memory.pending?.has(name));
  memory.pending = new Set([...(memory.pending ?? []), ...namesOf(/^pending$/)]);
  return isBack ? 'rejected' : undefined;
}

/** Resolves when the tab is shown or hidden, or when the browser goes online. */
const nextChange = (signal: AbortSignal): Promise<unknown> =>
  new Promise((resolve, reject) => {
    document.addEventListener('visibilitychange', resolve, { signal });
    window.addEventListener('online', resolve, { signal });
    signal.addEventListener('abort', reject);
  });
