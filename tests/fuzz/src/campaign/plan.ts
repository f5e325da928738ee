import { createRandom } from '../random.ts';
import type { Case, Target } from '../target.ts';

/** A run of cases of one target, by consecutive indexes, ended by whichever bound is met first. */
export interface Slice {
  readonly target: string;
  readonly from: number;
  readonly count?: number | undefined;
  readonly millis?: number | undefined;
}

/** What a child process is told to do. */
export interface Plan {
  /** URL of the module whose `TARGETS` the slices name. */
  readonly targets: string;
  readonly seed: string;
  readonly slices: readonly Slice[];
  /** Where cases that went wrong are kept. */
  readonly failures: string;
  /** A file in which the child notes what it is at, so that its end, or its silence, can be laid to a case. */
  readonly progress: string;
  /** CPU seconds that one case may take. */
  readonly maxCpuSeconds: number;
}

/** What a child says of a slice, as one line of JSON. */
export interface SliceReport {
  readonly target: string;
  /** The index after the last case. */
  readonly to: number;
  readonly cases: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly failures: readonly KeptFailure[];
  /** Megabytes that stay in use after a garbage collection, before and after the slice. */
  readonly heapBefore: number;
  readonly heapAfter: number;
  /** Most megabytes that the process has had so far. */
  readonly peakMemory: number;
  readonly slowest: { readonly index: number; readonly cpuSeconds: number };
}

/** A case that went wrong. */
export interface KeptFailure {
  readonly target: string;
  readonly index: number;
  readonly message: string;
  /** Where it is kept. */
  readonly folder: string;
}

/** Makes the case of an index. */
export async function generateCase(target: Target, seed: string, index: number): Promise<Case> {
  return target.generate(createRandom(`${seed}/${target.name}/${index}`));
}

/** Imports the targets of a module. */
export async function loadTargets(module: string): Promise<readonly Target[]> {
  const { TARGETS } = (await import(module)) as { readonly TARGETS: readonly Target[] };
  return TARGETS;
}

/** The target of a name. */
export function findTarget(targets: readonly Target[], name: string): Target {
  const target = targets.find((candidate) => candidate.name === name);
  if (target === undefined)
    throw new TypeError(`no target "${name}"; there are ${targets.map((t) => t.name).join(', ')}`);
  return target;
}
