import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import { measure, median, type Sample } from './measure.ts';
import type { ContenderName, Workload } from './workload.ts';

/** What a workload took at one size: medians, by contender. */
export interface SizeResult {
  readonly size: number;
  readonly medians: Readonly<Partial<Record<ContenderName, Sample>>>;
}

/** A row of the table, measured. */
export interface WorkloadResult {
  readonly name: string;
  readonly runs: number;
  readonly sizes: readonly SizeResult[];
}

/**
 * Runs the contenders in turn, A B A B, so that what else the machine does falls on all of them. Throws where one fails or makes
 * something else than this implementation does: only the same work is compared.
 */
export async function runWorkload(
  workload: Workload,
  { sizes, runs }: { readonly sizes: readonly number[]; readonly runs: number },
): Promise<WorkloadResult> {
  const results: SizeResult[] = [];
  for (const size of sizes) {
    const folder = await mkdtemp(join(tmpdir(), `in-toto-bench-${workload.name}-`));
    try {
      results.push({ size, medians: await runSize(workload, folder, size, runs) });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return { name: workload.name, runs, sizes: results };
}

async function runSize(workload: Workload, folder: string, size: number, runs: number): Promise<SizeResult['medians']> {
  const contenders = await workload.prepare(folder, size);
  const samples = new Map<ContenderName, Sample[]>();
  for (let run = 0; run < runs; run++) {
    for (const { name, command } of contenders) {
      samples.set(name, [...(samples.get(name) ?? []), measure(command)]);
    }
    if (run === 0) assertSameResults(workload, contenders);
  }
  return Object.fromEntries([...samples].map(([name, own]) => [name, median(own)]));
}

function assertSameResults(workload: Workload, contenders: Awaited<ReturnType<Workload['prepare']>>): void {
  const results = contenders.flatMap(({ name, result }) => (result === undefined ? [] : [{ name, made: result() }]));
  const [ours, ...others] = results;
  for (const { name, made } of others) {
    if (!isDeepStrictEqual(ours?.made, made)) throw new Error(`${workload.name}: ${name} made something else`);
  }
}
