import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { SeedRange } from '../differential/run-options.ts';
import { shrink } from '../differential/shrink.ts';
import { type Peer, type PythonOperations, withScratchFolder } from '../src/index.ts';
import { compareChain, compareInScratch, type Comparison } from './compare-chain.ts';
import { generateChain } from './generate-chain.ts';
import { writeReproduction } from './reproduction.ts';
import { smallerChains } from './smaller-chains.ts';

/** What came of a range of seeds. */
export interface Result {
  readonly chains: number;
  readonly passes: number;
  readonly strictPasses: number;
  /** How many fail at which stage of the reference, the innermost layout's. */
  readonly stages: Readonly<Record<string, number>>;
  /** How many fail in a sublayout. */
  readonly inSublayouts: number;
  /** How many differ in a way that is known, by its id. */
  readonly known: Readonly<Record<string, number>>;
  readonly differences: readonly Difference[];
}

export interface Difference {
  readonly seed: number;
  readonly what: string;
  /** The folder that reproduces it. */
  readonly folder: string;
}

/** Chains that are on their way at a time: the reference and we work side by side. */
const BATCH = 25;

export interface CampaignOptions extends SeedRange {
  /** Where folders for differences go. */
  readonly failures?: string | undefined;
  /** How many differences to make smaller; the rest are only written down. @defaultValue 10 */
  readonly mostShrunk?: number | undefined;
}

/** Compares the chains of a range of seeds. */
export async function runCampaign(python: Peer<PythonOperations>, options: CampaignOptions): Promise<Result> {
  const { from, count, failures = join(tmpdir(), 'in-toto-verdicts'), mostShrunk = 10 } = options;
  const stages: Record<string, number> = {};
  const known: Record<string, number> = {};
  const differences: Difference[] = [];
  let [passes, strictPasses, inSublayouts] = [0, 0, 0];
  for (let start = from; start < from + count; start += BATCH) {
    const seeds = Array.from({ length: Math.min(BATCH, from + count - start) }, (_, index) => start + index);
    for (const comparison of await compareBatch(python, seeds)) {
      const { reference, strict, difference } = comparison;
      const stage = reference.stages.at(-1);
      if (stage === undefined) passes += 1;
      else stages[stage] = (stages[stage] ?? 0) + 1;
      if (reference.stages.length > 1) inSublayouts += 1;
      if (strict.code === 'pass') strictPasses += 1;
      if (comparison.known !== undefined) known[comparison.known] = (known[comparison.known] ?? 0) + 1;
      if (difference === undefined) continue;
      const smallest = differences.length < mostShrunk ? await shrinkChain(python, comparison) : comparison;
      const folder = writeReproduction(failures, smallest);
      differences.push({ seed: comparison.chain.seed, what: difference, folder });
    }
  }
  return { chains: count, passes, strictPasses, stages, inSublayouts, known, differences };
}

async function compareBatch(python: Peer<PythonOperations>, seeds: readonly number[]): Promise<readonly Comparison[]> {
  return withScratchFolder(async (scratch) =>
    Promise.all(seeds.map(async (seed) => compareChain(python, generateChain(seed), join(scratch, String(seed))))),
  );
}

/** The smallest chain that differs in the same way. */
export async function shrinkChain(python: Peer<PythonOperations>, comparison: Comparison): Promise<Comparison> {
  const isSame = (other: Comparison): boolean =>
    other.difference === comparison.difference && other.reference.stages.at(-1) === comparison.reference.stages.at(-1);
  const smallest = await shrink(comparison.chain, smallerChains, async (chain) =>
    isSame(await compareInScratch(python, chain)),
  );
  return compareInScratch(python, smallest);
}
