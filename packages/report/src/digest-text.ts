import { printName } from './escape.ts';
import type { Digests } from './report-value.ts';
import { createHexShortener } from './tell-apart.ts';

const SHORTEST = 12;

/** Prints digests as `sha256:9f86d081884c...`, long enough to tell all of `sets` apart. */
export function createDigestPrinter(sets: Iterable<Digests>): (digests: Digests) => string {
  const shorten = createHexShortener(
    [...sets].flatMap((set) => Object.values(set)),
    SHORTEST,
  );
  return (digests) => {
    const entries = Object.entries(digests).sort(([a], [b]) => (a < b ? -1 : 1));
    if (entries.length === 0) return 'no digest';
    return entries.map(([algorithm, digest]) => `${printName(algorithm)}:${shorten(digest)}`).join(', ');
  };
}

/** In what two unequal sets of digests differ, in words. */
export function describeDigestDifference(found: Digests, expected: Digests): string {
  const shared = Object.keys(found).filter((algorithm) => Object.hasOwn(expected, algorithm));
  if (shared.length === 0) return 'digests of different algorithms, so they cannot be compared';
  if (shared.some((algorithm) => found[algorithm]?.toLowerCase() !== expected[algorithm]?.toLowerCase())) {
    return 'another digest';
  }
  return shared.some((algorithm) => found[algorithm] !== expected[algorithm])
    ? 'the same digest, but one is in capital letters'
    : 'the same digest, but one of the two has more digest algorithms';
}
