/** What a row of measurements comes down to. */
export interface Summary {
  readonly min: number;
  readonly median: number;
  readonly p90: number;
}

/** The value below which this share of the numbers lies, between two of them where it falls there. */
function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const [low = NaN, high = NaN] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low + (high - low) * (at % 1);
}

/** @throws {Error} where there is nothing to summarise */
export function summarise(values: readonly number[]): Summary {
  if (values.length === 0) throw new Error('Nothing was measured.');
  const sorted = values.toSorted((a, b) => a - b);
  return { min: quantile(sorted, 0), median: quantile(sorted, 0.5), p90: quantile(sorted, 0.9) };
}

/**
 * Every thing once a round, each round in the opposite order of the one before: whatever the machine does meanwhile,
 * it does to all of them.
 */
export async function alternate<Thing>(
  things: readonly Thing[],
  rounds: number,
  run: (thing: Thing) => Promise<void>,
): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    for (const thing of round % 2 === 0 ? things : things.toReversed()) await run(thing);
  }
}

/** Values by row and column, in the order in which they came first. */
export class Measurements {
  readonly #rows = new Map<string, Map<string, number[]>>();

  add(row: string, column: string, value: number): void {
    const columns = this.#rows.get(row) ?? new Map<string, number[]>();
    this.#rows.set(row, columns);
    columns.set(column, [...(columns.get(column) ?? []), value]);
  }

  get rows(): readonly string[] {
    return [...this.#rows.keys()];
  }

  get columns(): readonly string[] {
    return [...new Set([...this.#rows.values()].flatMap((columns) => [...columns.keys()]))];
  }

  /** Nothing where this was not measured. */
  of(row: string, column: string): Summary | undefined {
    const values = this.#rows.get(row)?.get(column);
    return values && summarise(values);
  }
}
