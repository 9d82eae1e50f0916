import { availableParallelism, loadavg, totalmem } from 'node:os';
import { toPrettyMarkdown } from '../scripts/markdown.js';
import type { Measurements, Summary } from './statistics.js';

/** A table of measurements, and the column that the others are compared with. */
export interface Table {
  readonly title: string;
  readonly measurements: Measurements;
  readonly base: string;
}

/** What is to be reached: at most so many times the base, or so much by itself. */
export interface Goal {
  readonly title: string;
  readonly table: Table;
  readonly row: string;
  readonly column: string;
  readonly most: number;
  readonly isAbsolute?: boolean;
}

const short = (value: number) =>
  Math.abs(value) >= 100 || Number.isInteger(value) ? value.toFixed(0) : value.toFixed(Math.abs(value) >= 10 ? 1 : 3);

const ratio = (value: number, base: number) => (base > 0 ? (value / base).toFixed(2) : '–');

function cell(summary: Summary | undefined, base: Summary | undefined, isBase: boolean): string {
  if (!summary) return '';
  const { min, median, p90 } = summary;
  const values = min === p90 ? short(min) : [min, median, p90].map(short).join(' / ');
  return isBase || !base || base.min <= 0
    ? values
    : `${values} (${ratio(min, base.min)}, ${ratio(median, base.median)})`;
}

/** Markdown: one row for each measurement, one column for each contender. */
function toMarkdown({ title, measurements, base }: Table): string[] {
  const { rows, columns } = measurements;
  if (rows.length === 0) return [];
  const head = [title, ...columns];
  const body = rows.map((row) => [
    row,
    ...columns.map((column) => cell(measurements.of(row, column), measurements.of(row, base), column === base)),
  ]);
  const lines = [head, head.map((_, index) => (index === 0 ? '---' : '--:')), ...body];
  return [...lines.map((cells) => `| ${cells.join(' | ')} |`), ''];
}

function goalsToMarkdown(goals: readonly Goal[]): string[] {
  const lines = goals.flatMap(({ title, table: { measurements, base }, row, column, most, isAbsolute }) => {
    const is = measurements.of(row, column);
    const of = isAbsolute ? { min: 1, median: 1 } : measurements.of(row, base);
    if (!is || !of) return [];
    const [min, median] = [is.min / of.min, is.median / of.median];
    const met = [min, median].map((value) => (value <= most ? 'yes' : 'no'));
    return [
      `| ${title} | ${most.toFixed(2)} | ${min.toFixed(2)} (${met[0] ?? ''}) | ${median.toFixed(2)} (${met[1] ?? ''}) |`,
    ];
  });
  if (lines.length === 0) return [];
  return ['| goal | at most | minima | medians |', '| --- | --: | --: | --: |', ...lines, ''];
}

export interface Circumstances {
  readonly browser: string;
  readonly runs: number;
  readonly cycles: number;
  /** Milliseconds that the server thinks about a POST. */
  readonly serverTime: number;
  readonly isSecure: boolean;
  readonly loadBefore: number;
}

const method = ({ browser, runs, cycles, serverTime, isSecure, loadBefore }: Circumstances) => `# Speed

Made by \`npm run bench\`, ${new Date().toISOString().slice(0, 10)}. ${browser}, Node ${process.versions.node}, ${String(availableParallelism())} cores,
${(totalmem() / 2 ** 30).toFixed(0)} GB. Load of the machine before and after: ${loadBefore.toFixed(1)} and ${(loadavg()[0] ?? NaN).toFixed(1)}; above the number of cores, other programs were competing,
and times on the wall are longer and spread wider than they would otherwise. Compare within one table only: another machine, another
day, other numbers.

A cell says minimum / median / 90th percentile of ${String(runs)} runs, and in brackets the ratio of the minima and of the medians to the
column that it is compared with. The pages take turns, each round in the opposite order, each time in a new browser
context: no cache, no connection, no process of an earlier run. The server takes ${String(serverTime)} ms for the POST.

- **limit**: the least that can be done, an inline \`fetch\` and a bare frame; nothing is checked, nothing is shown meanwhile.
  **by hand**: as the documentation of Sumsub's package teaches it, bundled and minified. **ours**: the build for a script
  tag. **AiPrise**, **Persona**: the peers that can be driven offline, with their hosts replaced by the bench's own.
- **slow 4G**: a TCP proxy in front of each origin lets every packet travel for 75 ms and 1.6 Mbit/s through, shared by all
  connections; the first bytes of a new connection wait for a round trip, as TCP's handshake would take. ${isSecure ? 'HTTPS with HTTP/2, so\n  that the handshake of TLS comes on top.' : 'HTTP/1.1 without\n  encryption, as OpenSSL is missing here.'} TCP's slow start is not modelled, in favour of larger files.
- **time to the frame**: from the navigation until the request for the provider's frame has arrived at the provider's
  server. **click to the frame**: from the click, after the pointer has rested on the button for 100 ms.
- **script**, **style and layout**, **longest task**, **time** of idle elements: time that the page's main thread has worked, other
  programs left out. The first task of every page includes the first drawing.
- **idle elements**: \`launch="manual"\`. One plain Lit element has the same number of reactive properties and shows the same card with
  the same styles, the other one has a slot for all content. Heap: JavaScript and DOM, after collecting garbage.
- **mount cycles**: ${String(cycles)} times on one page, from the POST to the SDK's first message and away again.
`;

/** Everything as Markdown. */
export function toReport(
  tables: readonly Table[],
  goals: readonly Goal[],
  circumstances: Circumstances,
): Promise<string> {
  const lines = [...goalsToMarkdown(goals), ...tables.flatMap(toMarkdown)];
  return toPrettyMarkdown(`${method(circumstances)}\n${lines.join('\n')}`);
}
