import type { ArtifactRule } from '@intoto/models';
import { coversPattern, escapePattern, selectionPattern } from '@intoto/rules';

import { mayBeParameter } from './parameters.ts';

/** How much comparing of patterns is left. What is not compared is not reported. */
export interface Comparisons {
  /** Products of the lengths of two patterns, and something for each pair; a second or so of work in all. */
  left: number;
}

/** For one layout. */
export function createComparisons(): Comparisons {
  return { left: 50_000_000 };
}

const PAIR = 25;

/** The first of the rules before `index` that is proved to leave nothing to the one there. */
export function findTaker<Placed extends { readonly rule: ArtifactRule }>(
  rules: readonly Placed[],
  index: number,
  comparisons: Comparisons,
): Placed | undefined {
  const later = rules[index]?.rule;
  if (later === undefined) return undefined;
  for (const earlier of rules.slice(0, Math.min(index, comparisons.left / PAIR))) {
    comparisons.left -= PAIR;
    if (takesAll(earlier.rule, later, comparisons)) return earlier;
  }
  return undefined;
}

/**
 * Whether it is proved that nothing a later rule could select is in the queue any more once an earlier one was applied, or
 * that the later one would do the same again, whatever the artifacts and the parameters.
 */
function takesAll(earlier: ArtifactRule, later: ArtifactRule, comparisons: Comparisons): boolean {
  switch (earlier.type) {
    case 'REQUIRE':
      return false;
    case 'ALLOW':
    case 'DISALLOW': {
      const selection = later.type === 'REQUIRE' ? escapePattern(later.name) : selectionPattern(later);
      return covers(earlier.pattern, selection, later.type !== 'MATCH', comparisons);
    }
    case 'CREATE':
    case 'DELETE':
    case 'MODIFY':
      return later.type === earlier.type && covers(earlier.pattern, later.pattern, true, comparisons);
    case 'MATCH':
      return (
        later.type === 'MATCH' &&
        later.step === earlier.step &&
        later.destination === earlier.destination &&
        later.sourcePrefix === earlier.sourcePrefix &&
        later.destinationPrefix === earlier.destinationPrefix &&
        covers(earlier.pattern, later.pattern, true, comparisons)
      );
    default:
      return earlier satisfies never;
  }
}

/** @param sameText - whether equal texts stay equal when parameters are put in. */
function covers(wide: string, narrow: string, sameText: boolean, comparisons: Comparisons): boolean {
  if (/^\*+$/.test(wide)) return true;
  if (mayBeParameter(wide) || mayBeParameter(narrow)) return sameText && wide === narrow;
  const work = (wide.length + 1) * (narrow.length + 1);
  if (work > comparisons.left) return false;
  comparisons.left -= work;
  return coversPattern(wide, narrow);
}
