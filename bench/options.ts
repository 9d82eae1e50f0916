/** The parts of the bench, each of which can be run alone. */
export const parts = ['frame', 'work', 'click', 'idle', 'cycles', 'shift'] as const;

export type Part = (typeof parts)[number];

export interface Options {
  /** How often everything is measured. */
  readonly runs: number;
  /** How often the SDK is mounted and unmounted. */
  readonly cycles: number;
  readonly parts: readonly Part[];
}

const usage = `Known: --runs=N, --cycles=N, --only=${parts.join(',')}.`;

function count(name: string, value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1)
    throw new Error(`--${name} takes a whole number above zero, not "${value}".`);
  return number;
}

const isPart = (name: string): name is Part => parts.some((part) => part === name);

/** @throws {Error} that says what is wrong with the arguments */
export function readOptions(argv: readonly string[]): Options {
  let options: Options = { runs: 7, cycles: 1000, parts };
  for (const argument of argv) {
    const [, name, value = ''] = /^--(runs|cycles|only)=(.+)$/.exec(argument) ?? [];
    if (name === undefined) throw new Error(`"${argument}" is no option. ${usage}`);
    if (name === 'only') {
      const wanted = value.split(',');
      const unknown = wanted.find((part) => !isPart(part));
      if (unknown !== undefined) throw new Error(`There is no part "${unknown}". ${usage}`);
      options = { ...options, parts: wanted.filter(isPart) };
    } else options = { ...options, [name]: count(name, value) };
  }
  return options;
}
