import { compilePattern, matchPattern } from '@intoto/rules';

import type { SeedRange } from '../differential/run-options.ts';
import { shorterTexts, shrink } from '../differential/shrink.ts';
import type { Peer, PythonOperations } from '../src/index.ts';
import { generatePatternCase } from './generate.ts';

/** A pair on which CPython and we differ. */
export interface PatternDifference {
  readonly pattern: string;
  readonly name: string;
  /** What CPython says. */
  readonly matches: boolean;
}

export interface PatternComparison {
  readonly pairs: number;
  readonly matches: number;
  /** As JSON texts, the smallest pair that could be found for each seed that differs; at most five. */
  readonly differences: readonly string[];
}

const CASES_PER_REQUEST = 500;
const MOST_DIFFERENCES = 5;

async function isDifferent(
  python: Peer<PythonOperations>,
  pair: Pick<PatternDifference, 'pattern' | 'name'>,
): Promise<boolean> {
  const [digits] = await python.ask('match_patterns', { cases: [[pair.pattern, [pair.name]]] });
  return (digits === '1') !== matchPattern(pair.pattern, pair.name);
}

function* smallerPairs({ pattern, name, matches }: PatternDifference): Generator<PatternDifference> {
  for (const shorter of shorterTexts(pattern)) yield { pattern: shorter, name, matches };
  for (const shorter of shorterTexts(name)) yield { pattern, name: shorter, matches };
}

/** Tries patterns on names here and with the function that the reference's rules call. */
export async function comparePatterns(
  python: Peer<PythonOperations>,
  { from, count }: SeedRange,
): Promise<PatternComparison> {
  let pairs = 0;
  let matches = 0;
  const differences: string[] = [];
  for (let start = from; start < from + count; start += CASES_PER_REQUEST) {
    const length = Math.min(CASES_PER_REQUEST, from + count - start);
    const cases = Array.from({ length }, (_, index) => generatePatternCase(start + index));
    const answers = await python.ask('match_patterns', {
      cases: cases.map(({ pattern, names }) => [pattern, names] as const),
    });
    for (const [index, { seed, pattern, names }] of cases.entries()) {
      const theirs = answers[index] ?? '';
      const isMatch = compilePattern(pattern);
      const ours = names.map((name) => (isMatch(name) ? '1' : '0')).join('');
      pairs += names.length;
      matches += theirs.replaceAll('0', '').length;
      if (theirs === ours || differences.length >= MOST_DIFFERENCES) continue;
      const at = names.findIndex((_, each) => theirs[each] !== ours[each]);
      const failing = { pattern, name: names[at] ?? '', matches: theirs[at] === '1' };
      const smallest = await shrink(failing, smallerPairs, async (pair) => isDifferent(python, pair));
      differences.push(JSON.stringify({ seed, ...smallest, matches: !matchPattern(smallest.pattern, smallest.name) }));
    }
  }
  return { pairs, matches, differences };
}
