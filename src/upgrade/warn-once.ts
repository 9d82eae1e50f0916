/** The most lines that a page gets, whatever happens in it. */
const MAX_LINES = 50;
/** Page-wide: each bundle of the CDN build has a copy of this module. */
const key = Symbol.for('verification-upgrade.warnings');
const page = globalThis as unknown as Record<symbol, Set<string> | undefined>;
const warned = (page[key] ??= new Set<string>());

/** Writes a line to the console, once for the page. */
export function warnOnce(line: string): void {
  if (warned.has(line) || warned.size >= MAX_LINES) return;
  // One argument: text of others must not be a format with arguments.
  console.warn(`<verification-upgrade> ${line}`);
  warned.add(line);
}
