import { readdirSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import { measure, median, type Sample } from './measure.ts';
import { type Profile, profileCommand } from './profile.ts';
import { missesTarget } from './targets.ts';
import type { Contender, ContenderName, Workload } from './workload.ts';

/** What a workload took at one size: medians, by contender. */
export interface SizeResult {
  readonly size: number;
  readonly medians: Readonly<Partial<Record<ContenderName, Sample>>>;
  /** What was there to read as evidence, where the workload has some. */
  readonly evidenceBytes?: number | undefined;
  /** Where this implementation's time went, if it was asked for and a target was missed. */
  readonly profile?: Profile | undefined;
}

/** A row of the table, measured. */
export interface WorkloadResult {
  readonly name: string;
  readonly runs: number;
  readonly sizes: readonly SizeResult[];
}

interface RunOptions {
  readonly sizes: readonly number[];
  readonly runs: number;
  /** Whether to find out where the time goes when a target is missed. */
  readonly profile?: boolean | undefined;
}

/**
 * Runs the contenders in turn, A B A B, so that what else the machine does falls on all of them. Throws where one fails or makes
 * something else than this implementation does: only the same work is compared. Above size 1 this implementation runs alone, and once.
 */
export async function runWorkload(workload: Workload, options: RunOptions): Promise<WorkloadResult> {
  const sizes: SizeResult[] = [];
  for (const size of options.sizes) {
    const folder = await mkdtemp(join(tmpdir(), `in-toto-bench-${workload.name}-`));
    try {
      sizes.push(await runSize(workload, folder, size, options));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return { name: workload.name, runs: options.runs, sizes };
}

async function runSize(workload: Workload, folder: string, size: number, options: RunOptions): Promise<SizeResult> {
  const all = await workload.prepare(folder, size);
  const contenders = size > 1 ? all.filter(({ name }) => name === 'this') : all;
  const samples = new Map<ContenderName, Sample[]>();
  for (let run = 0; run < (size > 1 ? 1 : options.runs); run++) {
    for (const { name, command } of contenders) {
      samples.set(name, [...(samples.get(name) ?? []), measure(command)]);
    }
    if (run === 0) assertSameResults(workload, contenders);
  }
  const result: SizeResult = {
    size,
    medians: Object.fromEntries([...samples].map(([name, own]) => [name, median(own)])),
    evidenceBytes: workload.evidence?.reduce((sum, path) => sum + countBytes(join(folder, path)), 0),
  };
  const ours = contenders.find(({ name }) => name === 'this');
  if (options.profile !== true || ours === undefined || !missesTarget(workload, result)) return result;
  return { ...result, profile: profileCommand(ours.command) };
}

function countBytes(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.size;
  return readdirSync(path).reduce((sum, name) => sum + countBytes(join(path, name)), 0);
}

function assertSameResults(workload: Workload, contenders: readonly Contender[]): void {
  const results = contenders.flatMap(({ name, result }) => (result === undefined ? [] : [{ name, made: result() }]));
  const [ours, ...others] = results;
  for (const { name, made } of others) {
    if (!isDeepStrictEqual(ours?.made, made)) throw new Error(`${workload.name}: ${name} made something else`);
  }
}
