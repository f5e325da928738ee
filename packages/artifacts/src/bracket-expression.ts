/** The characters that a bracket expression such as `[a-z_]` or `[!0-9]` accepts. */
export interface BracketExpression {
  /** Whether it accepts every other character instead. */
  readonly negated: boolean;
  /** Inclusive ranges of code points. */
  readonly ranges: readonly (readonly [first: number, last: number])[];
  /** Whether a range ends before it starts, as in `[z-a]`. */
  readonly isReversed: boolean;
}

const CARET = 0x5e;
const CLOSE = 0x5d;
const DASH = 0x2d;
const EXCLAMATION = 0x21;

/**
 * Reads the bracket expression that starts after the `[` at `start - 1`.
 *
 * As in a shell there are no escapes inside, `!` or `^` first negates, and `]` first is an ordinary character.
 * A negated expression accepts a `/`, as in pathspec.
 *
 * @returns the expression and the index after its `]`, or `undefined` if there is no `]`
 */
export function readBracketExpression(
  pattern: readonly number[],
  start: number,
): { readonly expression: BracketExpression; readonly end: number } | undefined {
  const negated = pattern[start] === EXCLAMATION || pattern[start] === CARET;
  const first = negated ? start + 1 : start;
  const end = pattern.indexOf(CLOSE, first + 1);
  if (end === -1) return undefined;
  const ranges: [number, number][] = [];
  const members = pattern.slice(first, end);
  for (let index = 0; index < members.length; index++) {
    const low = members[index] ?? 0;
    const high = members[index + 1] === DASH ? members[index + 2] : undefined;
    if (high === undefined) {
      ranges.push([low, low]);
      continue;
    }
    ranges.push([low, high]);
    index += 2;
  }
  const isReversed = ranges.some(([low, high]) => high < low);
  return { expression: { negated, ranges, isReversed }, end: end + 1 };
}

/** Whether the expression accepts a code point. */
export function acceptsCodePoint({ negated, ranges }: BracketExpression, codePoint: number): boolean {
  return ranges.some(([first, last]) => codePoint >= first && codePoint <= last) !== negated;
}
