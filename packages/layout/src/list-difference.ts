/** One entry that only one of two lists has, with its place there, from 0. */
export interface ListDifference<Entry> {
  readonly type: 'added' | 'removed';
  readonly index: number;
  readonly entry: Entry;
}

/** Longer stretches are replaced as a whole: the work grows with the product of their lengths. */
const MAX_CELLS = 4_000_000;

/** The fewest entries to take out of one list and put in to get the other, in the order of the lists. */
export function compareLists<Entry>(
  before: readonly Entry[],
  after: readonly Entry[],
  keyOf: (entry: Entry) => string,
): readonly ListDifference<Entry>[] {
  const [a, b] = [before.map(keyOf), after.map(keyOf)];
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const [left, right] = [a.length - end, b.length - end];
  const lengths = commonLengths(a.slice(start, left), b.slice(start, right));
  const differences: ListDifference<Entry>[] = [];
  for (let i = start, j = start; i < left || j < right;) {
    const row = i - start;
    const column = j - start;
    if (lengths !== undefined && i < left && j < right && a[i] === b[j]) {
      i += 1;
      j += 1;
    } else if (j >= right || (i < left && (lengths?.(row + 1, column) ?? 1) >= (lengths?.(row, column + 1) ?? 0))) {
      differences.push({ type: 'removed', index: i, entry: before[i] as Entry });
      i += 1;
    } else {
      differences.push({ type: 'added', index: j, entry: after[j] as Entry });
      j += 1;
    }
  }
  return differences;
}

/** How long the longest common subsequence of the rests of two lists is; `undefined` where the lists are too long. */
function commonLengths(a: readonly string[], b: readonly string[]): ((i: number, j: number) => number) | undefined {
  const width = b.length + 1;
  if ((a.length + 1) * width > MAX_CELLS) return undefined;
  const table = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => table[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      table[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  return at;
}
