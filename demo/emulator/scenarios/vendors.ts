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
  veriff: scenario('veriff', 'Veriff', 'A frame; the verdict goes to the server alone, so it ends under review.'),
  persona: scenario('persona', 'Persona', 'An inline frame that grows with its pages, and says how the inquiry ended.'),
  'persona-declined': scenario('persona', 'Persona declines', 'The inquiry ends with a no, for good.', 'reject-final'),
  didit: scenario('didit', 'Didit', 'A frame that names its steps and its verdict.'),
  'stripe-identity': scenario('stripe-identity', 'Stripe Identity', 'Stripe’s own dialog over the page.'),
  onfido: scenario('onfido', 'Onfido', 'The vendor’s own script, loaded when it is needed.'),
  hosted: scenario('hosted', 'A hosted page', 'A vendor that hands out nothing but a URL.'),
} as const satisfies Record<string, Scenario>;
