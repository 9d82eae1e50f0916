import { LEVELS, level, offer, type Scenario } from './scenario.js';

const scenario = (title: string, hint: string, more: Partial<Scenario> = {}): Scenario => ({
  group: 'Offer',
  title,
  hint,
  upgrade: [offer()],
  levels: [LEVELS],
  launch: 'offer',
  ...more,
});

/** The card before the SDK, with the limits of both levels as far as the API gives them. */
export const offerCards = {
  offer: scenario(
    'Offer, then the happy path',
    'The card says what the upgrade brings. The provider is contacted once the user accepts.',
  ),
  'offer-no-amounts': scenario('Limits without amounts', 'The levels are listed, and their amounts are missing.', {
    levels: [
      {
        body: [
          { id: '1', level: 'hero' },
          { id: '2', level: 'satoshi', buyLimit: { currencyCode: 'EUR' } },
        ],
      },
    ],
  }),
  'offer-unknown-level': scenario('Level not listed', 'The list of levels does not have the level of the upgrade.', {
    levels: [{ body: [level('starter', 150, 150), level('hero', 3_000, 5_000)] }],
  }),
  'offer-currencies': scenario('Two currencies', 'The current limits are in euros, the next ones in Swiss francs.', {
    levels: [{ body: [level('hero', 3_000, 5_000), level('satoshi', 25_000, 50_000, 'CHF')] }],
  }),
  'offer-no-levels': scenario('Levels unavailable', 'The levels endpoint fails: the card comes without limits.', {
    levels: [{ status: 503, body: {} }],
  }),
  'offer-slow-levels': scenario(
    'Slow levels',
    'The levels arrive after four seconds; the card does not wait for them.',
    {
      levels: [{ ...LEVELS, delay: 4_000 }],
    },
  ),
  'offer-aged': scenario(
    'Token too old',
    'The token is valid for four seconds. If the user takes longer to accept, the SDK asks for another one.',
    { upgrade: [offer('token-ages')] },
  ),
} as const satisfies Record<string, Scenario>;
