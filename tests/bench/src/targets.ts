import type { SizeResult } from './run-workload.ts';
import type { ContenderName, Workload } from './workload.ts';

/** How many times faster this implementation is than another at one size; below 1 it is slower. */
export function ratio({ medians }: SizeResult, against: ContenderName): number | undefined {
  const [ours, theirs] = [medians.this, medians[against]];
  return ours === undefined || theirs === undefined ? undefined : theirs.seconds / ours.seconds;
}

/** How many times the bytes of the evidence are in memory at the peak. */
export function memoryFactor({ medians, evidenceBytes }: SizeResult): number | undefined {
  if (medians.this === undefined || evidenceBytes === undefined) return undefined;
  return (medians.this.peakMiB * 2 ** 20) / evidenceBytes;
}

/** Whether a row falls short at the size for which its targets are. What was not measured misses nothing. */
export function missesTarget(workload: Workload, at: SizeResult): boolean {
  if (at.size !== 1) return false;
  const { maxMiB = Infinity, maxMemoryFactor = Infinity } = workload;
  return (
    workload.targets.some(({ against, factor }) => (ratio(at, against) ?? Infinity) < factor) ||
    (at.medians.this?.peakMiB ?? 0) > maxMiB ||
    (memoryFactor(at) ?? 0) > maxMemoryFactor
  );
}
