/**
 * Everything the emulators can play, by name. Data only: the servers read it, and so does the demo's list in the browser.
 */
import { apiErrors } from './scenarios/api-errors.js';
import { offers, verdicts } from './scenarios/answers.js';
import { faults } from './scenarios/faults.js';
import { providerStories } from './scenarios/provider.js';
import type { Scenario } from './scenarios/scenario.js';
import { vendorStories } from './scenarios/vendors.js';

export type { Scenario, ScenarioGroup } from './scenarios/scenario.js';

const ALL = { ...offers, ...verdicts, ...providerStories, ...vendorStories, ...apiErrors, ...faults } satisfies Record<
  string,
  Scenario
>;

/** The name of a scenario, as it stands in a URL. */
export type ScenarioName = keyof typeof ALL;

/** All scenarios, in the order of the demo's list. */
export const scenarios: Readonly<Record<ScenarioName, Scenario>> = ALL;

/** Whether there is a scenario of this name. */
export function isScenarioName(name: string): name is ScenarioName {
  return Object.hasOwn(scenarios, name);
}

/** Whether it takes more than the page: the vendors' own origins, or headers of the page. */
export const needsServer = ({ group, headers }: Scenario): boolean =>
  group === 'Other providers' || headers !== undefined;
