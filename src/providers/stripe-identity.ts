import type { ProviderAdapter, ProviderEvent } from './provider.js';
import { originOf } from './shared/address.js';
import { missing } from './shared/missing.js';
import { find, need } from './shared/payload.js';
import { watchScript } from './shared/script.js';

/** `providerOptions['stripe-identity']`. */
export interface StripeIdentityOptions {
  /** Where the server does not send it along. */
  readonly publishableKey?: string;
  /** The connected account that the session belongs to. */
  readonly stripeAccount?: string;
  /** Where Stripe's dialog comes from, if not from Stripe: for tests, with a `window.Stripe` of their own. */
  readonly baseUrl?: string;
}

/** Leaving and refusing are no faults. Of the others, some are about the device, and another try would end the same way. */
function readError({ code = '', message = '' }: { readonly code?: string; readonly message?: string }): ProviderEvent {
  if (code === 'session_cancelled' || code === 'consent_declined') return { type: 'cancelled' };
  const words = `Stripe Identity: ${[code, message].filter(Boolean).join(' ')}`;
  if (code === 'device_unsupported') return { type: 'failed', code: 'device-unsupported', message: words };
  if (/camera|permission/.test(code)) return { type: 'failed', code: 'camera-denied', message: words };
  return { type: 'failed', message: words };
}

/** Stripe Identity: always Stripe's own dialog over the page. Its script comes from Stripe, and only now. */
const stripeIdentity: ProviderAdapter<StripeIdentityOptions> = {
  ownsViewport: true,
  singleton: true,

  async mount({ container, payload, options, lang, signal, ...context }) {
    const clientSecret = need('Stripe Identity', payload, 'clientSecret');
    const key =
      find(payload, 'publishableKey') ?? options.publishableKey ?? need('Stripe Identity', payload, 'publishableKey');
    if (!key.startsWith('pk_')) {
      const message = 'The "publishableKey" for Stripe Identity is none: those begin with "pk_".';
      throw Object.assign(new Error(message), { code: 'bad-response' });
    }
    const account = find(payload, 'stripeAccount') ?? options.stripeAccount;
    const origin = originOf(options.baseUrl ?? 'https://js.stripe.com');

    const { loadStripe } = await load();
    signal.throwIfAborted();
    const stripe = await watchScript(origin, () =>
      loadStripe(key, { locale: localeOf(lang), ...(account && { stripeAccount: account }) }),
    );
    signal.throwIfAborted();
    if (!stripe) throw new Error('Stripe.js did not load.');

    const { body } = container.ownerDocument;
    const before = new Set(body.children);
    context.report({ type: 'ready' });
    stripe.verifyIdentity(clientSecret).then(
      ({ error }) => context.report(error ? readError(error) : { type: 'submitted', closed: true }),
      (cause: unknown) => context.report({ type: 'failed', cause }),
    );
    return {
      // There is no way to close the dialog: its frame goes, whatever else is on the page stays.
      unmount() {
        const isTheirs = ({ src }: HTMLIFrameElement) => src.startsWith(`${origin}/`);
        for (const added of [...body.children]) {
          const frames = added instanceof HTMLIFrameElement ? [added] : [...added.querySelectorAll('iframe')];
          if (!before.has(added) && frames.some(isTheirs)) added.remove();
        }
      },
    };
  },
};

export default stripeIdentity;

type Locale = NonNullable<NonNullable<Parameters<Awaited<ReturnType<typeof load>>['loadStripe']>[1]>['locale']>;

/** Stripe knows a few regions, and says so itself where it does not know a language. */
const localeOf = (tag: string): Locale =>
  (/^(en-GB|es-419|fr-CA|pt-BR|zh-HK|zh-TW)$/.test(tag) ? tag : tag.split('-', 1).join('')) as Locale;

async function load() {
  try {
    return await import('@stripe/stripe-js/pure');
  } catch (cause) {
    throw missing('@stripe/stripe-js@10', cause);
  }
}
