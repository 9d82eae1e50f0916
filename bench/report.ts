import { toPrettyMarkdown } from '../scripts/markdown.js';

export interface Summary {
  readonly min: number;
  readonly median: number;
}

function summarise(values: readonly number[]): Summary {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const [low = NaN, high = NaN] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
  return { min: sorted[0] ?? NaN, median: (low + high) / 2 };
}

/** Values by row and column, in the order in which they first came. */
export class Measurements {
  readonly #rows = new Map<string, Map<string, number[]>>();

  add(row: string, column: string, value: number): void {
    const columns = this.#rows.get(row) ?? new Map<string, number[]>();
    this.#rows.set(row, columns);
    columns.set(column, [...(columns.get(column) ?? []), value]);
  }

  of(row: string, column: string): Summary | undefined {
    const values = this.#rows.get(row)?.get(column);
    return values && summarise(values);
  }

  /** Markdown: minimum / median, and in brackets the ratio of each to the column `base`. */
  toTable(base: string): readonly string[] {
    const columns = [...new Set([...this.#rows.values()].flatMap((row) => [...row.keys()]))];
    const lines = [...this.#rows.keys()].map((row) => {
      const reference = this.of(row, base);
      return [row, ...columns.map((column) => toCell(this.of(row, column), column === base ? undefined : reference))];
    });
    return [['', ...columns], columns.map(() => '--:').toSpliced(0, 0, '---'), ...lines].map(toRow);
  }
}

const toRow = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

function toCell(summary: Summary | undefined, base: Summary | undefined): string {
  if (!summary) return '';
  const values = `${summary.min.toFixed(0)} / ${summary.median.toFixed(0)}`;
  if (!base) return values;
  return `${values} (${(summary.min / base.min).toFixed(2)}, ${(summary.median / base.median).toFixed(2)})`;
}

/** At most so many times the base. */
export interface Goal {
  readonly title: string;
  readonly row: string;
  readonly column: string;
  readonly most: number;
}

/** The goals of those rows that were measured. */
export function toGoals(goals: readonly Goal[], base: string, measurements: Measurements): readonly string[] {
  const met = (value: number, most: number) => `${value.toFixed(2)} (${value <= most ? 'yes' : 'no'})`;
  const lines = goals.flatMap(({ title, row, column, most }) => {
    const [is, of] = [measurements.of(row, column), measurements.of(row, base)];
    if (!is || !of) return [];
    return [[title, most.toFixed(2), met(is.min / of.min, most), met(is.median / of.median, most)]];
  });
  return [['times by hand', 'at most', 'minima', 'medians'], ['---', '--:', '--:', '--:'], ...lines].map(toRow);
}

export const toReport = (lines: readonly string[]): Promise<string> => toPrettyMarkdown(lines.join('\n'));
