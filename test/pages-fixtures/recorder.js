// @ts-check
/**
 * Writes down everything that a page could read and hand on: the console, uncaught errors, all events of the
 * element with whatever they carry, and what the browser says about its policies. `recorded` holds it as text.
 */
const recorded = { console: [''], events: [''], violations: [''], statuses: [''], restored: false };
for (const list of Object.values(recorded)) if (Array.isArray(list)) list.length = 0;

/** @param {unknown} value @param {Set<unknown>} [seen] @returns {string} every text in it, however deep */
function textOf(value, seen = new Set()) {
  if (typeof value !== 'object' || value === null) return String(value);
  if (seen.has(value) || value instanceof Node || value === window) return '';
  seen.add(value);
  const own = Reflect.ownKeys(value).map((key) => `${String(key)}: ${textOf(Reflect.get(value, key), seen)}`);
  return [value instanceof Error ? `${value.message} ${value.stack ?? ''}` : '', ...own].join(' ');
}

for (const name of /** @type {const} */ (['error', 'warn', 'info', 'log', 'debug'])) {
  const write = console[name].bind(console);
  console[name] = (...words) => {
    recorded.console.push(words.map((word) => textOf(word)).join(' '));
    write(...words);
  };
}
addEventListener('error', (event) => recorded.console.push(textOf(event.error)));
addEventListener('unhandledrejection', (event) => recorded.console.push(textOf(event.reason)));
addEventListener('pageshow', (event) => (recorded.restored = event.persisted));
addEventListener('securitypolicyviolation', (event) =>
  recorded.violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`),
);

const ends = [
  'idle',
  'requesting',
  'loading',
  'active',
  'pending',
  'approved',
  'rejected',
  'cancelled',
  'unavailable',
  'failed',
];
for (const name of ['state-change', 'message', 'warning', ...ends]) {
  addEventListener(`upgrade-${name}`, (event) => {
    recorded.events.push(`${event.type} ${textOf({ ...event })}`);
    if (name === 'state-change') recorded.statuses.push(/** @type {any} */ (event).state.status);
  });
}

// The page's own settings, where the element cannot have run yet.
addEventListener('DOMContentLoaded', () => {
  const { sumsub } = /** @type {HTMLElement} */ (document.body).dataset;
  const element = /** @type {any} */ (document.querySelector('verification-upgrade'));
  if (sumsub && element) element.providerOptions = { sumsub: { baseUrl: sumsub } };
});
