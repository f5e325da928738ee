/** Which code points a `?` or a `[…]` of a pattern accepts. */
export interface CodePointSet {
  /** What it names, in order, and none touches the next: what it accepts or, if `negated`, what it does not. */
  readonly ranges: readonly Range[];
  readonly negated: boolean;
  has(codePoint: number): boolean;
}

/** An inclusive range of code points. */
export type Range = readonly [first: number, last: number];

/** What `?` accepts: every code point, `/` and newline included. */
export const ANY_CODE_POINT: CodePointSet = { ranges: [], negated: true, has: () => true };

const BANG = 0x21;
const HYPHEN = 0x2d;

/** A hyphen that makes a range, as opposed to the character. */
const RANGE = 'range';

/**
 * Reads what stands between `[` and `]` (never empty) as CPython 3.11 and later do: `!` first negates, `^` does not;
 * a hyphen that is first, last, or directly after a range is the character; an empty range such as `z-a` is dropped
 * together with its two ends.
 *
 * A set of one code point comes back as that code point.
 */
export function parseCodePointSet(body: readonly number[]): CodePointSet | number {
  const tokens = readTokens(body);
  // CPython drops empty ranges from the text before it looks for `!`, so `[z-a!b]` is negated: verdicts rest on it.
  const negated = tokens[0] === BANG;
  const ranges = readRanges(negated ? tokens.slice(1) : tokens);
  const [range] = ranges;
  if (!negated && ranges.length === 1 && range !== undefined && range[0] === range[1]) return range[0];
  const merged = mergeRanges(ranges);
  return { ranges: merged, negated, has: (codePoint) => isInRanges(merged, codePoint) !== negated };
}

function readTokens(body: readonly number[]): readonly (number | typeof RANGE)[] {
  const chunks: number[][] = [];
  let start = 0;
  // The end of one range is not the start of another: the next range hyphen is three places on at the earliest.
  for (let at = body.indexOf(HYPHEN, body[0] === BANG ? 2 : 1); at >= 0; at = body.indexOf(HYPHEN, at + 3)) {
    chunks.push(body.slice(start, at));
    start = at + 1;
  }
  if (start < body.length) chunks.push(body.slice(start));
  else chunks.at(-1)?.push(HYPHEN);

  const reversed: (number | typeof RANGE)[] = [];
  for (const chunk of chunks.toReversed()) {
    // A range goes from the end of one chunk to the start of the next.
    const from = chunk.at(-1);
    const to = reversed.at(-1);
    const isEmpty = from !== undefined && typeof to === 'number' && from > to;
    if (isEmpty) reversed.pop();
    else if (to !== undefined) reversed.push(RANGE);
    for (const codePoint of (isEmpty ? chunk.slice(0, -1) : chunk).toReversed()) reversed.push(codePoint);
  }
  return reversed.toReversed();
}

function readRanges(tokens: readonly (number | typeof RANGE)[]): readonly Range[] {
  const ranges: Range[] = [];
  for (let at = 0; at < tokens.length;) {
    const first = readCharacter(tokens[at]);
    const end = tokens[at + 1] === RANGE ? tokens[at + 2] : undefined;
    ranges.push([first, end === undefined ? first : readCharacter(end)]);
    at += end === undefined ? 1 : 3;
  }
  return ranges;
}

/** Where no character precedes a range hyphen (dropping left it so), the hyphen is a character after all. */
function readCharacter(token: number | typeof RANGE | undefined): number {
  return typeof token === 'number' ? token : HYPHEN;
}

function mergeRanges(ranges: readonly Range[]): readonly Range[] {
  const merged: Range[] = [];
  for (const range of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last !== undefined && range[0] <= last[1] + 1)
      merged[merged.length - 1] = [last[0], Math.max(last[1], range[1])];
    else merged.push(range);
  }
  return merged;
}

function isInRanges(ranges: readonly Range[], codePoint: number): boolean {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = ranges[middle];
    if (range === undefined) return false;
    if (codePoint < range[0]) high = middle - 1;
    else if (codePoint > range[1]) low = middle + 1;
    else return true;
  }
  return false;
}
