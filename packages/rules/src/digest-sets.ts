import type { DigestSet } from '@intoto/models';

/**
 * Whether two digest sets are equal as objects: the same algorithms and, to the letter, the same values. That is the
 * reference's comparison: sets that merely overlap differ, so do upper and lower case, and two empty sets are equal.
 */
export function areDigestSetsEqual(a: DigestSet, b: DigestSet): boolean {
  return a === b || (hasDigestsOf(a, b) && hasDigestsOf(b, a));
}

function hasDigestsOf(a: DigestSet, b: DigestSet): boolean {
  // Not by Object.keys: a MATCH rule compares every artifact that it selects, and arrays for each would double the time.
  for (const algorithm in b) if (a[algorithm] !== b[algorithm]) return false;
  return true;
}
