import '../src/index.js';
import { applyToPage, showLevel } from './account.js';
import { pretendOffline } from './connection.js';
import { needsServer, scenarios, type Scenario } from './emulator/scenarios.js';
import { EventLog } from './log.js';
import { readOptions, toQuery, type Options } from './options.js';
import { Panel } from './panel.js';
import { applyOptions, createUpgrade, type Addresses } from './upgrade.js';

const addresses = (await (await fetch('/emulators.json')).json()) as Addresses;
const { 'stripe-identity': stripeOrigin } = addresses.vendors;
if (stripeOrigin) {
  // Instead of Stripe's own script.
  const stripe = document.createElement('script');
  stripe.src = `${stripeOrigin}/sdk.js`;
  document.head.append(stripe);
}

const place = byId('upgrade');
const log = new EventLog(byId('log'), byId('state'));
const isPlayable = (scenario: Scenario) => !addresses.isAlone || !needsServer(scenario);
const { options: initial, problems } = readOptions(new URLSearchParams(location.search), isPlayable);
let options = initial;
let element = createUpgrade(options, addresses);

const panel = new Panel(isPlayable, {
  change,
  start: () => {
    element.start();
  },
  cancel: () => {
    element.cancel();
  },
  reset: () => {
    element.reset();
  },
  goOnline: () => {
    pretendOffline(false);
  },
  clearLog: () => {
    log.begin(element.state);
  },
});

log.watch(document);
document.addEventListener('upgrade-state-change', ({ state }) => {
  showLevel(state, options);
});
applyToPage(options);
showLevel(element.state, options);
panel.show(
  options,
  addresses.real ? [...problems, `The server asks ${addresses.real}: scenarios have no effect.`] : problems,
);
place.replaceChildren(element);

/** Another scenario or launch mode needs another element; the rest changes while it lives. */
function change(next: Options): void {
  const rebuild = next.scenario !== options.scenario || next.launch !== options.launch;
  const needsOwnPage = [next, options].some(({ scenario }) => scenarios[scenario].headers !== undefined);
  if (needsOwnPage && next.scenario !== options.scenario) {
    location.search = toQuery(next);
    return;
  }
  options = next;
  history.replaceState(null, '', `?${toQuery(options)}`);
  applyToPage(options);
  panel.show(options);
  if (rebuild) {
    element.remove();
    element = createUpgrade(options, addresses);
    log.begin(element.state);
    place.replaceChildren(element);
  } else {
    applyOptions(element, options);
  }
  showLevel(element.state, options);
}

function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}.`);
  return found;
}
