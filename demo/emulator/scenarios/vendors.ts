import type { Scenario } from './scenario.js';

/** What each vendor gets from the server for a frame that plays `play`. */
const payloads = {
  veriff: (play: string) => ({ url: `https://magic.veriff.me/v/{{token:${play}}}` }),
  persona: (play: string) => ({ inquiryId: 'inq_emulated', sessionToken: `{{token:${play}}}` }),
  didit: (play: string) => ({ url: `https://verify.didit.me/session/{{token:${play}}}` }),
  'stripe-identity': (play: string) => ({ clientSecret: `{{token:${play}}}`, publishableKey: 'pk_test_emulated' }),
  onfido: (play: string) => ({ token: `{{token:${play}}}`, workflowRunId: 'run-emulated' }),
  hosted: (play: string) => ({ url: `https://id.vendor.example/{{token:${play}}}` }),
};

const scenario = (vendor: keyof typeof payloads, title: string, hint: string, play = 'story'): Scenario => ({
  group: 'Other providers',
  title,
  hint,
  upgrade: [
    {
      body: {
        currentLevel: 'hero',
        nextLevel: 'satoshi',
        upgrade: { provider: vendor, status: 'open', ...payloads[vendor](play) },
      },
    },
  ],
});

/** The happy path with every provider beside Sumsub. */
export const vendorStories = {
  veriff: scenario('veriff', 'Veriff', 'A frame. Its verdict goes to the server alone, so it ends under review.'),
  persona: scenario('persona', 'Persona', 'An inline frame that grows with its pages, and says how the inquiry ended.'),
  'persona-declined': scenario(
    'persona',
    'Persona declines',
    'The inquiry ends with a final rejection.',
    'reject-final',
  ),
  didit: scenario('didit', 'Didit', 'A frame that names its steps and its verdict.'),
  'persona-expired': scenario('persona', 'Persona: expired', 'The inquiry has expired: another try.', 'expired'),
  'didit-expired': scenario('didit', 'Didit: Expired', 'The session has expired: another try.', 'expired'),
  'didit-abandoned': scenario(
    'didit',
    'Didit: Abandoned',
    'The session was left unfinished: another try.',
    'abandoned',
  ),
  'didit-resubmitted': scenario('didit', 'Didit: Resubmitted', 'Parts have to be handed in again.', 'resubmitted'),
  'didit-awaiting-user': scenario('didit', 'Didit: Awaiting User', 'The user has to act again.', 'awaiting-user'),
  'stripe-identity': scenario('stripe-identity', 'Stripe Identity', 'Stripe’s own dialog over the page.'),
  onfido: scenario('onfido', 'Onfido', 'The vendor’s own script, loaded when it is needed.'),
  hosted: scenario('hosted', 'A hosted page', 'A vendor that provides nothing but a URL.'),
} as const satisfies Record<string, Scenario>;
