import type { ProviderPayload } from '../providers/provider.js';
import type { UpgradeAnswer } from './answer.js';
import { UpgradeError } from './error.js';
import type { FindProvider } from './host.js';
import type { UsableAnswer } from './reply.js';
import type { Levels, UpgradeState } from './state.js';

/** What the server offers: which provider, with what, for which level. */
export interface Offer {
  /** Name in the registry. */
  readonly provider: string;
  readonly payload: ProviderPayload;
  readonly levels: Levels;
}

/**
 * The offer in an answer.
 *
 * @param defaultProvider used if the server names no provider
 * @throws UpgradeError `bad-response` if the answer is no offer, `unknown-provider`
 */
export function toOffer(answer: UpgradeAnswer, findProvider: FindProvider, defaultProvider: string): Offer {
  if (answer.kind !== 'offer') {
    throw new UpgradeError('bad-response', { message: `The server answered "${answer.kind}", without a token.` });
  }
  const { payload, levels, provider: name = defaultProvider } = answer;
  const provider = findProvider(name)?.name;
  if (provider) return { provider, payload, levels };
  throw new UpgradeError('unknown-provider', { message: `No adapter for "${name}" in "providers".` });
}

/** The state of an answer that needs no SDK. */
export function toState(answer: Exclude<UsableAnswer, { kind: 'offer' }>, findProvider: FindProvider): UpgradeState {
  const { kind: status, levels } = answer;
  if (status === 'unavailable') return { status, ...levels };
  const name = answer.provider;
  const facts = { ...(name && { provider: findProvider(name)?.name ?? name }), ...levels };
  if (status === 'pending') return { status, ...facts };
  const decision = { confirmedBy: 'server', ...facts } as const;
  return status === 'approved' ? { status, ...decision } : { status, final: false, ...decision };
}
