import type { ProviderAdapter } from './provider.js';
import { warnIfCameraBlocked } from './shared/camera.js';
import { readField, requireField } from './shared/fields.js';
import { vendorLanguage } from './shared/language.js';
import { watchOutside } from './shared/outside.js';
import { watchScript } from './shared/script.js';
import { missingPackageError, rejectTrustedTypes } from './shared/sdk.js';
import { trackDialog } from './stripe-identity/dialog.js';
import { readError } from './stripe-identity/errors.js';

/** `providerOptions['stripe-identity']`. */
export interface StripeIdentityOptions {
  /** If the server does not send it. */
  readonly publishableKey?: string;
  /** The connected account that the session belongs to. */
  readonly stripeAccount?: string;
  /** Origin of Stripe's dialog, for tests that define their own `window.Stripe`. */
  readonly baseUrl?: string;
}

/** Stripe Identity: always Stripe's own dialog over the page. Its script is loaded from Stripe, and only when it is needed. */
const stripeIdentity: ProviderAdapter<StripeIdentityOptions> = {
  ownsViewport: true,
  singleton: true,

  async mount({ container, payload, options, lang, signal, ...context }) {
    const clientSecret = requireField('Stripe Identity', payload, 'clientSecret');
    const key =
      readField(payload, 'publishableKey') ??
      options.publishableKey ??
      requireField('Stripe Identity', payload, 'publishableKey');
    if (!key.startsWith('pk_')) {
      const message = 'The "publishableKey" for Stripe Identity is not a publishable key: those start with "pk_".';
      throw Object.assign(new Error(message), { code: 'bad-response' });
    }
    const account = readField(payload, 'stripeAccount') ?? options.stripeAccount;
    const named = options.baseUrl ?? 'https://js.stripe.com';
    const { origin } = new URL(context.trustedUrl(named, ['stripe.com'], options.baseUrl));

    const { loadStripe } = await load();
    signal.throwIfAborted();
    // A page that has loaded Stripe.js itself has allowed its script.
    if (!('Stripe' in globalThis)) rejectTrustedTypes('Stripe Identity');
    const stripe = await watchScript(origin, () =>
      loadStripe(key, { locale: localeOf(lang), ...(account && { stripeAccount: account }) }),
    );
    signal.throwIfAborted();
    if (!stripe) throw new Error('Stripe.js did not load.');

    warnIfCameraBlocked(context.report);
    const dialog = trackDialog(container.ownerDocument.body, origin);
    const onRemoved = () =>
      context.report({ type: 'failed', message: 'Stripe Identity: something on the page has removed its dialog.' });
    watchOutside({ ...context, signal, origin, element: dialog.find, onRemoved });
    context.report({ type: 'ready' });
    stripe
      .verifyIdentity(clientSecret)
      .finally(() => dialog.forget())
      .then(
        ({ error }) => context.report(error ? readError(error) : { type: 'submitted', closed: true }),
        (cause: unknown) => context.report({ type: 'failed', cause }),
      );
    return { unmount: () => dialog.remove() };
  },
};

export default stripeIdentity;

type Locale = NonNullable<NonNullable<Parameters<Awaited<ReturnType<typeof load>>['loadStripe']>[1]>['locale']>;

/** Stripe supports a few regions, and logs languages that it does not support. */
const localeOf = (tag: string): Locale => vendorLanguage(tag, CODES) as Locale;

/** Types of @stripe/stripe-js 10.2. */
const CODES = 'en en-AU en-CA en-GB en-NZ es es-ES es-419 fil fr fr-CA fr-FR it it-IT nb pt pt-BR zh zh-HK zh-TW'.split(
  ' ',
);

async function load() {
  try {
    // With its file: webpack and Rspack find no folder from an ES module.
    return await import('@stripe/stripe-js/pure/index.mjs');
  } catch (cause) {
    throw missingPackageError('@stripe/stripe-js@10', cause);
  }
}
