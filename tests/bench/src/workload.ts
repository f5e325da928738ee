import type { CommandLine } from './measure.ts';

/** Whose program does the work. `limit` is what the machine could do: a program that does nothing else. */
export type ContenderName = 'this' | 'python' | 'go' | 'sigstore' | 'limit';

/** A program that does a workload's work on prepared input. */
export interface Contender {
  readonly name: ContenderName;
  readonly command: CommandLine;
  /** What it made, in a form that is the same for all that do the same. Read once, after the first run. */
  readonly result?: (() => unknown) | undefined;
}

/** What is to be reached against one contender. */
export interface Target {
  readonly against: ContenderName;
  /** How many times faster this implementation has to be, by the clock. */
  readonly factor: number;
}

/** A row of the table. */
export interface Workload {
  readonly name: string;
  /** What is done at size 1, for people. */
  readonly work: string;
  /** At size 1. */
  readonly targets: readonly Target[];
  /** Upper bound on the memory of this implementation at size 1. */
  readonly maxMiB?: number | undefined;
  /** Files and folders among the inputs that are read as evidence: memory is told as a multiple of their bytes. */
  readonly evidence?: readonly string[] | undefined;
  /** Upper bound on the memory of this implementation at size 1, as a multiple of the evidence. */
  readonly maxMemoryFactor?: number | undefined;
  /** Sizes that are worth it; 1 is what the targets are for. Above 1 only this implementation runs, and once. */
  readonly sizes: readonly number[];
  /** Why ten times the size is not among them. */
  readonly notTenTimes?: string | undefined;
  /** Upper bound on the power of the size with which the time grows. */
  readonly maxExponent?: number | undefined;
  /** Whether the cost is expected to grow with the size; startup has none. */
  readonly grows: boolean;
  /** Makes the input in an empty folder. Contenders that are not installed are left out. */
  prepare(folder: string, size: number): Promise<readonly Contender[]>;
}
