import type { DigestAlgorithm, Digests } from './digest-algorithm.ts';

/** What a worker is started with. */
export interface HashWorkerData {
  readonly algorithms: readonly DigestAlgorithm[];
  readonly normalizeLineEndings: boolean;
  /** One number, shared by all threads: how many files somebody has taken on. */
  readonly taken: Int32Array<SharedArrayBuffer>;
  /** One number, shared by all threads: how many bytes workers have read. */
  readonly bytes: BigInt64Array<SharedArrayBuffer>;
}

/** Files that were found since the last order. Every worker is told of every file, and takes on what is not yet taken. */
export interface HashOrder {
  /** With a NUL, which no location has in it, before each: one text is sent much faster than many. */
  readonly locations: string;
  /** Whether there will be no other order. */
  readonly isLast: boolean;
}

/** What became of a file: `null` if there is none, `undefined` if it cannot be read. */
export type HashResult = Digests | null | undefined;

/** What became of some files, each at the same place of both arrays: a pair for each would take longer to send. */
export interface HashResults {
  readonly indexes: readonly number[];
  readonly results: readonly HashResult[];
}

/** Takes on the next of the known files, for the calling thread alone; `undefined` if all are taken. */
export function takeNext(taken: HashWorkerData['taken'], known: number): number | undefined {
  for (;;) {
    const index = Atomics.load(taken, 0);
    if (index >= known) return undefined;
    if (Atomics.compareExchange(taken, 0, index, index + 1) === index) return index;
  }
}
