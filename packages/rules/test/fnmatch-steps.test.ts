import { describe, expect, it } from 'vitest';

import { matchGlob } from '../src/fnmatch.ts';
import { type Glob, type GlobItem, type GlobSegment, parseGlob } from '../src/glob.ts';

/** What is given as text is searched by the engine; here it is counted, too. */
const itemsOf = ({ items, text = '' }: GlobSegment): readonly GlobItem[] =>
  items ?? Array.from(text, (character) => character.codePointAt(0) ?? 0);

/** Matches, counting how often a code point of the name is held against an item of the pattern. */
function countSteps(pattern: string, name: string): { readonly matched: boolean; readonly steps: number } {
  let steps = 0;
  const count = (item: GlobItem): GlobItem => ({
    ranges: [],
    negated: true,
    has(codePoint) {
      steps += 1;
      return typeof item === 'number' ? item === codePoint : item.has(codePoint);
    },
  });
  const countAll = (segment: GlobSegment): GlobSegment => ({ items: itemsOf(segment).map(count) });
  const { head, middle, tail } = parseGlob(pattern);
  const glob: Glob = {
    head: countAll(head),
    middle: middle.map(countAll),
    tail: tail && countAll(tail),
    exact: undefined,
  };
  return { matched: matchGlob(glob, name), steps };
}

const longest = (pattern: string): number => Math.max(...pattern.split('*').map((stretch) => stretch.length));

describe('hostile patterns', () => {
  it.each([
    ['*a*a*a*a*b', `${'a'.repeat(10_000)}c`, false],
    ['*a*a*a*a*b', `${'a'.repeat(10_000)}b`, true],
    [`${'*a'.repeat(200)}*b`, `${'a'.repeat(10_000)}c`, false],
    [`${'*a'.repeat(200)}*b`, 'a'.repeat(199), false],
    [`${'a*'.repeat(200)}b`, 'a'.repeat(10_000), false],
    [`${'*'.repeat(200)}b`, 'a'.repeat(10_000), false],
    ['*?'.repeat(200), 'a'.repeat(10_000), true],
    [`${'?*'.repeat(200)}b`, 'a'.repeat(10_000), false],
    [`${'*[!b]'.repeat(200)}b`, '😀'.repeat(10_000), false],
    [`${'*aaab'.repeat(50)}*`, 'a'.repeat(10_000), false],
    [`*${'a'.repeat(100)}b*`, 'a'.repeat(10_000), false],
    [`${'*ab'.repeat(200)}*c`, 'ab'.repeat(5_000), false],
  ])('%s takes steps in proportion to the name', (pattern, name, expected) => {
    const { matched, steps } = countSteps(pattern, name);
    expect(matched).toBe(expected);
    expect(steps).toBeLessThanOrEqual((name.length + pattern.length) * longest(pattern));
  });

  it('take twice the steps for a name twice as long', () => {
    const pattern = `${'*a?'.repeat(100)}*b`;
    const once = countSteps(pattern, 'a'.repeat(5_000)).steps;
    const twice = countSteps(pattern, 'a'.repeat(10_000)).steps;
    expect(once).toBeGreaterThan(0);
    expect(twice).toBeLessThanOrEqual(2 * once);
  });

  it('parse when they are long', () => {
    expect(parseGlob('['.repeat(100_000)).exact).toHaveLength(100_000);
    expect(parseGlob('*'.repeat(100_000)).middle).toHaveLength(0);
    expect(parseGlob(`[${'z-a'.repeat(100_000)}]`).head.items).toHaveLength(1);
    expect(parseGlob(`[${'a-z'.repeat(100_000)}]`).head.items).toHaveLength(1);
  });
});
