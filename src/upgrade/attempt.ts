import type { UpgradeAnswer } from './answer.js';
import { UpgradeError } from './error.js';
import type { AttemptContext, UpgradeHost, UpgradeSettings } from './host.js';
import type { Offer, RefreshedOffer } from './provider-session.js';
import { ProviderSession } from './provider-session.js';
import type { UsableAnswer } from './reply.js';
import { readBody, readReply, readWithRenewal, request } from './reply.js';
import type { SentRequest } from './request.js';
import type { UpgradeState } from './state.js';

/**
 * Everything from the server's first reply on. Loaded while that reply is under way.
 *
 * @throws UpgradeError with a code of the error table; the signal's reason once it is aborted
 */
export async function handleReply(attempt: AttemptContext, sent: SentRequest): Promise<void> {
  const { settings, signal, host } = attempt;
  const context = requestContext(attempt, signal);
  const answer = await readWithRenewal(settings, context, sent, (reply) => readReply(reply, host.findProvider));
  signal.throwIfAborted();
  if (answer.kind !== 'offer') return attempt.transition(toState(answer, host));
  const offer = toOffer(answer, attempt);
  const facts = { provider: offer.provider, ...offer.levels };
  await attempt.accepted(facts);
  attempt.transition({ status: 'loading', ...facts });
  signal.throwIfAborted();
  const session = new ProviderSession(attempt, offer, (mount) => refreshOffer(attempt, offer, mount));
  attempt.attach(session);
  session.mount();
}

/** Asks the endpoint again for an SDK whose token has expired. The server may have decided meanwhile. */
async function refreshOffer(attempt: AttemptContext, offer: Offer, signal: AbortSignal): Promise<RefreshedOffer> {
  const { host, settings } = attempt;
  const context = requestContext(attempt, signal, 'refresh');
  const answer = await request(settings, context, (reply) => readReply(reply, host.findProvider));
  signal.throwIfAborted();
  const facts = { provider: offer.provider, ...offer.levels };
  const { nextLevel } = offer.levels;
  const isReached = nextLevel !== undefined && answer.levels.currentLevel === nextLevel;
  if (isReached || answer.kind === 'approved') {
    attempt.transition({ status: 'approved', confirmedBy: 'server', ...facts });
    return 'decided';
  }
  if (answer.kind === 'pending' || answer.kind === 'rejected') {
    attempt.transition(
      answer.kind === 'pending'
        ? { status: 'pending', ...facts }
        : { status: 'rejected', final: false, confirmedBy: 'server', ...facts },
    );
    return 'decided';
  }
  return toOffer(answer, attempt, offer.provider);
}

/** The body of `levels-endpoint`; undefined if it fails, since that costs only the limits in the offer. */
export function requestLevels(settings: UpgradeSettings, signal: AbortSignal): Promise<unknown> {
  const context = { reason: 'levels', method: 'GET', url: settings.levelsEndpoint, signal } as const;
  return request(settings, context, readBody).catch(() => undefined);
}

const requestContext = ({ settings, reason }: AttemptContext, signal: AbortSignal, own = reason) => ({
  reason: own,
  method: settings.method === 'get' ? ('GET' as const) : ('POST' as const),
  url: settings.endpoint,
  signal,
});

/** @param defaultProvider used if the server names no provider */
function toOffer(
  answer: UpgradeAnswer,
  { host, settings }: AttemptContext,
  defaultProvider = settings.defaultProvider,
): Offer {
  if (answer.kind !== 'offer') {
    throw new UpgradeError('bad-response', { message: `The server answered "${answer.kind}", without a token.` });
  }
  const { payload, levels, provider: name = defaultProvider } = answer;
  const provider = host.findProvider(name)?.name;
  if (provider) return { provider, payload, levels };
  throw new UpgradeError('unknown-provider', { message: `No adapter for "${name}" in the element's "providers".` });
}

/** The state of an answer that needs no SDK. */
function toState(answer: Exclude<UsableAnswer, { kind: 'offer' }>, host: UpgradeHost): UpgradeState {
  const { kind: status, levels } = answer;
  if (status === 'unavailable') return { status, ...levels };
  const name = answer.provider;
  const facts = { ...(name && { provider: host.findProvider(name)?.name ?? name }), ...levels };
  if (status === 'pending') return { status, ...facts };
  const decision = { confirmedBy: 'server', ...facts } as const;
  return status === 'approved' ? { status, ...decision } : { status, final: false, ...decision };
}
