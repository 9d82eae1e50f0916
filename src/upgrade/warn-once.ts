/** The most lines that a page gets, whatever happens in it. */
const MAX_LINES = 50;
const warned = new Set<string>();

/** Writes a line to the console, once for the page. */
export function warnOnce(line: string): void {
  if (warned.has(line) || warned.size >= MAX_LINES) return;
  console.warn('<verification-upgrade>', line);
  warned.add(line);
}
