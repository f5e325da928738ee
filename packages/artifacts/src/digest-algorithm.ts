import { createHash, type Hash } from 'node:crypto';

import type { DigestSet } from '@intoto/models';

/** The algorithms that artifacts can be recorded with, named as in digest sets. */
export const DIGEST_ALGORITHMS = ['sha224', 'sha256', 'sha384', 'sha512'] as const;

/** The name of an algorithm that artifacts can be recorded with. */
export type DigestAlgorithm = (typeof DIGEST_ALGORITHMS)[number];

/** Several digests that are made of the same bytes. */
export interface Digests {
  /** Goes on with the content's next bytes. */
  update(bytes: Uint8Array): void;
  /** The digests in lowercase hex; ends the digests' life. */
  finish(): DigestSet;
}

/** Starts one digest per algorithm. */
export function createDigests(algorithms: readonly DigestAlgorithm[]): Digests {
  const hashes = algorithms.map((algorithm): [DigestAlgorithm, Hash] => [algorithm, createHash(algorithm)]);
  return {
    update: (bytes) => {
      for (const [, hash] of hashes) hash.update(bytes);
    },
    finish: () => {
      const digests: Record<string, string> = Object.create(null);
      for (const [algorithm, hash] of hashes) digests[algorithm] = hash.digest('hex');
      return digests;
    },
  };
}
