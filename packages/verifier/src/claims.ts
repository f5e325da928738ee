import { compareCodePoints } from '@intoto/encoding';

import type { Candidate } from './evidence.ts';

/** Which candidates a step's keys may have signed. */
export interface Claims {
  /** In the order of the step's key ids, then by location. */
  readonly byKeyId: ReadonlyMap<string, readonly Candidate[]>;
  readonly unclaimed: readonly Candidate[];
  /** All of them, by location. */
  readonly candidates: readonly Candidate[];
  /** How many there are, each counted for every key that may have signed it. */
  readonly number: number;
}

/** Sorts the candidates of a step whose keys have these ids. */
export function sortClaims(keyIds: readonly string[], found: readonly Candidate[]): Claims {
  const candidates = found.toSorted((a, b) => compareCodePoints(a.location, b.location));
  const byKeyId = new Map<string, Candidate[]>(keyIds.map((keyId) => [keyId, []]));
  const unclaimed: Candidate[] = [];
  let number = 0;
  for (const candidate of candidates) {
    let claims = 0;
    for (const keyId of new Set(candidate.keyIds)) {
      const claimed = byKeyId.get(keyId);
      if (claimed === undefined) continue;
      claimed.push(candidate);
      claims += 1;
    }
    if (claims === 0) unclaimed.push(candidate);
    number += Math.max(claims, 1);
  }
  return { byKeyId, unclaimed, candidates, number };
}
