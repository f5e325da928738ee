import { join } from 'node:path';

import { type Peer, type PythonOperations, withScratchFolder } from '../src/index.ts';
import { type Chain, type ChainFile, isDocument } from './chain.ts';
import { findKnownDifference } from './known-differences.ts';
import { partsOf, memberOf } from './tree.ts';
import { askReference, judge, type Verdict } from './verdict.ts';
import { makeFiles, writeFiles } from './write-chain.ts';

/** How a chain fared. */
export interface Comparison {
  readonly chain: Chain;
  readonly reference: Verdict;
  readonly ours: Verdict;
  readonly strict: Verdict;
  /** What is wrong, as a sentence. */
  readonly difference?: string | undefined;
  /** The id of the entry that explains it. */
  readonly known?: string | undefined;
}

/** Has a chain verified by the reference and by us under both profiles. */
export async function compareChain(python: Peer<PythonOperations>, chain: Chain, scratch: string): Promise<Comparison> {
  const files = makeFiles(chain);
  // An inspection leaves files behind, so that each needs a copy of its own.
  const copies = chain.files.some(hasInspections) ? ['reference', 'ours', 'strict'] : ['all', 'all', 'all'];
  const [first, second, third] = copies.map((name) => join(scratch, name)) as [string, string, string];
  for (const folder of new Set([first, second, third])) writeFiles(folder, files);
  const asked = askReference(python, chain, first);
  const [reference, ours, strict] = await Promise.all([
    asked,
    judge(chain, second, 'reference'),
    judge(chain, third, 'strict'),
  ]);
  const verdicts = { chain, reference, ours, strict };
  const difference = findDifference(verdicts);
  if (difference === undefined) return verdicts;
  const known = findKnownDifference(reference, ours);
  return strict.code !== 'pass' && known !== undefined ? { ...verdicts, known } : { ...verdicts, difference };
}

/** As {@link compareChain}, with files that are gone afterwards. */
export async function compareInScratch(python: Peer<PythonOperations>, chain: Chain): Promise<Comparison> {
  return withScratchFolder(async (scratch) => compareChain(python, chain, scratch));
}

function hasInspections({ content }: ChainFile): boolean {
  return isDocument(content) && partsOf(memberOf(content.payload, 'inspect') ?? content.payload).length > 0
    ? memberOf(content.payload, 'steps') !== undefined
    : false;
}

function findDifference({ reference, ours, strict }: Comparison): string | undefined {
  if (strict.code === 'pass' && reference.code !== 'pass') return 'passes under strict and fails the reference';
  if ((reference.code === 'pass') !== (ours.code === 'pass'))
    return `${reference.code === 'pass' ? 'passes' : 'fails'} the reference, and not us`;
  if (reference.stages.join() !== ours.stages.join()) return 'fails at another stage';
  if (differ(reference.item, ours.item)) return 'fails at another step or inspection';
  if (differ(reference.list, ours.list)) return 'fails at another list of rules';
  return undefined;
}

function differ(theirs: string | undefined, mine: string | undefined): boolean {
  return theirs !== undefined && mine !== undefined && theirs !== mine;
}
