import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { Mutation } from './mutation.ts';
import type { FailedTest } from './run-tests.ts';

/** What noticed a bug, the last time that it was tried. */
export interface Result extends Pick<Mutation, 'file' | 'from' | 'to'> {
  /** The first test that failed; `null` where none did. */
  readonly caughtBy: FailedTest | null;
  /** How many others of the same run failed. */
  readonly others: number;
}

const FILE = fileURLToPath(new URL('../results.json', import.meta.url));

/** The results that are kept beside the table. */
export function readResults(): readonly Result[] {
  return JSON.parse(readFileSync(FILE, 'utf8')) as readonly Result[];
}

/** The result of a bug, if it was tried as it stands. */
export function findResult(results: readonly Result[], { file, from, to }: Mutation): Result | undefined {
  return results.find((result) => result.file === file && result.from === from && result.to === to);
}

/** Keeps a result in the place of an earlier one; those of bugs that are in the table no more are dropped. */
export function keepResult(mutations: readonly Mutation[], result: Result): void {
  const results = [result, ...readResults()];
  const kept = mutations.flatMap((mutation) => findResult(results, mutation) ?? []);
  writeFileSync(FILE, `${JSON.stringify(kept, null, 2)}\n`);
}
