import { parseArgs } from 'node:util';

/** Which cases to run: each has the number of its seed. */
export interface SeedRange {
  readonly from: number;
  readonly count: number;
}

/** What the command line of a differential test says: `--from SEED --count N --write`. */
export interface RunOptions extends SeedRange {
  /** Whether the result goes into the conformance page. */
  readonly write: boolean;
}

function readNumber(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new TypeError(`--${name} must be a whole number: ${text}`);
  return value;
}

export function readRunOptions(defaults: SeedRange): RunOptions {
  const { values } = parseArgs({
    options: {
      from: { type: 'string', default: String(defaults.from) },
      count: { type: 'string', default: String(defaults.count) },
      write: { type: 'boolean', default: false },
    },
  });
  return { from: readNumber('from', values.from), count: readNumber('count', values.count), write: values.write };
}
