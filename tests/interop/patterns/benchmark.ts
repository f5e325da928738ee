/**
 * Hostile patterns on names of doubling length: `node tests/interop/patterns/benchmark.ts`. The exponent e of "time grows as
 * length to the e" comes from the last doublings; 1 is linear. Where a search of the engine's own makes the time too short to
 * measure, none is given. CPython's fnmatch is not asked: some of these take it hours.
 */
import { performance } from 'node:perf_hooks';

import { compilePattern } from '@intoto/rules';

const LENGTHS = [12, 13, 14, 15, 16, 17, 18, 19, 20].map((power) => 2 ** power);
const ROUNDS = 5;

/** Patterns with names that keep a matcher that goes back busy; none of the names matches. */
const HOSTILE: readonly { readonly pattern: string; readonly name: (length: number) => string }[] = [
  { pattern: `${'a*'.repeat(20)}b*`, name: (length) => 'a'.repeat(length) },
  { pattern: `${'*a'.repeat(20)}*b*a`, name: (length) => 'a'.repeat(length) },
  { pattern: `${'*?'.repeat(20)}*b*`, name: (length) => 'a'.repeat(length) },
  { pattern: `${'*[ab]'.repeat(20)}*c*`, name: (length) => 'ab'.repeat(length / 2) },
  { pattern: `${'*[ab]'.repeat(20)}*[c]?*`, name: (length) => 'ab'.repeat(length / 2) },
  { pattern: `*${'[!b]'.repeat(20)}b*`, name: (length) => 'a'.repeat(length) },
  { pattern: `*${'a'.repeat(40)}b*`, name: (length) => 'a'.repeat(length) },
  { pattern: `*${'?'.repeat(40)}[b]*`, name: (length) => 'a'.repeat(length) },
  { pattern: `${'*\u{1f600}'.repeat(20)}*b*`, name: (length) => '\u{1f600}'.repeat(length / 2) },
  { pattern: `*${'[\u{1f600}\ud83d]'.repeat(20)}b*`, name: (length) => '\u{1f600}'.repeat(length / 2) },
];

function milliseconds(isMatch: (name: string) => boolean, name: string): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    if (isMatch(name)) throw new Error('a hostile name must not match');
    return performance.now() - start;
  });
  return Math.min(...times);
}

const DOUBLINGS = 4;
const MEASURABLE_MS = 0.1;

let worst = 0;
for (const { pattern, name } of HOSTILE) {
  const isMatch = compilePattern(pattern);
  const times = LENGTHS.map((length) => milliseconds(isMatch, name(length)));
  const [last = 0, before = 0] = [times.at(-1), times.at(-1 - DOUBLINGS)];
  const exponent = last < MEASURABLE_MS ? undefined : Math.log2(last / before) / DOUBLINGS;
  worst = Math.max(worst, exponent ?? 0);
  const shown = JSON.stringify(`${Array.from(pattern).slice(0, 16).join('')}…${pattern.slice(-3)}`);
  console.log(`${shown.padEnd(34)} ${last.toFixed(2)} ms for 2^20, exponent ${exponent?.toFixed(2) ?? '-'}`);
}
console.log(`largest exponent: ${worst.toFixed(2)}`);
