import type { ArtifactMap, DigestSet } from '@intoto/models';

import { areDigestSetsEqual } from './digest-sets.ts';

/** Why a MATCH rule left an artifact that its pattern selects in the queue. */
export interface NearMiss {
  /** The artifact's name in the item under evaluation. */
  readonly artifact: string;
  /** The name looked for in the other step. */
  readonly sought: string;
  /** The step that the rule names. */
  readonly step: string;
  /** What is missing: a link of that step, the path sought in it, or equal digests under that path. */
  readonly reason: 'step-absent' | 'path-absent' | 'digest-differs';
  /** The digests in the item under evaluation. */
  readonly found: DigestSet;
  /** With `digest-differs`: the digests in the other step. */
  readonly expected?: DigestSet | undefined;
  /** With `path-absent`: paths in the other step with equal digests, at most three; empty digest sets have none. */
  readonly sameDigest?: readonly string[] | undefined;
}

/** How many near misses of one rule are kept. */
export const NEAR_MISS_LIMIT = 100;

const SAME_DIGEST_LIMIT = 3;

/**
 * Adds to the near misses whose path is absent the paths in the other step under which the same content lies.
 * One pass over the other step's artifacts, whatever the number of near misses.
 */
export function findSameDigests(nearMisses: readonly NearMiss[], destination: ArtifactMap): readonly NearMiss[] {
  const contents = new Map<string, Content[]>();
  const withPaths = nearMisses.map((miss) => {
    if (miss.reason !== 'path-absent') return miss;
    const digest = pickDigest(miss.found);
    if (digest === undefined) return { ...miss, sameDigest: [] };
    const alike = contents.get(digest) ?? [];
    contents.set(digest, alike);
    let content = alike.find(({ digests }) => areDigestSetsEqual(digests, miss.found));
    if (content === undefined) alike.push((content = { digests: miss.found, paths: [] }));
    return { ...miss, sameDigest: content.paths };
  });
  if (contents.size === 0) return withPaths;

  for (const [path, digests] of destination) {
    for (const content of contents.get(pickDigest(digests) ?? '') ?? []) {
      if (content.paths.length < SAME_DIGEST_LIMIT && areDigestSetsEqual(content.digests, digests)) {
        content.paths.push(path);
      }
    }
  }
  return withPaths;
}

/** What near misses look for under another path, shared by all that look for the same. */
interface Content {
  readonly digests: DigestSet;
  readonly paths: string[];
}

/** The same one of equal digest sets' values, whatever the order of their members. */
function pickDigest(digests: DigestSet): string | undefined {
  let least: string | undefined;
  for (const algorithm in digests) {
    const digest = digests[algorithm];
    if (least === undefined || (digest !== undefined && digest < least)) least = digest;
  }
  return least;
}
