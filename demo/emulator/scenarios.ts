/**
 * All scenarios, by name. Data only: the servers read it, and so does the demo's list in the browser.
 */
import { apiErrors, orderErrors } from './scenarios/api-errors.js';
import { envelopes, offers, verdicts } from './scenarios/answers.js';
import { decisions } from './scenarios/decisions.js';
import { faults } from './scenarios/faults.js';
import { offerCards } from './scenarios/offer.js';
import { orders } from './scenarios/orders.js';
import { pages } from './scenarios/page.js';
import { providerStories } from './scenarios/provider.js';
import type { Scenario } from './scenarios/scenario.js';
import { sessions } from './scenarios/session.js';
import { vendorStories } from './scenarios/vendors.js';

export type { Scenario, ScenarioGroup } from './scenarios/scenario.js';

const ALL = {
  ...offerCards,
  ...offers,
  ...envelopes,
  ...orders,
  ...orderErrors,
  ...decisions,
  ...verdicts,
  ...providerStories,
  ...vendorStories,
  ...sessions,
  ...apiErrors,
  ...pages,
  ...faults,
} satisfies Record<string, Scenario>;

/** The name of a scenario, as it stands in a URL. */
export type ScenarioName = keyof typeof ALL;

/** All scenarios, in the order of the demo's list. */
export const scenarios: Readonly<Record<ScenarioName, Scenario>> = ALL;

/** Whether there is a scenario of this name. */
export function isScenarioName(name: string): name is ScenarioName {
  return Object.hasOwn(scenarios, name);
}

/** Whether it needs a server: for the vendors' own origins, for headers of the page, or for redirects. */
export const needsServer = ({ group, headers, upgrade }: Scenario): boolean =>
  group === 'Other providers' || headers !== undefined || upgrade.some(({ status }) => status === 302);
