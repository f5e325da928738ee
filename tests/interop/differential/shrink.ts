/** Shorter versions of a list, the shortest first: without long stretches, then without each single item. */
export function* shorterLists<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let size = items.length; size >= 1; size = Math.floor(size / 2)) {
    for (let start = 0; start < items.length; start += size) {
      yield [...items.slice(0, start), ...items.slice(start + size)];
    }
  }
}

/** Shorter versions of a text; code points stay whole. */
export function* shorterTexts(text: string): Generator<string> {
  for (const characters of shorterLists(Array.from(text))) yield characters.join('');
}

const MOST_TRIES = 2000;

/** The smallest value that still fails, found by taking the first smaller one that does, again and again. */
export async function shrink<T>(
  failing: T,
  smaller: (value: T) => Iterable<T>,
  fails: (value: T) => Promise<boolean>,
): Promise<T> {
  let tries = 0;
  for (let smallest = failing; ;) {
    let found = false;
    for (const candidate of smaller(smallest)) {
      if ((tries += 1) > MOST_TRIES) return smallest;
      if (!(await fails(candidate))) continue;
      smallest = candidate;
      found = true;
      break;
    }
    if (!found) return smallest;
  }
}
