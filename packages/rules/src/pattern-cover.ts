import { ANY_CODE_POINT, type CodePointSet, type Range } from './code-point-set.ts';
import { type GlobItem, parseGlobItems } from './glob.ts';

/** Longer patterns are compared as texts only: the work grows with the product of the lengths. */
const LONGEST = 1000;

const LAST_CODE_POINT = 0x10ffff;

type Item = GlobItem | '*';

/**
 * Whether it is proved that every name which `narrow` matches is matched by `wide` too. `true` is a proof; `false` says
 * nothing: what several stretches of `wide` would have to share out is not tried, nor are patterns of more than 1000
 * code points compared otherwise than as texts.
 *
 * @example
 * ```ts
 * import { coversPattern } from '@intoto/rules';
 *
 * console.log(coversPattern('src/*', 'src/*.c'), coversPattern('*.c', 'src/?.[ch]')); // true false
 * ```
 */
export function coversPattern(wide: string, narrow: string): boolean {
  if (wide === narrow || /^\*+$/.test(wide)) return true;
  if (wide.length > LONGEST || narrow.length > LONGEST) return false;
  const outer = parseGlobItems(wide);
  const inner = parseGlobItems(narrow);
  if (inner.some(isEmptySet)) return true;
  // reaches[j] is 1 where everything from the j-th item of `narrow` on is covered by what is left of `wide`.
  const reaches = new Uint8Array(inner.length + 1);
  reaches[inner.length] = 1;
  for (const item of outer.toReversed()) {
    if (item === '*')
      for (let at = inner.length - 1; at >= 0; at -= 1) reaches[at] = Math.max(reaches[at] ?? 0, reaches[at + 1] ?? 0);
    else {
      for (const [at, other] of inner.entries()) {
        reaches[at] = reaches[at + 1] === 1 && other !== '*' && isSubset(other, item) ? 1 : 0;
      }
      reaches[inner.length] = 0;
    }
  }
  return reaches[0] === 1;
}

/** Whether no name at all matches a pattern: one of its sets is empty, as in `[z-a]`. */
export function isEmptyPattern(pattern: string): boolean {
  return parseGlobItems(pattern).some(isEmptySet);
}

/**
 * The pattern that matches one name and nothing else: `*`, `?` and `[` become sets of themselves.
 *
 * @example
 * ```ts
 * import { escapePattern, matchPattern } from '@intoto/rules';
 *
 * console.log(escapePattern('a[1]*.txt')); // a[[]1][*].txt
 * console.log(matchPattern(escapePattern('a[1]*.txt'), 'a[1]*.txt')); // true
 * ```
 */
export function escapePattern(name: string): string {
  return name.replaceAll(/[*?[]/g, '[$&]');
}

function isEmptySet(item: Item): boolean {
  return typeof item === 'object' && rangesOf(item).length === 0;
}

function isSubset(inner: GlobItem, outer: GlobItem): boolean {
  if (outer === ANY_CODE_POINT || inner === outer) return true;
  if (typeof inner === 'number' && typeof outer === 'number') return false;
  return rangesOf(inner).every(([first, last]) =>
    rangesOf(outer).some((range) => range[0] <= first && last <= range[1]),
  );
}

function rangesOf(item: number | CodePointSet): readonly Range[] {
  if (typeof item === 'number') return [[item, item]];
  return item.negated ? complement(item.ranges) : item.ranges;
}

/** Everything that is in none of the ranges. */
function complement(merged: readonly Range[]): readonly Range[] {
  const gaps: Range[] = [];
  let next = 0;
  for (const [first, last] of merged) {
    if (first > next) gaps.push([next, first - 1]);
    next = last + 1;
  }
  if (next <= LAST_CODE_POINT) gaps.push([next, LAST_CODE_POINT]);
  return gaps;
}
